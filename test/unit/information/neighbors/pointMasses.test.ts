import { expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { mutualInformation } from '../../../../src/information/mutualInformation';
import { continuous } from '../samplers';

type Draw = (random: Random) => readonly [number, number];

/** The mean of `mixedKsg` over eight data sets of 1000 samples, nats. */
async function meanOf(draw: Draw): Promise<number> {
  let sum = 0;
  for (let seed = 1; seed <= 8; seed++) {
    const random = new Random(seed);
    const rows = Array.from({ length: 1000 }, () => draw(random));
    const [x, y] = [0, 1].map((side) =>
      continuous(
        'V',
        rows.map((row) => row[side]),
      ),
    );
    sum += (await mutualInformation(x, y, { estimator: 'mixedKsg', seed: 1, neighbors: 3, shuffles: 0 })).nats;
  }
  return sum / 8;
}

const massed = (random: Random, share: number): number => (random.uniform() < share ? 0 : random.normal());

// The standard error of a mean of eight is about .01. Samples on the sphere of others were left out of the sides alone:
// .050 and .080 were read for nothing.
it.each<[string, Draw]>([
  ['a mass on one side', (random) => [massed(random, 0.5), random.normal()]],
  ['a mass on each side', (random) => [massed(random, 0.5), massed(random, 0.3)]],
])('independent columns with point masses share nothing: %s', async (_, draw) => {
  expect(Math.abs(await meanOf(draw))).toBeLessThan(0.03);
});

// Neighbours fall short by what is too fine for three of a thousand: .05 at most here.
it.each<[string, number, Draw]>([
  [
    'one of two is 0, the other uniform: ln 2',
    Math.LN2,
    (random) => (random.uniform() < 0.5 ? [0, random.uniform()] : [random.uniform(), 0]),
  ],
  [
    'half of the values are lost: half of ln(101) / 2',
    Math.log(101) / 4,
    (random) => {
      const x = random.normal();
      return [x, random.uniform() < 0.5 ? 0 : x + 0.1 * random.normal()];
    },
  ],
])('mixtures of points and densities keep their information: %s', async (_, nats, draw) => {
  expect(Math.abs((await meanOf(draw)) - nats)).toBeLessThan(0.07);
});
