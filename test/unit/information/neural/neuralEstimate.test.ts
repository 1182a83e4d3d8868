import { amount, warning } from '../../../../src/information/types/warnings';
import { describe, expect, it } from 'vitest';
import { tasks } from '../../../../bench/accuracy/tasks/tasks';
import { Random } from '../../../../src/base/random';
import { neuralEstimate } from '../../../../src/information/estimators/neural';
import type { Variable } from '../../../../src/information/types/variable';

const draw = (name: string, samples: number, seed = 1) =>
  tasks.find((task) => task.name === name)!.sample(samples, seed);
const quick = { hidden: [16, 16], steps: 150 };

describe('neural estimates', () => {
  it.each(['mine', 'smile', 'infoNCE', 'nwj', 'dv', 'js', 'club'] as const)(
    '%s gives the same bytes for the same seed, an interval around the value and its side',
    async (estimator) => {
      const { x, y } = draw('1v1-normal-0.75', 300);
      const once = await neuralEstimate(x, y, { estimator, seed: 3, neural: quick });
      expect(await neuralEstimate(x, y, { estimator, seed: 3, neural: quick })).toEqual(once);
      expect(once.low).toBeLessThanOrEqual(Math.max(0, once.nats));
      expect(once.high).toBeGreaterThanOrEqual(once.nats);
      expect(once.bound).toBe(estimator === 'club' ? 'upper' : estimator === 'smile' ? 'none' : 'lower');
      expect(once.samples).toBe(300);
    },
  );

  it('says when a batch is larger than the training split', async () => {
    const { x, y } = draw('1v1-normal-0.75', 100);
    await expect(neuralEstimate(x, y, { estimator: 'infoNCE', seed: 1, neural: { batchSize: 64 } })).rejects.toThrow(
      'A batch of 64 is larger than the training split of 50 samples',
    );
  });

  it('declines a critic whose single step would hold up a cancel', async () => {
    const { x, y } = draw('1v1-normal-0.75', 600);
    await expect(
      neuralEstimate(x, y, {
        estimator: 'js',
        seed: 1,
        neural: { critic: 'joint', hidden: [512, 512], batchSize: 128 },
      }),
    ).rejects.toThrow('A training step of a joint critic with hidden layers 512, 512 on a batch of 128 takes too long');
  });

  it('says when there are too few samples to split', async () => {
    const { x, y } = draw('1v1-normal-0.75', 8);
    await expect(neuralEstimate(x, y, { estimator: 'dv', seed: 1 })).rejects.toThrow('8 samples cannot be split');
  });

  it('warns that InfoNCE cannot exceed ln(batch)', async () => {
    const random = new Random(4);
    const values = Float64Array.from({ length: 600 }, () => random.integer(16));
    const symbol: Variable = { name: 'symbol', kind: 'discrete', values, samples: 600, dimensions: 1 };
    const { nats, warnings } = await neuralEstimate(
      symbol,
      { ...symbol, name: 'copy' },
      { estimator: 'infoNCE', seed: 1, neural: { batchSize: 4, hidden: [32], steps: 600, learningRate: 0.01 } },
    );
    // The truth is ln 16; with batches of four the estimate can hardly exceed ln 4, less the loss by symbols that occur
    // twice.
    expect(nats).toBeLessThanOrEqual(Math.log(4));
    expect(warnings).toContainEqual(warning('infoNCENearCeiling', amount(Math.log(4), 2)));
  });

  it('reads symbols through one-hot inputs: a bit through a clean channel is ln 2', async () => {
    const random = new Random(2);
    const values = Float64Array.from({ length: 600 }, () => random.integer(2) - 7);
    const bit: Variable = { name: 'bit', kind: 'discrete', values, samples: 600, dimensions: 1 };
    const { nats } = await neuralEstimate(
      bit,
      { ...bit, name: 'copy' },
      { estimator: 'js', seed: 1, neural: { hidden: [16], steps: 400, learningRate: 0.01 } },
    );
    // A lower bound that is tight here: the critic has to learn four numbers. The class counts' sampling error is under
    // .01.
    expect(nats).toBeGreaterThan(Math.LN2 - 0.05);
    expect(nats).toBeLessThan(Math.LN2 + 0.02);
  });

  it('answers a constant column with next to nothing', async () => {
    const { y } = draw('1v1-normal-0.75', 300);
    const constant: Variable = {
      name: 'dead',
      kind: 'continuous',
      values: new Float64Array(300).fill(3),
      samples: 300,
      dimensions: 1,
    };
    const { nats, low } = await neuralEstimate(constant, y, { estimator: 'infoNCE', seed: 1, neural: quick });
    expect(Math.abs(nats)).toBeLessThan(0.05);
    expect(low).toBe(0);
  });

  it('stops where it is cancelled', async () => {
    const { x, y } = draw('multinormal-dense-5-5-0.5', 2000);
    const controller = new AbortController();
    const estimate = neuralEstimate(
      x,
      y,
      { estimator: 'infoNCE', seed: 1, neural: { steps: 1_000_000 } },
      controller.signal,
    );
    setTimeout(() => controller.abort(), 50);
    await expect(estimate).rejects.toThrow('cancelled');
  });
});
