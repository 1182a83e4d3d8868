import { describe, expect, it } from 'vitest';
import { mutualInformation } from '../../../src/information/mutualInformation';
import type { KnownPair } from './knownPair';
import { mixturePair, type Part } from './normalMixtures';

/**
 * Two columns of each side, correlated pair by pair; either side has one of two scales, small and large, by a table
 * of weights.
 */
function ownScales(name: string, sizes: readonly [number, number], table: readonly number[], r: number): KnownPair {
  const parts = table.map((weight, at): Part => {
    const [a, b] = [sizes[at >> 1], sizes[at & 1]];
    const covariance = new Float64Array(16);
    for (let j = 0; j < 2; j++) {
      covariance[j * 5] = a * a;
      covariance[(j + 2) * 5] = b * b;
      covariance[j * 4 + j + 2] = covariance[(j + 2) * 4 + j] = r * a * b;
    }
    return { weight, mean: new Float64Array(4), covariance };
  });
  return mixturePair(name, 2, 2, parts);
}

describe('auto where each side has a scale of its own', () => {
  // The standard error of the log ratios is .03 nats; a Student copula and neighbours are .1 to .3 low.
  it.each([
    ownScales('scales-that-go-together', [0.1, 5], [0.4, 0.1, 0.1, 0.4], 0.8),
    ownScales('scales-apart', [0.2, 4], [0.25, 0.25, 0.25, 0.25], 0.8),
  ])('$name: reads the parts of both scales', async (task) => {
    const { x, y } = task.sample(2000, 5);
    const { nats, low } = await mutualInformation(x, y, { estimator: 'auto', seed: 1 });
    expect(Math.abs(nats - task.nats)).toBeLessThan(0.09);
    expect(low).toBeLessThanOrEqual(task.nats);
    expect(low).toBeGreaterThan(0.8 * task.nats);
  });
});
