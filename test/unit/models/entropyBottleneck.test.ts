import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeLength, codings } from '../../../src/analysis/measures/codeLengths';
import { layerRates } from '../../../src/analysis/measures/rates';
import { Random } from '../../../src/base/random';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import { EntropyBottleneckLayer } from '../../../src/models/layers/entropyBottleneck';
import { passOf } from '../../../src/models/network/network';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf, echo, forEachSlope, runningMean } from './support';

beforeAll(async () => {
  await selectBackend('wasm');
});

const layer = new EntropyBottleneckLayer({ type: 'entropyBottleneck', name: 'z', units: 2, beta: 4 }, 3);
const random = new Random(9);
const numbers = (size: number, scale: number): Float32Array =>
  Float32Array.from({ length: size }, () => scale * random.normal());
const given = (): tf.Tensor[] => [
  tf.tensor3d(numbers(24, 1.5), [4, 2, 3]),
  ...layer.weights.map(({ shape }) =>
    tf.tensor(
      numbers(
        shape.reduce((a, b) => a * b, 1),
        0.7,
      ),
      [...shape],
    ),
  ),
];
const run = (mode: 'train' | 'evaluate' | 'show', [x, ...weights]: tf.Tensor[]) =>
  layer.apply(x as tf.Tensor3D, weights, passOf(mode, new Random(7)));

describe('an entropy bottleneck', () => {
  it('has the gradients that small changes show, of the density and of what it reads', () => {
    const start = given();
    // The codes also enter the loss directly, as they would through a head.
    const loss = (...values: tf.Tensor[]): tf.Scalar => {
      const output = run('train', values);
      return tf.add(output.penalty!, tf.sum(tf.square(output.values)));
    };
    forEachSlope(loss, start, (analytic, difference) => {
      // Float32 leaves about 1e-3 of a loss of some hundreds.
      expect(Math.abs(analytic - difference(1e-2))).toBeLessThan(2e-2 * Math.max(1, Math.abs(analytic)));
    });
  });

  it('rounds outside training, and adds noise of the same size during training', () => {
    const weights = given();
    const real = tf
      .add(tf.reshape(tf.matMul(tf.reshape(weights[0], [8, 3]), weights[4] as tf.Tensor2D), [4, 2, 2]), weights[5])
      .dataSync();
    const rounded = run('evaluate', weights).values.dataSync();
    const blurred = run('train', weights).values.dataSync();
    for (let i = 0; i < real.length; i++) {
      expect(rounded[i]).toBe(Math.floor(Math.fround(real[i] + 0.5)));
      expect(Math.abs(blurred[i] - real[i])).toBeLessThanOrEqual(0.5 + 1e-5);
    }
    expect(new Set(blurred.map((value, i) => value - real[i])).size).toBeGreaterThan(4);
  });

  it('has the code length of the analysis as its penalty', async () => {
    const data = runningMean({ samples: 50, length: 4 });
    const config = configOf(
      [
        { type: 'gru', name: 'h', units: 3 },
        { type: 'entropyBottleneck', name: 'z', units: 2, beta: 5 },
        { type: 'dense', name: 'out', units: 1 },
      ],
      { epochs: 1, learningRate: 1e-9 },
    );
    const model = buildModel(config, data, coreKernel);
    const shown = (await model.activations(data.heldOut, 50, 1)).find(({ layer: name }) => name === 'z')!;
    expect(shown.values.every(Number.isInteger)).toBe(true);
    const length = codeLength(shown)!;
    const nats = Array.from({ length: 200 }, (_, place) => length(place)).reduce((a, b) => a + b);
    let loss = 0;
    await model.train(data, config.training, [], {
      onEpoch: ({ validationLoss }) => {
        loss = validationLoss;
      },
    });
    const out = (await model.activations(data.heldOut, 50, 1)).find(({ layer: name }) => name === 'out')!;
    const error = out.values.reduce((sum, value, i) => sum + (value - data.heldOut.targets!.values[i]) ** 2, 0) / 200;
    // Next to a rate, squared errors are scored by their maximum-likelihood normal distribution.
    expect(loss).toBeCloseTo(0.5 * Math.log(2 * Math.PI * Math.E * error) + nats / 5 / 200, 4);
    const [coding] = await codings(3, [shown]);
    expect(coding).toMatchObject({ layer: 'z', epoch: 3, symbols: 400, decoded: true });
    expect(coding.modelBits).toBeCloseTo(nats / Math.LN2, 6);
    expect(coding.streamBits).toBeLessThan(1.005 * coding.modelBits + 8);
    const rates = layerRates(3, [shown], 4);
    expect(rates.map(({ time, bound }) => [time, bound])).toEqual([1, 2, 3, 4].map((time) => [time, 'upper']));
    expect(rates.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(nats / 50, 6);
  });

  it('keeps what the head needs, in few bits if the rate is expensive', async () => {
    const data = echo({ samples: 128, at: 'end', length: 2 });
    const lengths = await Promise.all(
      [1000, 0.5].map(async (beta) => {
        const config = configOf(
          [
            { type: 'gru', units: 8 },
            { type: 'entropyBottleneck', name: 'z', units: 2, beta },
            { type: 'dense', name: 'out', units: 3, activation: 'softmax' },
          ],
          { epochs: 40, batchSize: 16, learningRate: 0.03 },
        );
        const model = buildModel(config, data, coreKernel);
        let accuracy = 0;
        await model.train(data, config.training, [], {
          onEpoch: ({ validationAccuracy = 0 }) => {
            accuracy = validationAccuracy;
          },
        });
        const [coding] = await codings(0, await model.activations(data.heldOut, 128, 1));
        return { accuracy, bits: coding.modelBits / 128 };
      }),
    );
    expect(lengths[0].accuracy).toBeGreaterThan(0.9);
    // One of three symbols takes log2 3 = 1.58 bits.
    expect(lengths[0].bits).toBeGreaterThan(1.2);
    // Two units whose density has not yet narrowed cost up to a quarter of a bit each.
    expect(lengths[1].bits).toBeLessThan(0.6);
  });
});
