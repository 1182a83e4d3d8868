import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNeighborWorkspace } from '../../../../src/information/estimators/neighbors';
import { continuous, euclideanNorm, gaussianPair, referenceKsg1, referenceKsg2 } from './reference';

/** Equal counts give equal sums up to rounding. */
const rounding = 1e-11;

async function estimate(
  x: number[][],
  y: number[][],
  estimator: 'ksg1' | 'ksg2',
  k = 3,
  metric: 'max' | 'euclidean' = 'max',
): Promise<number> {
  const workspace = createNeighborWorkspace([continuous('x', x), continuous('y', y)]);
  return (await workspace.estimate(0, 1, { estimator, seed: 1, neighbors: k, metric })).nats;
}

const shapes: [samples: number, dx: number, dy: number][] = [
  [4, 1, 1],
  [5, 2, 1],
  [7, 1, 3],
  [50, 1, 1],
  [203, 1, 1],
  [301, 2, 3],
  [250, 12, 1],
  [202, 1, 64],
  [129, 16, 16],
];

describe('KSG', () => {
  it.each(shapes)('agrees with all pairs for %i samples of %i and %i columns', async (samples, dx, dy) => {
    const { x, y } = gaussianPair(samples, dx, dy, 0.8, samples);
    for (const k of [1, 3]) {
      expect(await estimate(x, y, 'ksg1', k)).toBeCloseTo(referenceKsg1(x, y, k), 11);
      expect(await estimate(x, y, 'ksg2', k)).toBeCloseTo(referenceKsg2(x, y, k), 11);
      expect(await estimate(x, y, 'ksg1', k, 'euclidean')).toBeCloseTo(referenceKsg1(x, y, k, euclideanNorm), 11);
    }
  });

  it(
    'does not change when variables are swapped, samples reordered, columns permuted, scaled or shifted, ' +
      'or a constant column added',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer(),
          fc.integer({ min: 5, max: 260 }),
          fc.integer({ min: 1, max: 4 }),
          fc.constantFrom('ksg1' as const, 'ksg2' as const),
          async (seed, samples, dx, estimator) => {
            const { x, y } = gaussianPair(samples, dx, 2, 0.6, seed);
            const plain = await estimate(x, y, estimator);
            // Powers of two scale without rounding, so the same samples stay the nearest.
            const changed = x.map((row) => [7, ...row.map((v) => -4 * v).reverse()]).reverse();
            expect(Math.abs((await estimate(changed, [...y].reverse(), estimator)) - plain)).toBeLessThan(rounding);
            expect(Math.abs((await estimate(y, x, estimator)) - plain)).toBeLessThan(rounding);
          },
        ),
        { numRuns: 40 },
      );
    },
  );
});
