import { beforeAll, describe, expect, it } from 'vitest';
import type { NetworkRuns } from '../../../src/analysis/measures/histories/networkRuns';
import { partEstimates } from '../../../src/analysis/measures/latent/partEstimates';
import type { NatsEstimate } from '../../../src/analysis/measures/natsEstimate';
import type { SteppedSnapshot } from '../../../src/analysis/measures/stepped/steppedLayers';
import { linearTruth } from '../../../src/analysis/truth/linearNetwork';
import { loadDataset } from '../../../src/data/loadDataset';
import { buildModel } from '../../../src/models/buildModel';
import type { RecurrentKernel } from '../../../src/models/kernels/recurrentKernel';
import type { NamedWeights } from '../../../src/models/model';
import { bundledKernel } from '../../support/bundledKernel';
import { configOf } from '../../support/configs';

let kernel: RecurrentKernel;
beforeAll(async () => {
  kernel = await bundledKernel();
});

const length = 6;
const noise = { task: 'gaussianNoise', length, features: 2 };
const phi = 0.7;
const process = { task: 'gaussianProcess', length, coefficients: [phi], noise: 1 };
const inner = (variance: number) => ({ noise: { variance, placement: 'recurrent' } });

const byModel = {
  value: 0.5,
  low: 0.4,
  high: 0.6,
  samples: 512,
  bound: 'none',
  assumes: 'gaussianCopula',
  certified: 'none',
  estimator: 'gaussianCopula',
} as const;

/** A network on Gaussian inputs, and estimates of a layer by a model. */
async function built(
  data: object,
  layers: readonly object[],
  {
    seed = 1,
    weights,
    more = {},
    by = 'knownConditional',
  }: {
    readonly seed?: number;
    readonly weights?: NamedWeights;
    readonly more?: object;
    readonly by?: NatsEstimate['estimator'];
  } = {},
): Promise<SteppedSnapshot> {
  const config = configOf(
    JSON.stringify({
      data,
      model: { layers },
      training: { epochs: 0 },
      analysis: { noise: { variance: 0.1 } },
      ...more,
    }),
  );
  const dataset = await loadDataset(config.data, { seed: 1, configFolder: '/' });
  const model = buildModel({ ...config, seed: 1 }, dataset, kernel);
  if (weights) model.setWeights(weights);
  const { length: last } = dataset.heldOut.inputs;
  const about = { epoch: 0, time: last } as const;
  const estimates: NatsEstimate[] = [
    { ...about, ...byModel, quantity: 'inputInformation', source: 'X', target: 'state', estimator: by },
    ...[0, 1, 3].flatMap((lag): NatsEstimate[] =>
      lag < last ? [{ ...about, ...byModel, quantity: 'memory', source: 'X', target: 'state', lag }] : [],
    ),
  ];
  if (last > 2)
    estimates.push({
      ...about,
      ...byModel,
      quantity: 'predictiveInformation',
      source: 'state',
      target: 'X',
      time: last - 2,
      ahead: 2,
    });
  return {
    config: { ...config, seed },
    set: dataset.heldOut,
    weights: model.weights(),
    states: await model.activations(dataset.heldOut, 8, 1),
    estimates,
    runs: {
      lastStates: (...[inputs, given]: Parameters<NetworkRuns['lastStates']>) =>
        model.lastStates(inputs, 1, undefined, given),
      pullBack: (...[name, inputs, cotangents, given]: Parameters<NetworkRuns['pullBack']>) =>
        model.pullBack(name, inputs, cotangents, undefined, given),
    },
  };
}

const memoryOf = (found: readonly NatsEstimate[], lag: number): NatsEstimate => {
  const one = found.find(({ quantity, lag: of }) => quantity === 'memory' && of === lag);
  if (!one) throw new Error(`Nothing was found at lag ${lag}.`);
  return one;
};

// A 95 % interval misses at times: fewer than 8 of 10 hold once in a hundred such tests.
const seeds = Array.from({ length: 10 }, (_, i) => i + 1);

describe('what a state knows of the input of one step', () => {
  it.each([
    ['white noise of two features', noise, {}],
    ['a process', process, {}],
    ['a process, with noise inside the recurrence', process, inner(0.1)],
  ])('holds the closed form of a linear network as often as an interval says, on %s', async (_, data, more) => {
    const layers = [{ type: 'simpleRNN', name: 'state', units: 3, activation: 'linear', ...more }];
    const held = new Map([0, 1, 3].map((lag) => [lag, 0]));
    for (const seed of seeds) {
      const snapshot = await built(data, layers, { seed });
      const found = await partEstimates(snapshot, 0.2);
      const truth = linearTruth(snapshot.config, snapshot.weights);
      for (const [lag, before] of held) {
        const { low, high, value } = memoryOf(found, lag);
        const exact = truth.find((one) => one.quantity === 'memory' && one.lag === lag)?.nats;
        if (exact === undefined) throw new Error('A linear network has a closed form.');
        if (low < exact && exact < high) held.set(lag, before + 1);
        expect(high - low).toBeLessThan(0.12);
        // Twice the width of a 95 % interval is some eight standard errors.
        expect(Math.abs(value - exact)).toBeLessThan(2 * (high - low));
      }
    }
    for (const [, times] of held) expect(times).toBeGreaterThanOrEqual(8);
  });

  // h_2 = tanh(w tanh(a x_1) + a x_2) + N(0, v).
  it('holds the quadrature of a tanh cell', async () => {
    const [a, w, v] = [1.5, 1.2, 0.1];
    const weights: NamedWeights = {
      'state/kernel': { shape: [1, 1], values: Float32Array.of(a) },
      'state/recurrentKernel': { shape: [1, 1], values: Float32Array.of(w) },
      'state/bias': { shape: [1], values: Float32Array.of(0) },
    };
    const two = { task: 'gaussianNoise', length: 2, features: 1 };
    const layers = [{ type: 'simpleRNN', name: 'state', units: 1, activation: 'tanh' }];
    const { value, low, high } = memoryOf(await partEstimates(await built(two, layers, { weights }), 1), 1);
    const normal = (x: number, variance: number): number =>
      Math.exp(-(x ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
    const grid = Array.from({ length: 161 }, (_, i) => -4 + i * 0.05);
    const all = grid.map(() => 0);
    let given = 0;
    for (const x of grid) {
      const density = grid.map((h) =>
        grid.reduce((sum, y) => sum + 0.05 * normal(y, 1) * normal(h - Math.tanh(w * Math.tanh(a * x) + a * y), v), 0),
      );
      density.forEach((p, k) => {
        all[k] += 0.05 * normal(x, 1) * p;
        if (p > 0) given += 0.05 ** 2 * normal(x, 1) * p * Math.log(p);
      });
    }
    const exact = given - all.reduce((sum, p) => sum + (p > 0 ? 0.05 * p * Math.log(p) : 0), 0);
    expect(high - low).toBeLessThan(0.06);
    // One interval of twenty misses; none does by its whole width.
    expect(Math.abs(value - exact)).toBeLessThan(high - low);
  });

  // Corr(h, X_{t+1})^2 of one linear unit, whose response to each input comes from its two weights.
  it('holds the closed form of predictive information', async () => {
    const [a, w, v] = [0.8, 0.6, 0.1];
    const weights: NamedWeights = {
      'state/kernel': { shape: [1, 1], values: Float32Array.of(a) },
      'state/recurrentKernel': { shape: [1, 1], values: Float32Array.of(w) },
      'state/bias': { shape: [1], values: Float32Array.of(0) },
    };
    const layers = [{ type: 'simpleRNN', name: 'state', units: 1, activation: 'linear' }];
    const time = length - 2;
    const variance = 1 / (1 - phi ** 2);
    const response = Array.from({ length: time }, (_, i) => a * w ** (time - 1 - i));
    const covariance = response.reduce((sum, r, i) => sum + r * variance * phi ** (time - i), 0);
    const whole = response.reduce(
      (sum, r, i) => response.reduce((more, q, j) => more + r * q * variance * phi ** Math.abs(i - j), sum),
      v,
    );
    const exact = -0.5 * Math.log(1 - covariance ** 2 / (whole * variance));
    let held = 0;
    for (const seed of seeds) {
      const found = await partEstimates(await built(process, layers, { seed, weights }), 0.3);
      const future = found.find(({ quantity }) => quantity === 'predictiveInformation');
      if (!future) throw new Error('The future of a process is known in part.');
      expect(future.high - future.low).toBeLessThan(0.05);
      if (future.low < exact && exact < future.high) held++;
    }
    expect(held).toBeGreaterThanOrEqual(8);
  });

  // h = a x + N(0, v): nothing is integrated over beside the input that is asked about.
  it.each([{}, inner(0.1)])('holds the closed form of a single step, with %j', async (more) => {
    const [a, v] = [0.8, 0.1];
    const weights: NamedWeights = {
      'state/kernel': { shape: [1, 1], values: Float32Array.of(a) },
      'state/recurrentKernel': { shape: [1, 1], values: Float32Array.of(0.6) },
      'state/bias': { shape: [1], values: Float32Array.of(0) },
    };
    const one = { task: 'gaussianNoise', length: 1, features: 1 };
    const layers = [{ type: 'simpleRNN', name: 'state', units: 1, activation: 'linear', ...more }];
    const { value, low, high } = memoryOf(await partEstimates(await built(one, layers, { weights }), 0.2), 0);
    expect(high - low).toBeLessThan(0.05);
    // One interval of twenty misses; none does by its whole width.
    expect(Math.abs(value - 0.5 * Math.log(1 + a ** 2 / v))).toBeLessThan(high - low);
  });

  it('stands in place of what a model says, and rests on none', async () => {
    const found = await partEstimates(await built(noise, [{ type: 'gru', name: 'state', units: 3 }]), 0.5);
    const one = memoryOf(found, 0);
    expect(one).toMatchObject({ estimator: 'knownConditional', time: length });
    for (const key of ['assumes', 'certified', 'warnings']) expect(one).not.toHaveProperty(key);
    const snapshot = await built(noise, [{ type: 'gru', name: 'state', units: 3 }]);
    expect(await partEstimates({ ...snapshot, estimates: found }, 0.5)).toEqual([]);
  });

  it.each([
    [
      'a layer above one that draws',
      noise,
      [
        { type: 'gru', name: 'below', units: 3, ...inner(0.1) },
        { type: 'gru', name: 'state', units: 3 },
      ],
      {},
    ],
    [
      'a layer with noise inside above one that draws',
      noise,
      [
        { type: 'gru', name: 'below', units: 3, ...inner(0.1) },
        { type: 'gru', name: 'state', units: 3, ...inner(0.1) },
      ],
      {},
    ],
    ['a bidirectional layer', noise, [{ type: 'bidirectional', name: 'state', layer: { type: 'gru', units: 3 } }], {}],
    ['an input that is no Gaussian one', { task: 'narma', length: 12 }, [{ type: 'gru', name: 'state', units: 3 }], {}],
    [
      'an estimator that was chosen',
      noise,
      [{ type: 'gru', name: 'state', units: 3 }],
      { more: { analysis: { estimator: 'gaussianCopula' } } },
    ],
  ] as const)('leaves %s alone', async (_, data, layers, changed) => {
    expect(await partEstimates(await built(data, layers, changed), 0.3)).toEqual([]);
  });

  it('leaves predictive information of a state that sees ahead alone', async () => {
    const layers = [
      { type: 'bidirectional', name: 'below', layer: { type: 'gru', units: 2 } },
      { type: 'gru', name: 'state', units: 2 },
    ];
    const found = await partEstimates(await built(process, layers), 0.3);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ quantity }) => quantity === 'memory')).toBe(true);
  });
});
