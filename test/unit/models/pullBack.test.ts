import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
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
