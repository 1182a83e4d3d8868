import { beforeAll, describe, expect, it } from 'vitest';
import { runAnalysis } from '../../../src/analysis/run/runAnalysis';
import { Random } from '../../../src/base/random';
import { loadDataset } from '../../../src/data/loadDataset';
import { runEstimationJob } from '../../../src/information/runJob';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import type { NamedWeights } from '../../../src/models/model';
import type { AnalysisResult, Estimate } from '../../../src/result/result';
import { ResultIndex } from '../../../src/result/resultIndex';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf } from '../../support/configs';

const [length, units, variance] = [5, 2, 0.002];
const every = 2 ** length;

const text = (layers: readonly object[], analysis: object = {}): string =>
  JSON.stringify({
    data: { task: 'delayedCopy', symbols: 2, length, delay: 2, samples: 16, heldOut: 200 },
    model: { layers: [...layers, { type: 'dense', name: 'out', units: 2, activation: 'softmax' }] },
    training: { epochs: 0 },
    analysis: {
      of: 'state',
      samples: 200,
      budget: 0.3,
      noise: { variance },
      quantities: ['inputInformation', 'outputInformation', 'memory'],
      ...analysis,
    },
  });

const analyzed = (configText: string): Promise<AnalysisResult> =>
  runAnalysis(
    { configPath: '/a.rnn.json', configText },
    {
      startBackend: () => Promise.resolve({ backend: 'cpu', version: '', kernel: coreKernel }),
      runJob: runEstimationJob,
      cache: { read: () => Promise.resolve(undefined), write: () => Promise.resolve() },
    },
    { started: () => undefined, progress: () => undefined, delta: () => undefined },
    new AbortController().signal,
  );

async function weightsOf(configText: string): Promise<NamedWeights> {
  const config = configOf(configText);
  const dataset = await loadDataset(config.data, { seed: config.seed, configFolder: '/' });
  return buildModel(config, dataset, coreKernel).weights();
}

const bit = (history: number, step: number): number => (history >> step) & 1;
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** (h, c) of an LSTM after every beginning of every history, [time][history], by Hochreiter and Schmidhuber's sums. */
function lstmStates(weights: NamedWeights): number[][][] {
  const { values: kernel } = weights['memory/kernel'];
  const { values: recurrent } = weights['memory/recurrentKernel'];
  const { values: bias } = weights['memory/bias'];
  let states = Array.from({ length: every }, () => new Array<number>(2 * units).fill(0));
  return Array.from({ length }, (_, t) => {
    states = states.map((before, history) => {
      const sum = (j: number): number =>
        bias[j] +
        kernel[bit(history, t) * 4 * units + j] +
        before.slice(0, units).reduce((total, h, i) => total + h * recurrent[i * 4 * units + j], 0);
      const c = Array.from(
        { length: units },
        (_, j) => sigmoid(sum(units + j)) * before[units + j] + sigmoid(sum(j)) * Math.tanh(sum(2 * units + j)),
      );
      return [...c.map((value, j) => sigmoid(sum(3 * units + j)) * Math.tanh(value)), ...c];
    });
    return states;
  });
}

/**
 * I(class of the history; state + N(0, variance)) in bits: the mean, over every history and `draws` noises on its
 * state, of ln p(s | class) - ln p(s), both sums over all histories. With its standard error.
 */
function enumerated(states: readonly number[][], classOf: (history: number) => number, draws: number) {
  const random = new Random(3);
  const seen: number[] = [];
  const sizes = new Map<number, number>();
  for (let history = 0; history < every; history++) sizes.set(classOf(history), (sizes.get(classOf(history)) ?? 0) + 1);
  for (let own = 0; own < every; own++)
    for (let draw = 0; draw < draws; draw++) {
      const noisy = states[own].map((value) => value + Math.sqrt(variance) * random.normal());
      let [all, members] = [0, 0];
      states.forEach((state, history) => {
        const squared = state.reduce((sum, value, j) => sum + (noisy[j] - value) ** 2, 0);
        const density = Math.exp(-squared / (2 * variance));
        all += density;
        if (classOf(history) === classOf(own)) members += density;
      });
      seen.push(Math.log2(members / sizes.get(classOf(own))!) - Math.log2(all / every));
    }
  const mean = seen.reduce((sum, value) => sum + value, 0) / seen.length;
  const spread = seen.reduce((sum, value) => sum + (value - mean) ** 2, 0) / seen.length;
  return { bits: mean, error: Math.sqrt(spread / seen.length) };
}

beforeAll(async () => {
  await selectBackend('cpu');
});

describe('the whole state of an LSTM', () => {
  const config = text([{ type: 'lstm', name: 'memory', units }]);
  let result: AnalysisResult;
  let states: number[][][];
  beforeAll(async () => {
    result = await analyzed(config);
    states = lstmStates(await weightsOf(config));
  }, 60_000);
  const found = (quantity: string, time: number, more: Partial<Estimate> = {}): Estimate =>
    result.estimates.find(
      (one) =>
        one.quantity === quantity &&
        one.variable === 'state' &&
        one.time === time &&
        Object.entries(more).every(([key, value]) => Reflect.get(one, key) === value),
    )!;
  /** The value, within the interval of the estimate and that of the sum over drawn noises. */
  const agrees = (estimate: Estimate, { bits, error }: { bits: number; error: number }): void => {
    expect(estimate.low).toBeLessThanOrEqual(bits + 3 * error);
    expect(estimate.high).toBeGreaterThanOrEqual(bits - 3 * error);
    // An interval that says nothing would agree with anything.
    expect(estimate.high! - estimate.low).toBeLessThan(0.4);
  };

  it.each([1, 3, 5])('has I(X;(h,c)) of step %i as the sum over all histories gives it', (time) => {
    const own = (history: number): number => history & (2 ** time - 1);
    agrees(found('inputInformation', time), enumerated(states[time - 1], own, 200));
  });

  it.each([0, 2, 4])('has its memory of the input %i steps ago', (lag) => {
    const of = (history: number): number => bit(history, length - 1 - lag);
    agrees(found('memory', length, { lag }), enumerated(states[length - 1], of, 200));
  });

  it('is under the name of its layer, beside the numbers of the output', () => {
    const [own, output] = ['state', undefined].map((variable) =>
      result.estimates.filter((one) => one.variable === variable && one.quantity === 'inputInformation'),
    );
    expect([...new Set(own.map(({ target }) => target))]).toEqual(['memory']);
    expect(own).toHaveLength(output.filter(({ target }) => target === 'memory').length);
    const index = new ResultIndex(result);
    expect(index.atEnd('inputInformation', 'memory')?.variable).toBeUndefined();
    expect(index.atEnd('inputInformation', 'memory (state)')?.variable).toBe('state');
    expect(result.layers.map(({ stateSize }) => stateSize)).toEqual([2 * units, undefined]);
  });

  it('tells at least what its output tells', () => {
    const index = new ResultIndex(result);
    for (const quantity of ['inputInformation', 'outputInformation', 'memory'] as const)
      for (const output of index.of(quantity, 'memory')) {
        const whole = index
          .of(quantity, 'memory (state)')
          .find(({ time, lag }) => time === output.time && lag === output.lag)!;
        expect(whole.value).toBeGreaterThanOrEqual(output.value - 1e-9);
        expect(whole.low).toBeGreaterThanOrEqual(output.low - 1e-9);
      }
  });
});
