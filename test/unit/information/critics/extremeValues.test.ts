import { expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { mutualInformation } from '../../../../src/information/mutualInformation';
import { continuous } from '../samplers';

/** Two columns with one common scale that is now and then astronomical: no moment of them exists. */
function extremes(samples: number, exponent: number, seed: number): [number[], number[]] {
  const random = new Random(seed);
  const scales = Array.from({ length: samples }, () => Math.abs(random.normal()) ** -exponent);
  return [scales.map((scale) => scale * random.normal()), scales.map((scale) => scale * random.normal())];
}

it.each([
  [300, 3],
  [300, 8],
  [1000, 3],
])('%i values without moments (exponent %i) have a finite estimate', async (samples, exponent) => {
  for (let seed = 1; seed <= 4; seed++) {
    const [x, y] = extremes(samples, exponent, seed);
    const { nats, low } = await mutualInformation(continuous('x', x), continuous('y', y), { estimator: 'auto', seed });
    expect(Number.isFinite(nats)).toBe(true);
    expect(low).toBeGreaterThanOrEqual(0);
  }
});
