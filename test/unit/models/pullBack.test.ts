import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { sentence } from '../../../src/base/sentence';
import { whiteInputs } from '../../../src/analysis/measures/latent/whiteInputs';
import { continuousSequences } from '../../../src/data/sequences';
import { loadDataset } from '../../../src/data/loadDataset';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf } from '../../support/configs';

beforeAll(async () => {
  await selectBackend('cpu');
});

const steps = 5;
const samples = 3;

describe('pullBack', () => {
  it.each(['simpleRNN', 'gru', 'lstm', 'minGRU'] as const)('is the gradient of the last state of %s', async (type) => {
    const layers = [
      { type, name: 'below', units: 4 },
      { type: 'layerNormalization', name: 'norm' },
      { type: 'gru', name: 'state', units: 3, skip: ['X'] },
      { type: 'gru', name: 'after', units: 2 },
    ];
    const config = configOf(
      JSON.stringify({
        data: { task: 'gaussianNoise', length: steps, features: 2 },
        model: { layers },
        training: { epochs: 0 },
      }),
    );
    const dataset = await loadDataset(config.data, { seed: config.seed, configFolder: '/' });
    const model = buildModel(config, dataset, coreKernel);
    const random = new Random(1);
    const values = Float32Array.from({ length: samples * steps * 2 }, () => random.normal());
    const sequences = (inputs: Float32Array) => continuousSequences(inputs, samples, steps, 2);
    const last = async (inputs: Float32Array): Promise<Float32Array> =>
      (await model.lastStates(sequences(inputs), 1)).get('state') ?? new Float32Array();
    const cotangents = Float32Array.from({ length: samples * 3 }, () => random.normal());
    const { states, gradients } = await model.pullBack('state', sequences(values), (some, first) =>
      cotangents.subarray(3 * first, 3 * first + some.length),
    );
    expect(states).toEqual(await last(values));
    const product = (of: Float32Array): number => of.reduce((sum, value, i) => sum + value * cotangents[i], 0);
    for (let at = 0; at < values.length; at++) {
      const shifted = async (by: number): Promise<number> =>
        product(await last(values.map((value, i) => (i === at ? value + by : value))));
      // Differences of single precision: rounding over the step and the third derivative times its square.
      expect(gradients[at]).toBeCloseTo(((await shifted(0.01)) - (await shifted(-0.01))) / 0.02, 3);
    }
  });
});

const cells = ['simpleRNN', 'gru', 'lstm', 'indRNN', 'lru', 'minGRU'] as const;

describe('noise inside a recurrence that is given', () => {
  it.each(cells)('has the gradient of the last state of %s, and is what the state adds', async (type) => {
    const layers = [{ type, name: 'state', units: 4, noise: { variance: 0.04, placement: 'recurrent' } }];
    const config = configOf(
      JSON.stringify({
        data: { task: 'gaussianNoise', length: steps, features: 2 },
        model: { layers },
        training: { epochs: 0 },
      }),
    );
    const dataset = await loadDataset(config.data, { seed: config.seed, configFolder: '/' });
    const model = buildModel(config, dataset, coreKernel);
    const random = new Random(2);
    const normal = (count: number): Float32Array => Float32Array.from({ length: count }, () => random.normal());
    const inputs = continuousSequences(normal(samples * steps * 2), samples, steps, 2);
    const noise = normal(samples * steps * 4);
    const given = (values: Float32Array) => ({
      layer: 'state',
      values: continuousSequences(values, samples, steps, 4),
    });
    const last = async (values: Float32Array): Promise<Float32Array> =>
      (await model.lastStates(inputs, 1, undefined, given(values))).get('state') ?? new Float32Array();
    const cotangents = normal(samples * 4);
    const { states, ofNoise } = await model.pullBack(
      'state',
      inputs,
      (some, first) => cotangents.subarray(4 * first, 4 * first + some.length),
      undefined,
      given(noise),
    );
    expect(states).toEqual(await last(noise));
    // The noise of the last step is added to the state itself.
    const without = await last(noise.map((value, i) => (Math.floor(i / 4) % steps === steps - 1 ? 0 : value)));
    for (let i = 0; i < samples; i++)
      for (let j = 0; j < 4; j++)
        expect(states[4 * i + j] - without[4 * i + j]).toBeCloseTo(noise[(i * steps + steps - 1) * 4 + j], 5);
    const product = (of: Float32Array): number => of.reduce((sum, value, i) => sum + value * cotangents[i], 0);
    for (let at = 0; at < noise.length; at++) {
      const shifted = async (by: number): Promise<number> =>
        product(await last(noise.map((value, i) => (i === at ? value + by : value))));
      // Differences of single precision, as above.
      expect(ofNoise?.[at]).toBeCloseTo(((await shifted(0.01)) - (await shifted(-0.01))) / 0.02, 3);
    }
  });
});

describe('white inputs', () => {
  it.each([[[0.5]], [[0.6, 0.3]], [[0.2, -0.4, 0.1]]])(
    'of a process with coefficients %j have its transpose',
    (coefficients) => {
      const white = whiteInputs({
        task: 'gaussianProcess',
        coefficients,
        noise: 0.7,
        length: 6,
        samples: 4,
        heldOut: 4,
      });
      if (!white) throw new Error('The process is stationary.');
      const random = new Random(2);
      const u = Float64Array.from({ length: 12 }, () => random.normal());
      const g = Float32Array.from({ length: 12 }, () => random.normal());
      const [x, back] = [white.inputs(u), white.pull(g)];
      const product = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
        Array.from(a).reduce((sum, value, i) => sum + value * b[i], 0);
      expect(product(x, g)).toBeCloseTo(product(u, back), 5);
    },
  );

  it('are none where the law is not Gaussian', () => {
    expect(whiteInputs({ task: 'adding', length: 6, samples: 4, heldOut: 4 })).toBeUndefined();
  });
});

describe('pullBackOutputs', () => {
  it.each(['every', 'end'] as const)('is the gradient of the outputs for targets at %s, padding apart', async (at) => {
    const config = configOf(
      JSON.stringify({
        data: { task: 'file', inputs: 'x.npy', targets: 'y.npy' },
        model: {
          layers: [
            { type: 'dense', name: 'in', units: 3, activation: 'tanh' },
            { type: 'gru', name: 'state', units: 3, returnSequences: at === 'every' },
            { type: 'dense', name: 'out', units: 2, activation: 'softmax' },
          ],
        },
      }),
    );
    const lengths = Int32Array.of(5, 3, 4);
    const places = at === 'end' ? 1 : steps;
    const zeros = continuousSequences(new Float32Array(samples * places * 2), samples, places, 2);
    const targets = { ...zeros, symbols: new Int32Array(samples * places), alphabet: 2, at };
    const inputs = { ...continuousSequences(new Float32Array(samples * steps * 2), samples, steps, 2), lengths };
    const set = { inputs, targets };
    const dataset = { title: sentence('zeros'), training: set, heldOut: set, exact: [], warnings: [] };
    const model = buildModel(config, dataset, coreKernel);
    const random = new Random(2);
    const values = Float32Array.from({ length: samples * steps * 2 }, () => random.normal());
    const sequences = (inputs: Float32Array) => ({ ...continuousSequences(inputs, samples, steps, 2), lengths });
    const told = await model.outputs(sequences(values), 'Y', 1, false);
    const cotangents = Float32Array.from(told, () => random.normal());
    // Steps behind the end of a sequence have no target.
    if (at === 'every')
      lengths.forEach((own, row) => cotangents.fill(0, (row * steps + own) * 2, (row + 1) * steps * 2));
    const { outputs, gradients } = await model.pullBackOutputs(
      sequences(values),
      'Y',
      (some, first) => {
        const perRow = told.length / samples;
        return cotangents.subarray(first * perRow, first * perRow + some.length);
      },
      1,
    );
    expect(outputs).toEqual(told);
    const product = (of: Float32Array): number => of.reduce((sum, value, i) => sum + value * cotangents[i], 0);
    for (let place = 0; place < values.length; place++) {
      const shifted = async (by: number): Promise<number> =>
        product(
          await model.outputs(sequences(values.map((value, i) => (i === place ? value + by : value))), 'Y', 1, false),
        );
      // Differences of single precision: rounding over the step and the third derivative times its square.
      expect(gradients[place]).toBeCloseTo(((await shifted(0.01)) - (await shifted(-0.01))) / 0.02, 3);
    }
  });
});
