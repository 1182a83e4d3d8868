import { beforeAll, describe, expect, it } from 'vitest';
import type { SteppedSnapshot } from '../../../src/analysis/measures/stepped/steppedLayers';
import { drawnEstimates } from '../../../src/analysis/measures/trajectories/drawnEstimates';
import type { NatsEstimate } from '../../../src/analysis/measures/natsEstimate';
import { Random } from '../../../src/base/random';
import type { NoisyRecurrence } from '../../../src/base/stepped/noisyRecurrence';
import { loadDataset } from '../../../src/data/loadDataset';
import { drawnSymbols, pathSteps } from '../../../src/information/estimators/known/trajectories/paths';
import { finitePaths, type PathSource } from '../../../src/information/estimators/known/trajectories/pathSource';
import { stateInformation } from '../../../src/information/estimators/known/trajectories/stateInformation';
import type { FiniteSource } from '../../../src/information/estimators/known/trajectories/noisyRecurrence';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import { noisyRecurrence } from '../../../src/models/network/stepped/noisyRecurrence';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf } from '../../support/configs';

beforeAll(async () => {
  await selectBackend('cpu');
});

const fairBits: FiniteSource = { initial: [1], transition: [[1]], emission: [[0.5, 0.5]] };
const chain: FiniteSource = {
  initial: [0.5, 0.5],
  transition: [
    [0.9, 0.1],
    [0.1, 0.9],
  ],
  emission: [
    [1, 0],
    [0, 1],
  ],
};

/** h_t = f(w h_{t-1} + a x_t) + N(0, v) in each of some units, with x_t = -1 or 1. */
const cell = (
  units: number,
  f: (x: number) => number,
  { w, a, v }: { readonly w: number; readonly a: number; readonly v: number },
): NoisyRecurrence => ({
  width: units,
  at: 0,
  units,
  cost: 2 * units,
  markov: true,
  step: (before, symbols, count, after) => {
    for (let k = 0; k < count * units; k++) after[k] = f(w * before[k] + a * (2 * symbols[Math.floor(k / units)] - 1));
  },
  variances: (means) => means.map(() => v),
});

const width = 0.05;
const grid = Array.from({ length: 121 }, (_, i) => -3 + i * width);
const normal = (x: number, m: number, v: number): number =>
  Math.exp(-((x - m) ** 2) / (2 * v)) / Math.sqrt(2 * Math.PI * v);
const [w, a, v] = [1.2, 0.6, 0.1];
const mean = (h: number, x: number): number => Math.tanh(w * h + a * (2 * x - 1));
const next = (to: number, from: number): number => (normal(to, mean(from, 0), v) + normal(to, mean(from, 1), v)) / 2;

/** p(h_t) over the grid, of fair bits, from p(h_{t-1}). */
const stepped = (density: readonly number[], law = next): number[] =>
  grid.map((to) => density.reduce((sum, p, k) => sum + p * width * law(to, grid[k]), 0));

const first = grid.map((to) => next(to, 0));

describe('noise inside a recurrence of independent symbols', () => {
  // A 95 % interval misses at times: fewer than 8 of 10 hold once in a hundred such tests.
  const seeds = Array.from({ length: 10 }, (_, i) => i + 1);

  it('leaves I(H_{t-1};H_t) between two bounds that nearly meet', async () => {
    const before = stepped(first);
    const after = stepped(before);
    let exact = 0;
    before.forEach((p, k) => {
      after.forEach((q, to) => {
        const given = next(grid[to], grid[k]);
        if (given > 0) exact += p * given * width ** 2 * Math.log(given / q);
      });
    });
    let held = 0;
    for (const seed of seeds) {
      const draws = { states: 500, paths: 1000, noises: 4 };
      const [found] = await stateInformation(
        cell(1, Math.tanh, { w, a, v }),
        finitePaths(fairBits),
        [3],
        draws,
        new Random(seed),
      );
      if (!found.ofPast) throw new Error('The symbols are independent.');
      const { lower, upper } = found.ofPast;
      expect(upper.mean - lower.mean).toBeGreaterThan(0);
      expect(upper.mean - lower.mean).toBeLessThan(0.02);
      if (lower.low < exact && exact < upper.high) held++;
    }
    expect(held).toBeGreaterThanOrEqual(8);
  });

  it('leaves what a state knows of one symbol between two bounds', async () => {
    const given = [0, 1].map((x) => stepped(stepped(first, (to, from) => normal(to, mean(from, x), v))));
    const all = stepped(stepped(first));
    let exact = 0;
    for (const density of given)
      density.forEach((p, k) => {
        exact += (p * width * Math.log(p / all[k])) / 2;
      });
    // The second symbol of three.
    const source: PathSource = {
      ...finitePaths(fairBits),
      asked: [3],
      draw: (random, count, steps) => {
        const symbols = drawnSymbols(fairBits, count, steps, random);
        return Promise.resolve({
          symbols,
          classes: [Int32Array.from({ length: count }, (_, i) => symbols[i * steps + 1])],
        });
      },
    };
    let held = 0;
    for (const seed of seeds) {
      const draws = { states: 500, paths: 2000, noises: 4 };
      const [found] = await stateInformation(cell(1, Math.tanh, { w, a, v }), source, [3], draws, new Random(seed));
      const { lower, upper } = found.ofClasses.get(0)!;
      expect(upper.mean - lower.mean).toBeLessThan(0.03);
      if (lower.low < exact && exact < upper.high) held++;
    }
    expect(held).toBeGreaterThanOrEqual(8);
  });

  // Without input h_t = w h_{t-1} + N(0, v) in each unit: I = units/2 ln(1 + w^2 Var(h_{t-1}) / v).
  it.each([1, 2, 24])('agrees with the closed form of %i linear units', async (units) => {
    const draws = { states: 1000, paths: 4000, noises: 2 };
    const linear = cell(units, (x) => x, { w: 0.9, a: 0, v: 0.3 });
    const [{ ofPast }] = await stateInformation(linear, finitePaths(fairBits), [3], draws, new Random(units));
    const exact = (units / 2) * Math.log(1 + 0.9 ** 2 * (1 + 0.9 ** 2));
    expect(ofPast!.lower.low).toBeLessThan(exact);
    expect(ofPast!.upper.high).toBeGreaterThan(exact);
    // No path of 4000 comes near a state of 24 units, whose upper bound is that of a normal density.
    expect(ofPast!.upper.high).toBeLessThan(exact + (units < 24 ? 0.1 : 1));
    if (units < 24) expect(ofPast!.lower.low).toBeGreaterThan(exact - 0.1);
  });

  it('says nothing of I(H_{t-1};H_t) of dependent symbols, or where more than the state is carried', async () => {
    const draws = { states: 64, paths: 64, noises: 2 };
    const recurrence = cell(1, Math.tanh, { w, a, v });
    const [dependent] = await stateInformation(recurrence, finitePaths(chain), [3], draws, new Random(1));
    expect(dependent.ofPast).toBeUndefined();
    const carrying = { ...recurrence, markov: false };
    const [carried] = await stateInformation(carrying, finitePaths(fairBits), [3], draws, new Random(1));
    expect(carried.ofPast).toBeUndefined();
    const [start] = await stateInformation(recurrence, finitePaths(fairBits), [1], draws, new Random(1));
    expect(start.ofPast).toBeUndefined();
  });
});

const length = 5;

/** A layer with noise inside its recurrence, and estimates of it that rest on a model. */
async function built(
  data: object,
  type: 'gru' | 'lstm' | 'leakyRNN',
  {
    units = 4,
    variance = 0.05,
    classes = 3,
  }: { readonly units?: number; readonly variance?: number; readonly classes?: number } = {},
) {
  const config = configOf(
    JSON.stringify({
      data: { length, samples: 128, heldOut: 200, ...data },
      model: {
        layers: [
          { type, units, name: 'state', noise: { variance, placement: 'recurrent' } },
          { type: 'dense', units: classes, activation: 'softmax', name: 'out' },
        ],
      },
      training: { epochs: 3, learningRate: 0.05 },
    }),
  );
  const dataset = await loadDataset(config.data, { seed: config.seed, configFolder: '/' });
  const model = buildModel(config, dataset, coreKernel);
  await model.train(dataset, config.training, [], {});
  const weights = model.weights();
  const last = dataset.heldOut.inputs.length;
  const about = { epoch: 0, time: last, value: 0.7, low: 0.6, high: 0.8, samples: 200, bound: 'none' } as const;
  const byModel = {
    assumes: 'gaussianCopula',
    certified: 'none',
    estimator: 'gaussianCopula',
    of: { kind: 'ownNoise' },
  } as const;
  const probe = { bound: 'lower', estimator: 'probe', low: 0, high: Infinity, of: { kind: 'ownNoise' } } as const;
  const estimates: NatsEstimate[] = [
    { ...about, ...byModel, quantity: 'historyInformation', source: 'state', target: 'state' },
    { ...about, ...byModel, quantity: 'historyInformation', source: 'state', target: 'state', beside: 'ksg1' },
    { ...about, ...probe, quantity: 'outputInformation', source: 'state', target: 'Y' },
    ...[0, 1, 2].map((lag): NatsEstimate => ({
      ...about,
      ...probe,
      quantity: 'memory',
      source: 'X',
      target: 'state',
      lag,
    })),
  ];
  const snapshot: SteppedSnapshot = {
    config,
    weights,
    set: dataset.heldOut,
    states: await model.activations(dataset.heldOut, 200, 1),
    estimates,
    runs: {
      lastStates: (inputs) => model.lastStates(inputs, 1),
      pullBack: (layer, inputs, cotangents) => model.pullBack(layer, inputs, cotangents),
    },
  };
  return { snapshot, weights, config };
}

const copying = { task: 'delayedCopy', symbols: 3, delay: 2 };

describe('a built layer with noise inside its recurrence', () => {
  it('has I(H_{t-1};H_t), I(H;Y) and memory by runs of the network, in place of what a model says', async () => {
    const { snapshot, weights, config } = await built(copying, 'gru');
    const { better } = await drawnEstimates(snapshot, 3);
    const replaced = better.map(({ quantity, lag }) => [quantity, lag].join(' '));
    expect(replaced.sort()).toEqual(['historyInformation ', 'memory 0', 'memory 1', 'memory 2', 'outputInformation ']);
    const past = better.find(({ quantity }) => quantity === 'historyInformation')!;
    expect(past).toMatchObject({
      estimator: 'knownConditional',
      of: { kind: 'ownNoise' },
      bound: 'none',
      time: length,
    });
    for (const key of ['assumes', 'certified', 'warnings', 'beside']) expect(past).not.toHaveProperty(key);

    // Runs of this test's own: E ln p(h|h') - E ln p(h), the second over twenty thousand other runs.
    const recurrence = noisyRecurrence(config.model.layers, weights, 3, 'state')!;
    const source: FiniteSource = { initial: [1], transition: [[1]], emission: [[1 / 3, 1 / 3, 1 / 3]] };
    const random = new Random(77);
    const run = (count: number) => [
      ...pathSteps(recurrence, drawnSymbols(source, count, length, random), length, random),
    ];
    const fresh = run(20_000)[length - 1].means;
    const own = 400;
    const steps = run(own);
    const [earlier, later] = [steps[length - 2].states, steps[length - 1].states];
    const units = 4;
    const distance = (i: number, means: Float64Array, k: number): number => {
      let sum = 0;
      for (let j = 0; j < units; j++) sum += (later[i * units + j] - means[k * units + j]) ** 2;
      return Math.exp(-sum / 0.1);
    };
    const after = new Float64Array(own * recurrence.width);
    const given = new Float64Array(own);
    for (let symbol = 0; symbol < 3; symbol++) {
      recurrence.step(earlier, new Int32Array(own).fill(symbol), own, after);
      for (let i = 0; i < own; i++) given[i] += distance(i, after, i) / 3;
    }
    const ratios = Array.from(given, (p, i) => {
      let sum = 0;
      for (let k = 0; k < 20_000; k++) sum += distance(i, fresh, k) / 20_000;
      return Math.log(p / sum);
    });
    const brute = ratios.reduce((sum, x) => sum + x, 0) / own;
    const error = Math.sqrt(ratios.reduce((sum, x) => sum + (x - brute) ** 2, 0)) / own;
    // Both have an error; three of this one's are allowed beside the interval.
    expect(past.low).toBeLessThan(brute + 3 * error);
    expect(past.high).toBeGreaterThan(brute - 3 * error);
    expect(past.high - past.low).toBeLessThan(0.4);

    // The target is the input two steps before: one number.
    const [target, memory] = ['outputInformation', 'memory'].map((quantity) =>
      better.find((one) => one.quantity === quantity && (one.lag ?? 2) === 2)!,
    );
    expect(target.value).toBe(memory.value);
  });

  it('changes nothing that it has given before', async () => {
    const { snapshot } = await built(copying, 'gru');
    const once = await drawnEstimates(snapshot, 1);
    const kept = (one: NatsEstimate): NatsEstimate =>
      once.better.find(
        ({ quantity, lag }) => one.beside === undefined && quantity === one.quantity && lag === one.lag,
      ) ?? one;
    const all = [...snapshot.estimates.map(kept), ...once.more];
    expect(await drawnEstimates({ ...snapshot, estimates: all }, 1)).toEqual({ better: [], more: [] });
  });

  it.each([
    ['symbols of a Markov chain', { task: 'markov', symbols: 3, flip: 0.3 }, 'gru'],
    ['a cell beside the state', copying, 'lstm'],
  ] as const)('leaves I(H_{t-1};H_t) as it is with %s', async (_, data, type) => {
    const { snapshot } = await built(data, type);
    const { better } = await drawnEstimates(snapshot, 1);
    expect(better.filter(({ quantity }) => quantity === 'historyInformation')).toEqual([]);
    expect(better.filter(({ quantity }) => quantity === 'memory').length).toBeGreaterThan(0);
  });

  it('has I(H_{t-1};H_t) where each step has a law of its own', async () => {
    const { snapshot } = await built(
      { task: 'copyMemory', symbols: 3, tokens: 2, delay: 1, length: undefined },
      'leakyRNN',
    );
    const { better } = await drawnEstimates(snapshot, 1);
    const past = better.find(({ quantity }) => quantity === 'historyInformation');
    expect(past?.estimator).toBe('knownConditional');
  });

  it('has I(X;H) where each step has a law of its own', async () => {
    const { snapshot, weights, config } = await built(
      { task: 'copyMemory', symbols: 3, tokens: 2, delay: 1, length: undefined },
      'leakyRNN',
    );
    const { more } = await drawnEstimates(snapshot, 1);
    const { samples, length: steps, symbols, alphabet } = snapshot.set.inputs;
    if (!symbols || alphabet === undefined) throw new Error('The task has symbols.');
    expect(more.map(({ quantity }) => quantity)).toEqual(more.map(() => 'inputInformation'));
    const number = more.find(({ time }) => time === steps);
    if (!number) throw new Error('The last step is looked at.');
    expect(number).toMatchObject({ source: 'X', target: 'state', estimator: 'knownConditional' });

    // All nine sequences are equally likely; runs of this test's own give p(h|x) of each.
    const rows = Array.from({ length: samples }, (_, i) => symbols.subarray(i * steps, (i + 1) * steps).join(' '));
    const all = [...new Set(rows)].map((row) => row.split(' ').map(Number));
    expect(all.length).toBe(9);
    const recurrence = noisyRecurrence(config.model.layers, weights, alphabet, 'state');
    if (!recurrence) throw new Error('The layer can be run step by step.');
    const { units } = recurrence;
    const random = new Random(5);
    const runOf = (sequence: readonly number[], count: number) => {
      const many = Int32Array.from({ length: count * steps }, (_, k) => sequence[k % steps]);
      return [...pathSteps(recurrence, many, steps, random)][steps - 1];
    };
    const paths = 4000;
    const densities = all.map((sequence) => runOf(sequence, paths));
    const [variance] = densities[0].variances;
    const ratios = all.flatMap((sequence, own) => {
      const count = 50;
      const { states } = runOf(sequence, count);
      return Array.from({ length: count }, (_, i) => {
        const given = densities.map(({ means }) => {
          let sum = 0;
          for (let k = 0; k < paths; k++) {
            let square = 0;
            for (let j = 0; j < units; j++) square += (states[i * units + j] - means[k * units + j]) ** 2;
            sum += Math.exp(-square / (2 * variance)) / paths;
          }
          return sum;
        });
        return Math.log((given[own] * all.length) / given.reduce((sum, p) => sum + p, 0));
      });
    });
    const brute = ratios.reduce((sum, x) => sum + x, 0) / ratios.length;
    const error = Math.sqrt(ratios.reduce((sum, x) => sum + (x - brute) ** 2, 0)) / ratios.length;
    // Both have an error; three of this one's are allowed beside the interval.
    expect(number.low).toBeLessThan(brute + 3 * error);
    expect(number.high).toBeGreaterThan(brute - 3 * error);
    expect(number.high - number.low).toBeLessThan(0.4);
  });

  it('has two sides of I(X;H) of sixteen units, the lower no more than the entropy of the input', async () => {
    const data = { task: 'copyMemory', symbols: 4, tokens: 3, delay: 2, length: undefined };
    const { snapshot } = await built(data, 'gru', { units: 16, variance: 0.01, classes: 4 });
    const { more } = await drawnEstimates(snapshot, 1);
    const number = more.find(({ time }) => time === snapshot.set.inputs.length);
    expect(number?.low).toBeLessThanOrEqual(Math.log(4 ** 3));
    expect(number?.high).toBeGreaterThan(number?.low ?? Infinity);
    expect(number?.reason?.length).toBeGreaterThan(0);
  });
});
