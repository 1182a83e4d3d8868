import { describe, expect, it } from 'vitest';
import { mutualInformation } from '../../../src/information/mutualInformation';
import { labelledClusters } from './labelledClusters';

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

/** `auto` and KSG of mixed variables on several draws: mean absolute errors and values in nats. */
async function compared(count: number, dim: number, width: number, samples: number) {
  let [error, ofNeighbors, mean] = [0, 0, 0];
  for (const seed of seeds) {
    const task = labelledClusters(count, dim, width, seed);
    const { x, y } = task.sample(samples, seed);
    const auto = await mutualInformation(x, y, { estimator: 'auto', seed });
    const neighbors = await mutualInformation(x, y, { estimator: 'mixedKsg', seed });
    error += Math.abs(auto.nats - task.nats) / seeds.length;
    ofNeighbors += Math.abs(neighbors.nats - task.nats) / seeds.length;
    mean += (auto.nats - task.nats) / seeds.length;
    expect(auto.low).toBeLessThanOrEqual(task.nats);
    expect(auto.certified).toBe('both');
  }
  return { error, ofNeighbors, mean };
}

describe('auto of symbols and many columns', () => {
  it('reads 80 samples of eight columns better than neighbours, where decoders learn from too few', async () => {
    const { error, ofNeighbors } = await compared(4, 8, 1.2, 80);
    // The decoder alone is off by .28, and the standard error of the mean of 80 log ratios is about .08.
    expect(error).toBeLessThan(0.16);
    expect(error).toBeLessThan(ofNeighbors);
  });

  it('is not short of overlapping clusters in 20 columns by what the decoder has to learn', async () => {
    const { error, mean } = await compared(6, 20, 1.7, 800);
    // The decoder alone is .07 short; the standard error of the mean of 800 log ratios is about .02.
    expect(error).toBeLessThan(0.045);
    expect(mean).toBeGreaterThan(-0.03);
  });
});
