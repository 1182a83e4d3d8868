import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { countBalls } from '../../../../src/information/estimators/neighbors/counts/ballCounts';
import { DistanceEngine } from '../../../../src/information/estimators/neighbors/search/distanceEngine';
import { countBallsTogether } from '../../../../src/information/estimators/neighbors/counts/fastBalls';
import { Breather } from '../../../../src/information/numerics/breather';
import type { Metric, Space } from '../../../../src/information/estimators/neighbors/spaces/space';
import { spaceOf } from '../../../../src/information/estimators/neighbors/spaces/space';
import { continuous } from './reference';

/** Kinds of columns: rounding, ties, tails, offsets and scales that float32 cannot represent. */
const makers: Record<string, (random: Random) => number> = {
  normal: (random) => random.normal(),
  saturated: (random) => Math.fround(Math.tanh(4 * random.normal())),
  rectified: (random) => Math.max(0, random.normal()),
  integers: (random) => random.integer(5),
  manyIntegers: (random) => random.integer(200),
  tenths: (random) => random.integer(30) / 10,
  cauchy: (random) => random.normal() / random.normal(),
  offset: (random) => 1e9 + random.normal(),
  tiny: (random) => 1e-200 * random.normal(),
  huge: (random) => 1e200 * random.normal(),
  clustered: (random) => random.integer(3) + 1e-7 * random.normal(),
  outlier: (random) => (random.uniform() < 0.01 ? 1e6 : random.normal()),
};
const kinds = Object.keys(makers);

function made(kind: string, samples: number, dimensions: number, metric: Metric, seed: number): Space {
  const random = new Random(seed).fork(kind);
  return spaceOf(
    continuous(
      kind,
      Array.from({ length: samples }, () => Array.from({ length: dimensions }, () => makers[kind](random))),
    ),
    metric,
  );
}

async function expectEqualCounts(x: Space, y: Space, k: number, engine = new DistanceEngine(x.samples)): Promise<void> {
  const plain = await countBalls(x, y, k, new Breather());
  const [fast] = await countBallsTogether(engine, [{ x, y }], k, new Breather());
  expect(fast.inX).toEqual(plain.inX);
  expect(fast.inY).toEqual(plain.inY);
  expect(fast.inJoint).toEqual(plain.inJoint);
  expect(fast.radii.map((r) => (r === 0 ? 0 : 1))).toEqual(plain.radii.map((r) => (r === 0 ? 0 : 1)));
}

describe('ball counts by float32 matrices', () => {
  it('equal double precision for all kinds of data, sizes, numbers of neighbours and norms', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          x: fc.constantFrom(...kinds),
          y: fc.constantFrom(...kinds),
          samples: fc.integer({ min: 2, max: 130 }),
          dx: fc.integer({ min: 1, max: 9 }),
          dy: fc.integer({ min: 1, max: 9 }),
          k: fc.integer({ min: 1, max: 12 }),
          metric: fc.constantFrom<Metric>('max', 'euclidean'),
          seed: fc.integer(),
        }),
        async ({ x, y, samples, dx, dy, k, metric, seed }) => {
          const spaceX = made(x, samples, dx, metric, seed);
          const spaceY = made(y, samples, dy, metric, seed + 1);
          fc.pre([spaceX, spaceY].every((space) => space.parts[0].columns.length > 0));
          await expectEqualCounts(spaceX, spaceY, Math.min(k, samples - 1));
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each(kinds)('equal double precision on hundreds of samples: %s', async (kind) => {
    await expectEqualCounts(made(kind, 601, 1, 'max', 3), made(kind, 601, 24, 'max', 4), 3);
  });

  it.each([4, 5, 7, 8, 9, 16, 17, 31, 1023, 1024, 1025])('equal at the edges of tiles: %i samples', async (samples) => {
    await expectEqualCounts(made('normal', samples, 3, 'max', 5), made('saturated', samples, 5, 'max', 6), 3);
    await expectEqualCounts(
      made('normal', samples, 2, 'euclidean', 5),
      made('normal', samples, 4, 'euclidean', 6),
      Math.min(samples - 1, 5),
    );
  });

  it('equal when matrices are evicted or made some rows at a time, and for pairs that share spaces', async () => {
    const samples = 150;
    const spaces = kinds.slice(0, 6).map((kind, s) => made(kind, samples, 3 + s, 'max', s));
    for (const limits of [
      { matrix: 1 << 20, matrices: 0 },
      { matrix: 0, matrices: 0 },
    ]) {
      const engine = new DistanceEngine(samples, limits);
      for (const x of spaces) for (const y of spaces) await expectEqualCounts(x, y, 3, engine);
      const pairs = spaces.map((x, s) => ({ x, y: spaces[(s + 1) % spaces.length] }));
      const together = await countBallsTogether(
        new DistanceEngine(samples, { matrix: 0, matrices: 0 }),
        pairs,
        3,
        new Breather(),
      );
      for (const [p, { x, y }] of pairs.entries())
        expect(together[p].inX).toEqual((await countBalls(x, y, 3, new Breather())).inX);
    }
  });
});
