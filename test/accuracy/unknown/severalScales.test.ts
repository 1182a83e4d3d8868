import { describe, expect, it } from 'vitest';
import { mutualInformation } from '../../../src/information/mutualInformation';
import type { KnownPair } from './knownPair';
import { diagonal, mixturePair } from './normalMixtures';

/** Uncorrelated columns of one common scale, which differs from row to row. */
const scales = (dimX: number, dimY: number, sizes: readonly number[]): KnownPair =>
  mixturePair(
    `scales-${dimX}-${dimY}-${sizes.join('-')}`,
    dimX,
    dimY,
    sizes.map((size) => ({
      weight: 1 / sizes.length,
      mean: new Float64Array(dimX + dimY),
      covariance: diagonal(dimX + dimY, size ** 2),
    })),
  );

describe('auto where the only dependence is a common scale', () => {
  // The standard error of the log ratios is .02 to .03 nats.
  it.each([scales(2, 3, [1, 4, 16]), scales(4, 1, [1, 2.7, 7.3, 20])])(
    '$name: reads the parts within each other',
    async (task) => {
      const { x, y } = task.sample(1500, 3);
      const { nats, low } = await mutualInformation(x, y, { estimator: 'auto', seed: 1 });
      expect(Math.abs(nats - task.nats)).toBeLessThan(0.03 + 0.07 * task.nats);
      expect(low).toBeLessThanOrEqual(task.nats);
      expect(low).toBeGreaterThan(0.7 * task.nats);
    },
  );
});
