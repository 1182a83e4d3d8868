import { upperEnd } from '../../src/result/upperEnd';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnalysisResult, Estimate } from '../../src/result/result';
import { documentOf } from './documentOf';

const softmax = (units: number) => ({ type: 'dense', name: 'out', units, activation: 'softmax' });
const training = { epochs: 4, batchSize: 32, optimizer: 'adam', learningRate: 0.01 };
const analysis = { samples: 400, snapshots: 2, unit: 'bits' };

/** Networks on sequences of independent fair symbols, with the entropy of one in bits. */
const networks = [
  {
    name: 'a delayed copy of four symbols',
    each: 2,
    config: {
      data: { task: 'delayedCopy', symbols: 4, length: 6, delay: 2, samples: 512 },
      model: { layers: [{ type: 'lstm', name: 'h', units: 12 }, softmax(4)] },
    },
  },
  {
    name: 'a small LSTM on fair bits',
    each: 1,
    config: {
      data: { task: 'parity', length: 5, samples: 512 },
      model: { layers: [{ type: 'lstm', name: 'h', units: 24 }, softmax(2)] },
    },
  },
  {
    name: 'two layers side by side on fair bits',
    each: 1,
    config: {
      data: { task: 'parity', length: 3, samples: 512 },
      model: { layers: [{ type: 'gru', name: 'h', units: 16 }, { type: 'gru', name: 'g', units: 16 }, softmax(2)] },
    },
  },
];

describe.each(networks)('$name', ({ config, each }) => {
  let folder: string;
  let result: AnalysisResult;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rnn-infoflow-consistency-'));
    const path = join(folder, 'small.rnn.json');
    await writeFile(path, JSON.stringify({ seed: 1, ...config, training, analysis }));
    result = await documentOf(['analyze', path], 'auto');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const of = (quantity: Estimate['quantity']): Estimate[] =>
    result.estimates.filter((estimate) => estimate.quantity === quantity);

  it('has no number above the entropy of what it is about', () => {
    const steps = { inputInformation: 0, historyInformation: -1, layerInformation: 0 } as const;
    for (const [quantity, fewer] of Object.entries(steps)) {
      const estimates = of(quantity as keyof typeof steps);
      expect(estimates.length).toBeGreaterThan(0);
      for (const { high, time } of estimates) expect(high).toBeLessThanOrEqual((time! + fewer) * each + 1e-9);
    }
    for (const { high } of [...of('memory'), ...of('outputInformation')]) expect(high).toBeLessThanOrEqual(each + 1e-9);
  });

  it('holds no more of the state before than that state holds of the input', () => {
    for (const { low, value, high, time, epoch, target } of of('historyInformation')) {
      const before = of('inputInformation').find(
        (other) => other.target === target && other.epoch === epoch && other.time === time! - 1,
      )!;
      expect(high).toBeLessThanOrEqual(upperEnd(before) + 1e-9);
      expect(low).toBeLessThanOrEqual(value);
      expect(value).toBeLessThanOrEqual(high ?? Infinity);
    }
  });

  it('holds at least the sum of what it holds of independent steps', () => {
    const atEnd = ({ target, epoch, time }: Estimate): boolean =>
      target === 'h' && epoch === training.epochs && time === config.data.length;
    const lows = of('memory')
      .filter(atEnd)
      .map(({ low }) => Math.max(0, low));
    const [whole] = of('inputInformation').filter(atEnd);
    expect(lows).toHaveLength(config.data.length);
    expect(whole.value).toBeGreaterThanOrEqual(lows.reduce((sum, low) => sum + low, 0) - 1e-9);
  });
});
