import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { layerSchema } from '../../../src/config/schema/layers';
import type { RecurrentLayerConfig } from '../../../src/config/schema/recurrentCells';
import { isCell } from '../../../src/config/layers/layerTraits';
import { InputError } from '../../../src/base/userError';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import { cellWeights, runCell } from '../../../src/models/layers/recurrent/cell';
import { distanceBias } from '../../../src/models/layers/distanceBias';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf, echo, forEachSlope, type LayerInput } from './support';

const out = { type: 'dense', name: 'out', units: 3, activation: 'softmax' } as const;

beforeAll(async () => {
  await selectBackend('wasm');
});

function cellConfig(input: object): RecurrentLayerConfig {
  const config = layerSchema.parse(input);
  if (!isCell(config)) throw new Error('not a cell');
  return config;
}

const cells = [
  { type: 'minGRU', units: 3 },
  { type: 'indRNN', units: 3 },
  { type: 'indRNN', units: 3, activation: 'tanh' },
  { type: 'lru', units: 4 },
  { type: 'minLSTM', units: 3 },
  { type: 'rgLRU', units: 3 },
  { type: 'minGRU', units: 3, noise: { variance: 0.1, placement: 'recurrent' } },
  { type: 'indRNN', units: 3, activation: 'tanh', noise: { variance: 0.1, placement: 'recurrent' } },
  { type: 'lru', units: 4, noise: { variance: 0.1, placement: 'recurrent' } },
  { type: 'minLSTM', units: 3, noise: { variance: 0.1, placement: 'recurrent' } },
  { type: 'rgLRU', units: 3, noise: { variance: 0.1, placement: 'recurrent' } },
];

describe.each(cells)('$type %#', (input) => {
  const config = cellConfig(input);
  const specs = cellWeights('c', config, 2);
  const random = new Random(3);
  const drawn = [[4, 2, 2], ...specs.map(({ shape }) => [...shape])].map((shape) => ({
    shape,
    values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => 0.5 * random.normal()),
  }));
  const tensors = (): tf.Tensor[] => drawn.map(({ shape, values }) => tf.tensor(values, shape));
  const weighting = Float32Array.from({ length: 8 * config.units }, () => random.normal());
  const statesOf = (values: tf.Tensor[]): tf.Tensor3D =>
    runCell(config, coreKernel, values[0] as tf.Tensor3D, values.slice(1), () => new Random(8));
  const objective = (...values: tf.Tensor[]): tf.Scalar =>
    tf.sum(tf.mul(statesOf(values), tf.tensor3d(weighting, [4, 2, config.units])));

  it('has the gradients that small changes show', () => {
    const step = 1e-2;
    forEachSlope(objective, tensors(), (analytic, difference) => {
      const slopes = [difference(step), difference(step / 2)];
      // Central differences in float32 are accurate to about 1e-3 here, except across a kink of relu, where the two
      // disagree.
      if (Math.abs(slopes[0] - slopes[1]) < 5e-3) expect(Math.abs(analytic - slopes[1])).toBeLessThan(2e-2);
    });
  });

  it('sees nothing of what comes later', () => {
    const given = tensors();
    const full = statesOf(given).dataSync();
    const changed = tf.concat([tf.slice(given[0], [0, 0, 0], [3, 2, 2]), tf.ones([1, 2, 2])], 0);
    const other = statesOf([changed, ...given.slice(1)]).dataSync();
    expect(Array.from(other.subarray(0, 6 * config.units))).toEqual(Array.from(full.subarray(0, 6 * config.units)));
    expect(other.subarray(6 * config.units)).not.toEqual(full.subarray(6 * config.units));
  });
});

describe('lru', () => {
  it('turns and shrinks its states by the eigenvalues', async () => {
    const data = echo({ samples: 1, length: 3, symbols: 2 });
    const model = buildModel(configOf([{ type: 'lru', name: 'h', units: 2 }], { epochs: 0 }), data, coreKernel);
    const modulus = 0.8,
      phase = 0.5;
    model.setWeights({
      'h/kernel': { shape: [2, 2], values: Float32Array.of(1, 0, 1, 0) },
      'h/logDecay': { shape: [1], values: Float32Array.of(Math.log(-Math.log(modulus))) },
      'h/logPhase': { shape: [1], values: Float32Array.of(Math.log(phase)) },
    });
    const [{ values }] = await model.activations(data.heldOut, 1, 1);
    // The input is 0.6 = sqrt(1 - 0.8^2) at every step: h_3 = 0.6 (1 + l + l^2), l = 0.8 e^(0.5 i).
    expect(values[4]).toBeCloseTo(0.6 * (1 + modulus * Math.cos(phase) + modulus ** 2 * Math.cos(2 * phase)), 5);
    expect(values[5]).toBeCloseTo(0.6 * (modulus * Math.sin(phase) + modulus ** 2 * Math.sin(2 * phase)), 5);
  });
});

describe('rgLRU', () => {
  const modelOf = (units: number, seed = 1) =>
    buildModel(
      configOf([{ type: 'rgLRU', name: 'h', units }], { epochs: 0 }, seed),
      echo({ samples: 1, length: 3, symbols: 2 }),
      coreKernel,
    );

  it('starts with units that keep 0.9 to 0.999 of their states at an open gate', () => {
    const { values } = modelOf(500).weights()['h/lambda'];
    const kept = Array.from(values, (lambda) => Math.exp(-8 * Math.log1p(Math.exp(lambda)))).sort((a, b) => a - b);
    expect(kept[0]).toBeGreaterThan(0.8999);
    expect(kept.at(-1)).toBeLessThan(0.9991);
    // For a uniform distribution, the quartiles of 500 samples are within 0.01, about five standard deviations of a
    // quartile.
    for (const quarter of [1, 2, 3]) expect(kept[125 * quarter]).toBeCloseTo(0.9 + (0.099 * quarter) / 4, 1.7);
  });

  it('keeps finite gradients where a gate is shut', () => {
    const config = cellConfig({ type: 'rgLRU', units: 2 });
    const [x, kernel, bias, gateKernel, lambda] = [
      tf.ones([3, 1, 1]),
      tf.ones([1, 2]),
      tf.zeros([2]),
      tf.zeros([2, 4]),
      tf.zeros([2]),
    ];
    const gateBias = tf.tensor1d([-200, -200, 0, 0]);
    const states = (...weights: tf.Tensor[]): tf.Scalar =>
      tf.sum(runCell(config, coreKernel, x as tf.Tensor3D, weights, () => new Random(1)));
    for (const gradient of tf.grads(states)([kernel, bias, gateKernel, gateBias, lambda]))
      expect(Array.from(gradient.dataSync()).every(Number.isFinite)).toBe(true);
  });
});

describe('minLSTM', () => {
  it('forgets as much as it takes in, however small both gates are', async () => {
    const data = echo({ samples: 1, length: 3, symbols: 2 });
    const model = buildModel(configOf([{ type: 'minLSTM', name: 'h', units: 1 }], { epochs: 0 }), data, coreKernel);
    model.setWeights({
      'h/kernel': { shape: [2, 3], values: new Float32Array(6) },
      // f / i = e^-1: a third of weight e^-200 would be nothing in either gate.
      'h/bias': { shape: [3], values: Float32Array.of(-201, -200, 1) },
    });
    const [{ values }] = await model.activations(data.heldOut, 1, 1);
    const kept = 1 / (1 + Math.E);
    expect(values[2]).toBeCloseTo(1 - kept ** 3, 6);
  });
});

describe('every layer trains', () => {
  const networks: [string, LayerInput[]][] = [
    [
      'minGRU',
      [
        { type: 'minGRU', units: 12 },
        { type: 'minGRU', units: 12 },
      ],
    ],
    ['indRNN', [{ type: 'indRNN', units: 16 }, { type: 'layerNormalization' }, { type: 'indRNN', units: 16 }]],
    [
      'lru',
      [
        { type: 'lru', units: 16 },
        { type: 'dense', units: 16, activation: 'tanh' },
      ],
    ],
    [
      'minLSTM',
      [
        { type: 'minLSTM', units: 12 },
        { type: 'minLSTM', units: 12 },
      ],
    ],
    [
      // New units forget at most a tenth per step, so two layers separate neighbouring steps earlier than one.
      'rgLRU',
      [
        { type: 'rgLRU', units: 24 },
        { type: 'dense', units: 24, activation: 'relu' },
        { type: 'rgLRU', units: 24, residual: true },
        { type: 'dense', units: 24, activation: 'relu' },
      ],
    ],
    [
      'attention',
      [
        { type: 'embedding', units: 6 },
        { type: 'lstm', units: 6 },
        { type: 'attention', units: 6, heads: 2, skip: ['X'] },
      ],
    ],
    [
      'bidirectional lru',
      [
        { type: 'bidirectional', layer: { type: 'lru', units: 8 } },
        { type: 'dense', units: 12, activation: 'relu' },
      ],
    ],
  ];
  it.each(networks)('%s', async (_name, layers) => {
    const data = echo({ samples: 96 });
    const config = configOf([...layers, out], { epochs: 25, batchSize: 16, learningRate: 0.03 });
    const model = buildModel(config, data, coreKernel);
    let accuracy = 0;
    await model.train(data, config.training, [], {
      onEpoch: (record) => {
        accuracy = record.validationAccuracy ?? 0;
      },
    });
    // Chance is 1/3.
    expect(accuracy).toBeGreaterThan(0.75);
  });
});

describe('attention', () => {
  it('shows where each step looks, never ahead when causal', async () => {
    const data = echo({ samples: 20, length: 4 });
    const shown = async (causal: boolean) =>
      (
        await buildModel(
          configOf([{ type: 'attention', name: 'a', units: 4, heads: 2, causal }, out]),
          data,
          coreKernel,
        ).activations(data.heldOut, 20, 1)
      )[0].attention!;
    const causal = await shown(true);
    const full = await shown(false);
    for (let t = 0; t < 4; t++) {
      expect(causal.subarray(4 * t, 4 * t + 4).reduce((a, b) => a + b)).toBeCloseTo(1, 5);
      for (let s = t + 1; s < 4; s++) {
        expect(causal[4 * t + s]).toBe(0);
        expect(full[4 * t + s]).toBeGreaterThan(0.01);
      }
    }
  });
});

describe('relative positions', () => {
  it('are a number a head and distance, with the gradient that small changes show', () => {
    const random = new Random(4);
    const values = Float32Array.from({ length: 2 * 7 }, () => random.normal());
    const weighting = Float32Array.from({ length: 2 * 16 }, () => random.normal());
    const total = (bias: tf.Tensor): tf.Scalar =>
      tf.sum(tf.mul(distanceBias(bias, 4), tf.tensor3d(weighting, [2, 4, 4])));
    const cells = distanceBias(tf.tensor2d(values, [2, 7]), 4).dataSync();
    for (let head = 0; head < 2; head++)
      for (let t = 0; t < 4; t++)
        for (let s = 0; s < 4; s++) expect(cells[head * 16 + t * 4 + s]).toBe(values[head * 7 + 3 + t - s]);
    const gradient = tf
      .grad(total)(tf.tensor2d(values, [2, 7]))
      .dataSync();
    for (let i = 0; i < values.length; i++) {
      // The model is linear, so the slope is the sum of the weights of its cells.
      const moved = Float32Array.from(values, (value, j) => value + (j === i ? 1 : 0));
      expect(gradient[i]).toBeCloseTo(
        total(tf.tensor2d(moved, [2, 7])).dataSync()[0] - total(tf.tensor2d(values, [2, 7])).dataSync()[0],
        3,
      );
    }
  });

  it('let each of several heads look somewhere, and keep them apart', async () => {
    const data = echo({ samples: 96, length: 6 });
    const config = configOf([{ type: 'attention', name: 'a', units: 6, heads: 2, positions: 'relative' }, out], {
      epochs: 25,
      batchSize: 16,
      learningRate: 0.05,
    });
    const model = buildModel(config, data, coreKernel);
    let accuracy = 0;
    await model.train(data, config.training, [], {
      onEpoch: (record) => {
        accuracy = record.validationAccuracy ?? 0;
      },
    });
    // Without positions, the symbol before could be any of those shown: chance is 1/3.
    expect(accuracy).toBeGreaterThan(0.95);
    const [{ attention, headAttention }] = await model.activations(data.heldOut, 50, 1);
    const [first, second] = [headAttention!.subarray(0, 36), headAttention!.subarray(36)];
    for (let i = 0; i < 36; i++) expect(attention![i]).toBeCloseTo((first[i] + second[i]) / 2, 6);
    // At least one of the heads looks one step back.
    expect(Math.max(first[5 * 6 + 4], second[5 * 6 + 4])).toBeGreaterThan(0.5);
  });
});

describe('skip connections', () => {
  const place = (layers: Parameters<typeof configOf>[0]): unknown => {
    try {
      const model = buildModel(configOf(layers), echo(), coreKernel);
      return model.weights()['out/kernel'].shape;
    } catch (error) {
      if (error instanceof InputError) return error.configPath;
      throw error;
    }
  };

  it('join earlier outputs, the input too', () => {
    expect(
      place([
        { type: 'gru', name: 'a', units: 5 },
        { type: 'gru', name: 'b', units: 2 },
        { ...out, skip: ['a', 'X'] },
      ]),
    ).toEqual([10, 3]);
  });

  it('lead forward, and from layers that are there', () => {
    expect(
      place([{ type: 'gru', name: 'a', units: 5, skip: ['b'] }, { type: 'gru', name: 'b', units: 2 }, out]),
    ).toEqual(['model', 'layers', 0, 'skip', 0]);
    expect(
      place([
        { type: 'gru', name: 'a', units: 5 },
        { ...out, skip: ['nothing'] },
      ]),
    ).toEqual(['model', 'layers', 1, 'skip', 0]);
    expect(place([{ type: 'bidirectional', layer: { type: 'gru', units: 5, skip: ['X'] } }, out])).toEqual([
      'model',
      'layers',
      0,
      'layer',
      'skip',
    ]);
    expect(place([{ type: 'attention', units: 5, heads: 2 }, out])).toEqual(['model', 'layers', 0, 'heads']);
  });

  it('let a head at the end see the last step of a layer that has more', async () => {
    const data = echo({ samples: 96, at: 'end', length: 3 });
    const config = configOf(
      [
        { type: 'lstm', name: 'a', units: 8, returnSequences: true },
        { type: 'gru', name: 'b', units: 2, returnSequences: false },
        { ...out, skip: ['a'] },
      ],
      { epochs: 40, batchSize: 16, learningRate: 0.02 },
    );
    const model = buildModel(config, data, coreKernel);
    let accuracy = 0;
    await model.train(data, config.training, [], {
      onEpoch: (record) => {
        accuracy = record.validationAccuracy ?? 0;
      },
    });
    expect(accuracy).toBeGreaterThan(0.9);
  });
});
