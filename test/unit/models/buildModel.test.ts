import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/base/cancellation';
import { InputError } from '../../../src/base/userError';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import type { EpochRecord } from '../../../src/models/model';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf, echo, runningMean } from './support';

const softmax = (units: number) => ({ type: 'dense', name: 'out', units, activation: 'softmax' }) as const;
const lstm = { type: 'lstm', name: 'memory', units: 8 } as const;

async function trained(config: ReturnType<typeof configOf>, data: ReturnType<typeof echo>) {
  const model = buildModel(config, data, coreKernel);
  const records: EpochRecord[] = [];
  await model.train(data, config.training, [], { onEpoch: (record) => records.push(record) });
  return { model, records, last: records.at(-1)! };
}

beforeAll(async () => {
  await selectBackend('cpu');
});

describe('training', () => {
  it.each(['simpleRNN', 'lstm', 'gru'] as const)(
    'teaches %s to remember a symbol, and counts only the steps with a target',
    async (type) => {
      const config = configOf([{ type, units: 12 }, softmax(3)], { epochs: 40, batchSize: 16, learningRate: 0.02 });
      const { last } = await trained(config, echo({ samples: 96 }));
      expect(last.epoch).toBe(40);
      expect(last.validationAccuracy).toBeGreaterThan(0.97);
      expect(last.validationLoss).toBeLessThan(0.2);
    },
  );

  it('learns every kind of layer together, with a target at the end', async () => {
    const config = configOf(
      [
        { type: 'embedding', units: 6 },
        { type: 'bidirectional', layer: { type: 'gru', units: 6 } },
        { type: 'dropout', rate: 0.1 },
        { type: 'lstm', units: 8, noise: { variance: 0.001 } },
        { type: 'bottleneck', name: 'z', units: 3, beta: 1000 },
        softmax(3),
      ],
      { epochs: 40, batchSize: 16, learningRate: 0.02, clipNorm: 1 },
    );
    const { last } = await trained(config, echo({ samples: 96, at: 'end' }));
    expect(last.validationAccuracy).toBeGreaterThan(0.9);
  });

  it.each(['adam', 'sgd', 'rmsprop'] as const)('fits values with %s, missing ones left out', async (optimizer) => {
    const config = configOf(
      [
        { type: 'simpleRNN', units: 8 },
        { type: 'dense', units: 1 },
      ],
      { epochs: 25, batchSize: 16, optimizer, learningRate: optimizer === 'sgd' ? 0.1 : 0.01 },
    );
    const { last } = await trained(config, runningMean({ samples: 128 }, 0.2));
    expect(last.accuracy).toBeUndefined();
    // A constant prediction of 0 has the error of the targets' variance, the mean of 1/t over five steps: 0.457.
    expect(last.validationLoss).toBeLessThan(0.12);
  });

  it('gives the same bytes for the same seed, others for another', async () => {
    const layers = [
      { ...lstm, noise: { variance: 0.01 } },
      { type: 'dropout', rate: 0.3 },
      { type: 'bottleneck', units: 2 },
      softmax(3),
    ] as const;
    const run = async (seed: number) =>
      (await trained(configOf(layers, { epochs: 2, batchSize: 10 }, seed), echo())).model.weights();
    const first = await run(3);
    expect(await run(3)).toEqual(first);
    expect(await run(4)).not.toEqual(first);
  });

  it('takes snapshots before training and at the epochs asked for, and waits for them', async () => {
    const config = configOf([lstm, softmax(3)], { epochs: 4 });
    const data = echo();
    const events: string[] = [];
    await buildModel(config, data, coreKernel).train(data, config.training, [2, 4], {
      onEpoch: ({ epoch }) => events.push(`epoch ${epoch}`),
      onSnapshot: async (epoch) => {
        await Promise.resolve();
        events.push(`snapshot ${epoch}`);
      },
    });
    expect(events).toEqual(['snapshot 0', 'epoch 1', 'epoch 2', 'snapshot 2', 'epoch 3', 'epoch 4', 'snapshot 4']);
  });

  it('stops in the middle of an epoch when cancelled, and holds no tensors', async () => {
    const config = configOf([lstm, softmax(3)], { epochs: 1000, batchSize: 4 });
    const data = echo({ samples: 400 });
    const cancel = new AbortController();
    const before = tf.memory().numTensors;
    let steps = 0;
    const run = buildModel(config, data, coreKernel).train(
      data,
      config.training,
      [],
      {
        onStep: () => {
          if (++steps === 3) cancel.abort();
        },
      },
      cancel.signal,
    );
    await expect(run).rejects.toThrow(CancelledError);
    expect(steps).toBeLessThan(1000);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('handles one sequence of one step', async () => {
    const config = configOf([{ type: 'gru', units: 1 }, softmax(2)], { epochs: 2 });
    const { last } = await trained(config, echo({ samples: 1, length: 1, symbols: 2, at: 'end' }));
    expect(Number.isFinite(last.validationLoss)).toBe(true);
  });
});

describe('the shapes', () => {
  const place = (layers: Parameters<typeof configOf>[0], data = echo(), epochs = 1): unknown => {
    try {
      buildModel(configOf(layers, { epochs }), data, coreKernel);
    } catch (error) {
      if (error instanceof InputError) return error.configPath;
      throw error;
    }
    return 'built';
  };

  it('are refused on the layer that does not fit', () => {
    expect(place([lstm, softmax(4)])).toEqual(['model', 'layers', 1, 'units']);
    expect(place([lstm, { type: 'dense', units: 3, activation: 'tanh' }])).toEqual([
      'model',
      'layers',
      1,
      'activation',
    ]);
    expect(place([lstm])).toEqual(['model', 'layers', 0]);
    expect(place([lstm], echo(), 0)).toBe('built');
    expect(place([lstm], echo({ at: 'none' }))).toBe('built');
    expect(place([{ ...lstm, returnSequences: false }, softmax(3)])).toEqual(['model', 'layers', 0]);
    expect(
      place([{ ...lstm, returnSequences: false }, { type: 'gru', units: 2 }, softmax(3)], echo({ at: 'end' })),
    ).toEqual(['model', 'layers', 1, 'type']);
    expect(place([lstm, { type: 'embedding', units: 2 }, softmax(3)])).toEqual(['model', 'layers', 1, 'type']);
    expect(
      place(
        [
          { type: 'embedding', units: 2 },
          { type: 'dense', units: 1 },
        ],
        runningMean(),
      ),
    ).toEqual(['model', 'layers', 0, 'type']);
    expect(place([lstm, softmax(1)], runningMean())).toEqual(['model', 'layers', 1, 'activation']);
    expect(place([lstm, { type: 'dense', units: 2 }], runningMean())).toEqual(['model', 'layers', 1, 'units']);
    expect(place([{ type: 'lstm', units: 16_384 }, softmax(3)])).toEqual(['model', 'layers']);
  });
});

describe('weights', () => {
  it('have names and shapes like Keras, and come back as they were set', () => {
    const data = echo();
    const model = buildModel(
      configOf([
        { type: 'bidirectional', name: 'both', layer: { type: 'lstm', units: 2 } },
        { type: 'bottleneck', name: 'z', units: 1 },
        softmax(3),
      ]),
      data,
      coreKernel,
    );
    const weights = model.weights();
    expect(Object.entries(weights).map(([name, { shape }]) => `${name} ${shape.join('x')}`)).toEqual([
      'both/forward/kernel 3x8',
      'both/forward/recurrentKernel 2x8',
      'both/forward/bias 8',
      'both/backward/kernel 3x8',
      'both/backward/recurrentKernel 2x8',
      'both/backward/bias 8',
      'z/mean/kernel 4x1',
      'z/mean/bias 1',
      'z/logVariance/kernel 4x1',
      'z/logVariance/bias 1',
      'out/kernel 1x3',
      'out/bias 3',
    ]);
    expect(model.layers.map(({ name, units, parameters }) => [name, units, parameters])).toEqual([
      ['both', 4, 96],
      ['z', 1, 10],
      ['out', 3, 6],
    ]);
    const other = Object.fromEntries(
      Object.entries(weights).map(([name, { shape, values }]) => [
        name,
        { shape, values: values.map((_, i) => i / 7) },
      ]),
    );
    model.setWeights(other);
    expect(model.weights()).toEqual(other);
  });

  it('of the wrong shape, missing or not finite are refused by name, and nothing changes', () => {
    const model = buildModel(configOf([{ type: 'gru', name: 'g', units: 2 }, softmax(3)]), echo(), coreKernel);
    const good = model.weights();
    expect(() => {
      model.setWeights({ ...good, 'g/bias': { shape: [2, 6], values: new Float32Array(12) } });
    }).toThrow('"g/bias" of the weights is [2, 6] and should be [6]');
    expect(() => {
      model.setWeights({ ...good, 'g/kernel': { shape: [4, 6], values: new Float32Array(24) } });
    }).toThrow('"g/kernel" of the weights is for 4 numbers a step, but its layer reads 3');
    expect(() => {
      model.setWeights({ ...good, 'h/bias': { shape: [1], values: new Float32Array(1) } });
    }).toThrow('no layer of the config takes: h/bias');
    expect(() => {
      model.setWeights({ ...good, 'out/bias': { shape: [3], values: new Float32Array([1, NaN, 1]) } });
    }).toThrow('"out/bias"');
    const { 'g/kernel': _, ...rest } = good;
    expect(() => {
      model.setWeights(rest);
    }).toThrow('"g/kernel"');
    expect(model.weights()).toEqual(good);
  });

  it('start orthogonal between states, with the forget gate open', () => {
    const weights = buildModel(
      configOf([{ type: 'lstm', name: 'm', units: 3 }, softmax(3)]),
      echo(),
      coreKernel,
    ).weights();
    expect(Array.from(weights['m/bias'].values)).toEqual([0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
    const u = weights['m/recurrentKernel'].values;
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        let dot = 0;
        for (let k = 0; k < 12; k++) dot += u[i * 12 + k] * u[j * 12 + k];
        expect(dot).toBeCloseTo(i === j ? 1 : 0, 5);
      }
    }
  });
});
