import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { attentionInUnit, attentionMaps } from '../../../src/analysis/measures/attentionMaps';
import { layerRates } from '../../../src/analysis/measures/rates';
import { Random } from '../../../src/base/random';
import { verbatim } from '../../../src/base/sentence';
import { layerSchema } from '../../../src/config/schema/layers';
import type { Dataset, SequenceSet } from '../../../src/data/dataset';
import { continuousSequences, discreteSequences } from '../../../src/data/sequences';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import { AttentionLayer } from '../../../src/models/layers/attention';
import type { Pass } from '../../../src/models/layers/layer';
import { passOf } from '../../../src/models/network/network';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf, forEachSlope } from './support';

beforeAll(async () => {
  await selectBackend('wasm');
});

const [steps, batch, inputs] = [3, 4, 2];

function layerOf(input: object = {}): AttentionLayer {
  const config = layerSchema.parse({ type: 'attention', units: 2, bottleneck: { beta: 3 }, ...input });
  if (config.type !== 'attention') throw new Error('not attention');
  return new AttentionLayer({ ...config, name: 'a' }, inputs, steps);
}

/** Random weights and a random input for the layer. */
function drawn(layer: AttentionLayer): { x: tf.Tensor3D; weights: tf.Tensor[] } {
  const random = new Random(3);
  const values = (size: number): Float32Array => Float32Array.from({ length: size }, () => 0.6 * random.normal());
  return {
    x: tf.tensor3d(values(steps * batch * inputs), [steps, batch, inputs]),
    weights: layer.weights.map(({ shape }) => tf.tensor(values(shape.reduce((a, b) => a * b, 1)), [...shape])),
  };
}

const pass = (mode: Pass['mode']): Pass => passOf(mode, new Random(7));

describe('the noise of an attention layer', () => {
  it.each([{}, { positions: 'relative' }])('has the gradients that small changes show: %o', (options) => {
    const layer = layerOf(options);
    const { x, weights } = drawn(layer);
    const whole = (...values: tf.Tensor[]): tf.Scalar => {
      const { values: out, penalty } = layer.apply(tf.reshape(values[0], x.shape), values.slice(1), pass('evaluate'));
      return tf.add(tf.sum(tf.square(out)), penalty!);
    };
    forEachSlope(whole, [x, ...weights], (analytic, difference) => {
      const slopes = [difference(1e-2), difference(5e-3)];
      // Richardson, as for the penalty of other bottlenecks.
      expect(Math.abs(analytic - (4 * slopes[1] - slopes[0]) / 3)).toBeLessThan(2e-2 * Math.max(1, Math.abs(analytic)));
    });
  });

  it('costs the divergence of every step over beta, as the analysis shows it', () => {
    const layer = layerOf();
    const { x, weights } = drawn(layer);
    const { penalty } = layer.apply(x, weights, pass('evaluate'));
    const nats = layer.apply(x, weights, pass('show')).stepNats!;
    expect(nats.shape).toEqual([steps, batch, 1]);
    expect(penalty!.dataSync()[0]).toBeCloseTo(tf.sum(nats).dataSync()[0] / 3, 4);
    // By hand: KL(N(s c, (1 - s)^2) || N(0, 1)) of each input.
    const [scale, shift, kernel, bias] = weights.slice(3).map((tensor) => tensor.dataSync<'float32'>());
    const shown = nats.dataSync<'float32'>();
    const given = x.dataSync<'float32'>();
    for (let row = 0; row < steps * batch; row++) {
      const own = given.subarray(row * inputs, (row + 1) * inputs);
      const share = 1 / (1 + Math.exp(-own.reduce((sum, value, j) => sum + value * kernel[j], bias[0])));
      const expected = own.reduce((sum, value, j) => {
        const mean = share * (value * scale[j] + shift[j]);
        return sum + (mean ** 2 + (1 - share) ** 2 - 1) / 2 - Math.log(1 - share);
      }, 0);
      expect(shown[row]).toBeCloseTo(expected, 4);
    }
  });

  it('is all that passes where nothing is let through: the output is the same for any input', () => {
    const layer = layerOf();
    const { x, weights } = drawn(layer);
    // A share of exp(-60): in float32 nothing of the input is left, in keys and queries neither.
    const closed = weights.map((tensor, i) => (i === 5 ? tf.zerosLike(tensor) : i === 6 ? tf.tensor1d([-60]) : tensor));
    const outputs = [x, tf.mul<tf.Tensor3D>(x, 50)].map((given) => layer.apply(given, closed, pass('show')));
    expect([...outputs[0].values.dataSync()]).toEqual([...outputs[1].values.dataSync()]);
    expect(Math.max(...outputs[1].stepNats!.dataSync())).toBeLessThan(1e-6);
  });
});

const patch = { steps: 6, columns: 3, at: 2 };

/** Four classes by the signs of the first two values of the third of six steps; all else is noise. */
function patches(seed: number): Dataset {
  const random = new Random(seed);
  const draw = (samples: number): SequenceSet => {
    const values = Float32Array.from({ length: samples * patch.steps * patch.columns }, () => random.normal());
    const classes = Int32Array.from({ length: samples }, (_, row) => {
      const symbol = random.integer(4);
      const from = (row * patch.steps + patch.at) * patch.columns;
      values[from] = symbol % 2 === 0 ? 1.5 : -1.5;
      values[from + 1] = symbol < 2 ? 1.5 : -1.5;
      return symbol;
    });
    return {
      inputs: continuousSequences(values, samples, patch.steps, patch.columns),
      targets: { ...discreteSequences(classes, samples, 1, 4), at: 'end' },
    };
  };
  return { title: verbatim('patches'), training: draw(1024), heldOut: draw(256), exact: [], warnings: [] };
}

// Seeds 1 and 2. Four equal classes have two bits, which is what the rate cannot be below where all answers are right.
it.each([1, 2])('lets through the one informative patch: more than 95 % of the bits, seed %i', async (seed) => {
  const data = patches(seed);
  const config = configOf(
    [
      { type: 'attention', name: 'a', units: 8, positions: 'relative', bottleneck: { beta: 8 } },
      { type: 'dense', name: 'out', units: 4, activation: 'softmax' },
    ],
    { epochs: 40, batchSize: 32, learningRate: 0.02 },
    seed,
  );
  const model = buildModel(config, data, coreKernel);
  let accuracy = 0;
  await model.train(data, config.training, [], {
    onEpoch: (record) => {
      accuracy = record.validationAccuracy ?? 0;
    },
  });
  const shown = await model.activations(data.heldOut, 256, 1);
  const [{ passed }] = attentionMaps(1, shown).map((map) => attentionInUnit(map, 'bits'));
  const [rate, ...others] = layerRates(1, shown, patch.steps);
  expect(accuracy).toBeGreaterThan(0.95);
  expect(passed!.steps[patch.at] / passed!.total).toBeGreaterThan(0.95);
  expect(passed).toMatchObject({ unit: 'bits', largestAt: patch.at + 1 });
  // One rate, of all steps together, in nats.
  expect(others).toEqual([]);
  expect(rate).toMatchObject({ time: patch.steps, bound: 'upper', of: { kind: 'divergenceFromPrior', read: true } });
  expect(rate.value).toBeCloseTo(passed!.total * Math.LN2, 4);
  // Fano: 2 bits less what errors of 5 % hide, h(.05) + .05 log2 3.
  expect(passed!.total).toBeGreaterThan(2 - 0.37);
});
