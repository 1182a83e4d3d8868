import { describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { loadDataset } from '../../../../src/data/loadDataset';
import { calibrationError, confidenceBins, temperatureOf } from '../../../../src/analysis/studies/calibration';
import { DoubtSum } from '../../../../src/analysis/studies/uncertainty/doubt';
import { areaUnderCurve, rejections } from '../../../../src/analysis/studies/uncertainty/rejection';
import { editedConfig } from '../../../../src/config/edits';
import { sentenceFaults } from '../../../support/citations';
import { configOf } from '../../../support/configs';
import { analysisOf } from '../../../support/inProcess';

describe('doubt', () => {
  it('is of the data where networks agree, and of the network where each is sure of something else', () => {
    const agree = new DoubtSum(1, 2);
    for (let i = 0; i < 3; i++) agree.add({ classes: 2, probabilities: Float64Array.of(0.5, 0.5) });
    expect(agree.doubt.data[0]).toBeCloseTo(Math.LN2, 12);
    expect(agree.doubt.model[0]).toBeCloseTo(0, 12);
    const differ = new DoubtSum(1, 2);
    for (const p of [0, 1]) differ.add({ classes: 2, probabilities: Float64Array.of(p, 1 - p) });
    expect(differ.doubt.data[0]).toBe(0);
    expect(differ.doubt.model[0]).toBeCloseTo(Math.LN2, 12);
    expect(differ.doubt.total[0]).toBeCloseTo(Math.LN2, 12);
  });
});

describe('calibration', () => {
  it('finds no error where accuracy is confidence, and the distance where it is not', () => {
    const answers = (right: number, confidence: number) =>
      Array.from({ length: 10 }, (_, i) => ({ confidence, right: i < right }));
    expect(calibrationError([...answers(8, 0.8), ...answers(6, 0.6)])).toBeCloseTo(0, 12);
    expect(calibrationError([...answers(5, 0.95), ...answers(6, 0.6)])).toBeCloseTo(0.225, 12);
    expect(confidenceBins(answers(5, 1))).toEqual([{ confidence: 1, accuracy: 0.5, count: 10 }]);
  });

  it('finds the temperature that logits were divided by', () => {
    const random = new Random(2);
    const [count, classes] = [4000, 3];
    const logs = new Float64Array(count * classes);
    const targets = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      const logits = Array.from({ length: classes }, () => 1.5 * random.normal());
      const weights = logits.map(Math.exp);
      let draw = random.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
      targets[i] = weights.findIndex((weight) => (draw -= weight) < 0);
      // Three times too sure.
      logs.set(
        logits.map((logit) => 3 * logit),
        i * classes,
      );
    }
    // 4000 answers set 1/T to about 3 %.
    expect(Math.abs(temperatureOf(logs, targets, classes) / 3 - 1)).toBeLessThan(0.1);
  });
});

describe('rejection', () => {
  it('is perfect where all wrong answers have the most doubt', () => {
    const right = Array.from({ length: 20 }, (_, i) => i >= 2);
    const doubt = right.map((each, i) => (each ? 0.1 + 0.001 * i : 1));
    expect(areaUnderCurve(doubt, right)).toBe(1);
    const [none, , tenth] = rejections(doubt, right);
    expect(none).toEqual({ rejected: 0, accuracy: 0.9 });
    expect(tenth).toEqual({ rejected: 0.1, accuracy: 1 });
  });

  it('is a half where doubt says nothing, and absent where no answer is wrong', () => {
    expect(areaUnderCurve([1, 1, 1, 1], [true, false, true, false])).toBe(0.5);
    expect(areaUnderCurve([1, 2], [true, true])).toBeUndefined();
  });
});

const markov = { task: 'markov', hidden: true, symbols: 2, length: 6, flip: 0.1, noise: 0.1, samples: 1024 };
const config = {
  data: markov,
  model: {
    layers: [
      { type: 'gru', name: 'h', units: 12 },
      { type: 'dropout', name: 'dropout', rate: 0.1, mask: 'sequence' },
      { type: 'dense', name: 'out', units: 2, activation: 'softmax' },
    ],
  },
  training: { epochs: 12, batchSize: 32, learningRate: 0.01 },
  analysis: { samples: 60, snapshots: 1, quantities: ['outputInformation'], budget: 0 },
  uncertainty: { samples: 10, seeds: 1 },
};

it('a hidden Markov model: the data part is the exact entropy of the next symbol', async () => {
  const result = await analysisOf(config);
  const [found] = result.studies?.uncertainty ?? [];
  const { exact } = await loadDataset(configOf(JSON.stringify(config)).data, { configFolder: '.', seed: 1 });
  for (const { time, total, data, model } of found.parts) {
    const told = exact.find(
      ({ quantity, source, target, time: at }) =>
        quantity === 'outputInformation' && source === 'X' && target === 'Y' && at === time,
    );
    // H(X_{t+1}|X_{1:t}) is one bit less what the past tells; 1024 sequences settle it to .01.
    expect(Math.abs(data - (1 - (told?.nats ?? NaN) / Math.LN2)), `step ${time}`).toBeLessThan(0.05);
    expect(total).toBeCloseTo(data + model, 9);
  }
  expect(found.parts.map(({ time }) => time)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(sentenceFaults(result)).toEqual([]);
});

it('few sequences: the network is most of the doubt, and more sequences are suggested', async () => {
  const few = { ...config, data: { task: 'delayedCopy', symbols: 4, length: 4, delay: 1, samples: 48, heldOut: 96 } };
  const layers = [...config.model.layers.slice(0, 1), { type: 'dropout', rate: 0.5 }];
  const head = { type: 'dense', units: 4, activation: 'softmax' };
  const own = {
    ...few,
    model: { layers: [...layers, head] },
    training: { epochs: 60, batchSize: 8, learningRate: 0.02 },
  };
  const result = await analysisOf(own);
  const [found] = result.studies?.uncertainty ?? [];
  const { total, model } = found.parts[found.parts.length - 1];
  const advice = result.advice.find(({ kind }) => kind === 'study');
  expect(advice !== undefined).toBe(model > 0.5 * total);
  if (advice)
    expect(configOf(editedConfig(JSON.stringify(own), advice.edits ?? [])).data).toMatchObject({ samples: 96 });
  expect(sentenceFaults(result)).toEqual([]);
});
