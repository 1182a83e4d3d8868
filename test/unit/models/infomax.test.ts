import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { criticEstimates } from '../../../src/analysis/measures/criticEstimates';
import { Random } from '../../../src/base/random';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import { InfomaxLayer } from '../../../src/models/layers/infomax';
import { passOf } from '../../../src/models/network/network';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf, echo } from './support';

beforeAll(async () => {
  await selectBackend('wasm');
});

const random = new Random(9);
const numbers = (size: number): Float32Array => Float32Array.from({ length: size }, () => 0.6 * random.normal());

describe.each(['infoNCE', 'jsd'] as const)('the %s critic', (critic) => {
  const layer = new InfomaxLayer({ type: 'infomax', name: 'keep', critic, about: 'X', weight: 0.7 }, 2, 3);
  const drawn = [{ name: 'x', shape: [2, 5, 2] }, { name: 'about', shape: [2, 5, 3] }, ...layer.weights].map(
    ({ name, shape }) => ({
      shape: [...shape],
      // Half of the hidden units are always on, and half are always off: far from the kink of relu, where the slope is
      // undefined.
      values: numbers(shape.reduce((a, b) => a * b, 1)).map((value, i) =>
        name.endsWith('hidden/bias') ? value + (i % 2 ? 8 : -8) : 0.5 * value,
      ),
    }),
  );
  const loss = (...[x, about, ...weights]: tf.Tensor[]): tf.Scalar =>
    layer.apply(x as tf.Tensor3D, weights, passOf('train', new Random(1)), () => about as tf.Tensor3D).penalty!;

  it('has the gradients that small changes show', () => {
    const given = drawn.map(({ shape, values }) => tf.tensor(values, shape));
    const gradients = tf.grads(loss)(given);
    const step = 1e-2;
    let checked = 0;
    for (const [which, { shape, values }] of drawn.entries()) {
      const analytic = gradients[which].dataSync();
      for (let i = 0; i < values.length; i += values.length > 60 ? 7 : 1) {
        const at = (by: number): number => {
          const moved = values.slice();
          moved[i] += by;
          return loss(...given.map((other, j) => (j === which ? tf.tensor(moved, shape) : other))).dataSync()[0];
        };
        expect(Math.abs(analytic[i] - (at(step) - at(-step)) / (2 * step))).toBeLessThan(
          2e-2 * Math.max(1, Math.abs(analytic[i])),
        );
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(100);
  });

  it('returns its input', () => {
    const [x, about, ...weights] = drawn.map(({ shape, values }) => tf.tensor(values, shape));
    expect(
      layer.apply(x as tf.Tensor3D, weights, passOf('evaluate', new Random(1)), () => about as tf.Tensor3D).values,
    ).toBe(x);
  });
});

describe('a network with an infomax layer', () => {
  it('learns without a head or a target, and its critic stays below the true information', async () => {
    const data = echo({ samples: 256, length: 3, symbols: 4, at: 'none' });
    const config = configOf(
      [
        { type: 'dense', name: 'h', units: 4, activation: 'tanh' },
        { type: 'infomax', name: 'keep' },
      ],
      { epochs: 15, batchSize: 64, learningRate: 0.01 },
    );
    const model = buildModel(config, data, coreKernel);
    const losses: number[] = [];
    await model.train(data, config.training, [], { onEpoch: ({ validationLoss }) => losses.push(validationLoss) });
    const shown = await model.activations(data.heldOut, 256, 1);
    const estimates = criticEstimates(15, shown, 3);
    expect(estimates.map(({ time, bound, source, target }) => [time, bound, source, target])).toEqual(
      [1, 2, 3].map((time) => [time, 'lower', 'X', 'keep']),
    );
    const mean = estimates.reduce((sum, { value }) => sum + value / 3, 0);
    expect(losses.at(-1)).toBeCloseTo(-mean, 4);
    expect(mean).toBeGreaterThan(0.9 * Math.log(4));
    // Four symbols hold ln 4; in a group of 64 their shares differ from one in four by some hundredths.
    expect(mean).toBeLessThan(Math.log(4) + 0.05);
    expect(shown.map(({ layer }) => layer)).toEqual(['h', 'keep']);
  });

  it('keeps what its target does not need', async () => {
    const data = echo({ samples: 256, length: 3, symbols: 3, at: 'end' });
    const kept = async (layers: Parameters<typeof configOf>[0]): Promise<number> => {
      const config = configOf(
        [
          { type: 'bottleneck', name: 'z', units: 2, beta: 4 },
          ...layers,
          { type: 'gru', units: 6 },
          { type: 'dense', name: 'out', units: 3, activation: 'softmax' },
        ],
        { epochs: 25, batchSize: 32, learningRate: 0.02 },
      );
      const model = buildModel(config, data, coreKernel);
      await model.train(data, config.training, [], {});
      const { conditional } = (await model.activations(data.heldOut, 256, 1)).find(({ layer }) => layer === 'z')!;
      // Distance between the codes' means at the last step, whose input says nothing about the first symbol, in units
      // of their noise.
      let spread = 0;
      for (let i = 0; i < 256; i++)
        spread += conditional!.means[(3 * i + 2) * 2] ** 2 + conditional!.means[(3 * i + 2) * 2 + 1] ** 2;
      return spread / 256;
    };
    expect(await kept([{ type: 'infomax', weight: 1 }])).toBeGreaterThan((await kept([])) + 0.2);
  });

  it.each([
    ['future', 2],
    ['z', 3],
  ] as const)('may be about %s', async (about, steps) => {
    const data = echo({ samples: 40, length: 3 });
    const config = configOf(
      [
        { type: 'dense', name: 'z', units: 2 },
        { type: 'gru', units: 3 },
        { type: 'infomax', name: 'keep', about, critic: 'jsd' },
        { type: 'dense', name: 'out', units: 3, activation: 'softmax' },
      ],
      { epochs: 1 },
    );
    const model = buildModel(config, data, coreKernel);
    await model.train(data, config.training, [], {});
    const { critic } = (await model.activations(data.heldOut, 40, 1)).find(({ layer }) => layer === 'keep')!;
    expect(critic).toMatchObject({ kind: 'jsd', about });
    expect(critic!.nats).toHaveLength(40 * steps);
    expect(Math.max(...critic!.nats)).toBeLessThanOrEqual(2 * Math.LN2);
  });

  it('reports a companion that it cannot have', () => {
    const build =
      (about: string, end = false) =>
      () =>
        buildModel(
          configOf([
            { type: 'gru', units: 2, returnSequences: !end },
            { type: 'infomax', name: 'keep', about },
            { type: 'dense', name: 'out', units: 3, activation: 'softmax' },
          ]),
          echo({ at: 'end' }),
          coreKernel,
        );
    expect(build('out')).toThrow(/is about "out", which comes after it/);
    expect(build('future', true)).toThrow(/reads a single step/);
  });
});
