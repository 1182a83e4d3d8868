import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeDivergence } from '../../../src/analysis/measures/codeDivergence';
import { Random } from '../../../src/base/random';
import { layerSchema } from '../../../src/config/schema/layers';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import { BottleneckLayer } from '../../../src/models/layers/bottleneck';
import type { Pass } from '../../../src/models/layers/layer';
import { warmupShare, type TrainingProgress } from '../../../src/models/layers/rateWeight';
import { passOf } from '../../../src/models/network/network';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf, echo, forEachSlope } from './support';

beforeAll(async () => {
  await selectBackend('wasm');
});

const shape: [number, number, number] = [3, 5, 2];

function layerOf(input: object, inputs = 2): BottleneckLayer {
  const config = layerSchema.parse({ type: 'bottleneck', name: 'z', units: 2, beta: 3, ...input });
  if (config.type !== 'bottleneck') throw new Error('not a bottleneck');
  return new BottleneckLayer({ ...config, name: 'z' }, inputs);
}

/** Random weights and a random input for the layer. */
function drawn(layer: BottleneckLayer, seed = 3): { x: tf.Tensor3D; weights: tf.Tensor[] } {
  const random = new Random(seed);
  const values = (size: number): Float32Array => Float32Array.from({ length: size }, () => 0.6 * random.normal());
  return {
    x: tf.tensor3d(values(30), shape),
    weights: layer.weights.map((spec) => tf.tensor(values(spec.shape.reduce((a, b) => a * b, 1)), [...spec.shape])),
  };
}

const pass = (progress?: TrainingProgress): Pass => ({
  ...passOf('evaluate', new Random(7)),
  ...(progress && { progress }),
});
const penaltyOf = (
  layer: BottleneckLayer,
  x: tf.Tensor3D,
  weights: tf.Tensor[],
  progress?: TrainingProgress,
): tf.Scalar => layer.apply(x, weights, pass(progress)).penalty!;

const priors = [{ prior: 'standard' }, { prior: 'marginal' }, { prior: 'mixture', components: 3 }] as const;
const forms = ['linear', 'squared', 'exponential'] as const;

describe.each(priors.flatMap((prior) => forms.map((lagrangian) => ({ ...prior, lagrangian }))))(
  'the penalty for $prior codes, $lagrangian',
  (options) => {
    it('has the gradients that small changes show', () => {
      const layer = layerOf(options);
      const { x, weights } = drawn(layer);
      const step = 1e-2;
      forEachSlope(
        (...values) => penaltyOf(layer, values[0] as tf.Tensor3D, values.slice(1)),
        [x, ...weights],
        (analytic, difference) => {
          const slopes = [difference(step), difference(step / 2)];
          // Richardson: the error of a central difference is quadratic in the step; float32 leaves about 1e-3 of a
          // penalty of some tens.
          expect(Math.abs(analytic - (4 * slopes[1] - slopes[0]) / 3)).toBeLessThan(
            2e-2 * Math.max(1, Math.abs(analytic)),
          );
        },
      );
    });

    it('is u(R) / beta a code, with R the mean divergence that the analysis reads', () => {
      const layer = layerOf(options);
      const { x, weights } = drawn(layer);
      const { values, conditional, prior } = layer.apply(x, weights, { ...passOf('show', new Random(7)) });
      if (!conditional || typeof conditional.variances === 'number')
        throw new Error('The codes have no known density.');
      const read = (tensor: tf.Tensor): Float32Array => tensor.dataSync<'float32'>().slice();
      const divergence = codeDivergence({
        layer: 'z',
        type: 'bottleneck',
        values: read(values),
        samples: 15,
        length: 1,
        units: 2,
        recurrent: false,
        stochastic: true,
        conditional: { means: read(conditional.means), variances: read(conditional.variances) },
        ...(prior && {
          prior: { weights: read(prior.weights), means: read(prior.means), variances: read(prior.variances) },
        }),
      })!;
      const rate = Array.from({ length: 15 }, (_, i) => divergence(i)).reduce((a, b) => a + b) / 15;
      const paid = { linear: rate, squared: rate ** 2, exponential: Math.exp(rate) - 1 }[options.lagrangian];
      expect(penaltyOf(layer, x, weights).dataSync()[0] / ((15 * paid) / 3)).toBeCloseTo(1, 4);
    });
  },
);

describe('a learned prior', () => {
  it('of one Gaussian costs nothing where it is the codes own distribution', () => {
    const layer = layerOf({ prior: 'marginal' });
    // Means of -1 and variances of e^.5 for every input, and a prior with the same values.
    const weights = [
      tf.zeros([2, 2]),
      tf.fill([2], -1),
      tf.zeros([2, 2]),
      tf.fill([2], 0.5),
      tf.fill([2], -1),
      tf.fill([2], 0.5),
    ];
    expect(Math.abs(penaltyOf(layer, tf.ones(shape), weights).dataSync()[0])).toBeLessThan(1e-5);
  });

  it('of two equal Gaussians costs on average what one does in closed form', () => {
    const options = {
      layer: 'z',
      type: 'bottleneck',
      samples: 20_000,
      length: 1,
      units: 1,
      recurrent: false,
      stochastic: true,
    } as const;
    const random = new Random(5);
    const means = Float32Array.from({ length: 20_000 }, () => random.normal());
    const variances = new Float32Array(20_000).fill(0.5);
    const values = means.map((mean) => mean + Math.sqrt(0.5) * random.normal());
    const mixture = codeDivergence({
      ...options,
      values,
      conditional: { means, variances },
      prior: { weights: Float32Array.of(0.3, 0.7), means: new Float32Array(2), variances: new Float32Array(2).fill(1) },
    })!;
    const normal = codeDivergence({ ...options, values, conditional: { means, variances } })!;
    let gap = 0;
    for (let i = 0; i < 20_000; i++) gap += (mixture(i) - normal(i)) / 20_000;
    // (z^2 - mu^2 - .5 - (e^2 - 1))/2 has a standard deviation of about .8 nats: the mean of 20 000 has one of .006.
    expect(Math.abs(gap)).toBeLessThan(0.02);
  });
});

describe('a warm-up', () => {
  const penaltyAt = (shape_: 'linear' | 'cyclic', epoch: number): number => {
    const layer = layerOf({ warmup: { epochs: 4, shape: shape_ } });
    const { x, weights } = drawn(layer);
    return (
      penaltyOf(layer, x, weights, { epoch, epochs: 10 }).dataSync()[0] / penaltyOf(layer, x, weights).dataSync()[0]
    );
  };

  it('rises once, or over and over, and ends at the whole weight', () => {
    expect([0, 1, 2, 4, 9].map((epoch) => penaltyAt('linear', epoch))).toEqual(
      [0, 0.25, 0.5, 1, 1].map((share) => expect.closeTo(share, 5) as number),
    );
    expect([0, 1, 2, 3, 4, 5, 7, 8, 9].map((epoch) => penaltyAt('cyclic', epoch))).toEqual(
      [0, 0.5, 1, 1, 0, 0.5, 1, 1, 1].map((share) => expect.closeTo(share, 5) as number),
    );
  });

  it('is over where there is no training, or none is asked for', () => {
    expect(warmupShare({ epochs: 4, shape: 'linear' }, undefined)).toBe(1);
    expect(warmupShare(undefined, { epoch: 0, epochs: 10 })).toBe(1);
  });

  it('changes what training ends with, and not how validation counts', async () => {
    const data = echo({ samples: 32 });
    const run = async (warmup?: { epochs: number }): Promise<number[]> => {
      const config = configOf(
        [
          { type: 'bottleneck', name: 'z', units: 2, beta: 2, warmup },
          { type: 'dense', name: 'out', units: 3, activation: 'softmax' },
        ],
        { epochs: 2, batchSize: 16, learningRate: 1e-9 },
      );
      const losses: number[] = [];
      await buildModel(config, data, coreKernel).train(data, config.training, [], {
        onEpoch: ({ loss, validationLoss }) => losses.push(loss, validationLoss),
      });
      return losses;
    };
    const [plain, warm] = [await run(), await run({ epochs: 2 })];
    expect(warm[1]).toBeCloseTo(plain[1], 5);
    expect(warm[0]).toBeLessThan(plain[0] - 0.05);
    expect(warm[2]).toBeGreaterThan(warm[0] + 0.05);
  });
});

describe('a code of the last step alone', () => {
  it('is one code, whatever comes before', async () => {
    const data = echo({ samples: 8, at: 'end' });
    const config = configOf(
      [
        { type: 'lstm', units: 3, returnSequences: true },
        { type: 'bottleneck', name: 'z', units: 2, steps: 'end' },
        { type: 'dense', name: 'out', units: 3, activation: 'softmax' },
      ],
      { epochs: 1 },
    );
    const model = buildModel(config, data, coreKernel);
    await model.train(data, config.training, [], {});
    const shown = await model.activations(data.heldOut, 8, 1);
    expect(shown.map(({ length }) => length)).toEqual([5, 1, 1]);
  });

  it('cannot predict a target at every step, and returns no sequence', () => {
    const end = { type: 'bottleneck', name: 'z', units: 2, steps: 'end' } as const;
    const out = { type: 'dense', name: 'out', units: 3, activation: 'softmax' } as const;
    expect(() => buildModel(configOf([{ type: 'gru', units: 2 }, end, out]), echo(), coreKernel)).toThrow(
      /Set "steps" to "every"/,
    );
    expect(() => buildModel(configOf([end, { type: 'gru', units: 2 }, out]), echo({ at: 'end' }), coreKernel)).toThrow(
      /no sequence to read/,
    );
  });
});
