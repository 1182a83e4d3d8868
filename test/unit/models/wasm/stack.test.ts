import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import type { Dataset } from '../../../../src/data/dataset';
import { batchOf, type Batch } from '../../../../src/models/training/batches';
import { buildModel } from '../../../../src/models/buildModel';
import { coreKernel } from '../../../../src/models/kernels/typescript/coreKernel';
import { kernelNameFor } from '../../../../src/models/training/fusedTraining';
import type { GradientEngine } from '../../../../src/models/training/gradientEngine';
import { Network } from '../../../../src/models/network/network';
import { emptyTally, type HeadLoss, type Tally } from '../../../../src/models/training/objective';
import { Parameters } from '../../../../src/models/network/parameters';
import { planNetwork } from '../../../../src/models/network/plan';
import type { RecurrentKernel } from '../../../../src/models/kernels/recurrentKernel';
import { isPlainStack, stackOf } from '../../../../src/models/network/stack';
import { TensorEngine } from '../../../../src/models/training/tensorEngine';
import { createNativeKernel } from '../../../../src/models/kernels/native';
import { createWasmKernel, type WasmKernel } from '../../../../src/models/kernels/wasm';
import type { MachineKernel } from '../../../../src/models/kernels/wasm/machineKernel';
import { nativeAddon } from '../../../support/nativeAddon';
import { selectBackend } from '../../../../src/runtime/selectBackend';
import { configOf, echo, runningMean, type LayerInput } from '../support';

/** float32 sums in another order, and a tanh accurate to 3e-7, against a reference with full float32 accuracy. */
const tolerance = 1e-5;

const units = fc.integer({ min: 1, max: 19 });
const useBias = fc.boolean();
const hidden: fc.Arbitrary<LayerInput> = fc.oneof(
  fc.record({ type: fc.constant('lstm' as const), units, useBias }),
  fc.record({ type: fc.constant('gru' as const), units, useBias, resetAfter: fc.boolean() }),
  fc.record({
    type: fc.constant('simpleRNN' as const),
    units,
    useBias,
    activation: fc.constantFrom('tanh' as const, 'linear' as const),
  }),
  fc.record({
    type: fc.constant('dense' as const),
    units,
    useBias,
    activation: fc.constantFrom('linear' as const, 'tanh' as const, 'sigmoid' as const),
  }),
);

const problems = fc.record({
  task: fc.constantFrom('classes', 'values'),
  at: fc.constantFrom('every' as const, 'end' as const),
  embedded: fc.boolean(),
  hidden: fc.array(hidden, { maxLength: 3 }),
  head: fc.constantFrom('linear' as const, 'tanh' as const),
  weight: fc.constantFrom(1, 0.25),
  samples: fc.integer({ min: 1, max: 37 }),
  length: fc.integer({ min: 1, max: 6 }),
  seed: fc.integer(),
});
type Problem = typeof problems extends fc.Arbitrary<infer T> ? T : never;

type Disposable = MachineKernel & { dispose(): Promise<void> | void };

interface Prepared {
  readonly engine: GradientEngine;
  readonly reference: GradientEngine;
  readonly parameters: Parameters;
  readonly batch: Batch;
}

function prepare(
  kernel: MachineKernel,
  { task, at, embedded, hidden: middle, head, weight, samples, length, seed }: Problem,
): Prepared {
  const classes = task === 'classes';
  const data = classes ? echo({ samples, length, at }, seed) : runningMean({ samples, length, at }, 0.3, seed);
  const { layers } = configOf([
    ...(classes && embedded ? [{ type: 'embedding' as const, units: 3 }] : []),
    ...middle,
    classes ? { type: 'dense', units: 3, activation: 'softmax' } : { type: 'dense', units: 1, activation: head },
  ]).model;
  const { inputs, targets } = data.training;
  const plan = planNetwork(layers, data.training, true);
  const network = new Network(layers, inputs, plan, coreKernel);
  const loss: HeadLoss = { objective: classes ? 'classes' : 'values', weight, features: classes ? 3 : 1 };
  const engine = kernel.engineFor(stackOf(layers, network.layers, plan, inputs.features)!, loss);
  const parameters = new Parameters(
    network.layers.flatMap((layer) => layer.weights),
    new Random(seed),
  );
  const random = new Random(seed).fork('biases');
  for (let i = 0; i < parameters.values.length; i++) parameters.values[i] += 0.1 * random.normal();
  return {
    engine,
    reference: new TensorEngine(network, [loss], new Random(1)),
    parameters,
    batch: batchOf(
      { inputs, targets: [targets!] },
      Int32Array.from({ length: samples }, (_, i) => samples - 1 - i),
      0,
      samples,
    ),
  };
}

function differentiate(
  engine: GradientEngine,
  { batch, parameters }: Prepared,
): { gradient: Float32Array; tally: Tally } {
  // The previous content is overwritten.
  const gradient = new Float32Array(parameters.values.length).fill(7);
  const tally = emptyTally(1);
  engine.differentiate(batch, parameters, gradient, tally, { epoch: 0, epochs: 1 });
  return { gradient, tally };
}

/** The largest difference, relative to the largest number. */
function distance(found: Float32Array, wanted: Float32Array): number {
  let difference = 0,
    size = 1e-3;
  for (const [i, value] of wanted.entries()) {
    difference = Math.max(difference, Number.isFinite(found[i]) ? Math.abs(found[i] - value) : Infinity);
    size = Math.max(size, Math.abs(value));
  }
  return difference / size;
}

beforeAll(async () => {
  await selectBackend('cpu');
});

const addon = nativeAddon;
const kernels: { name: string; create: () => Promise<Disposable> | Disposable }[] = [
  { name: 'one thread, plain', create: () => createWasmKernel({ threads: 1, form: 'plain' }) },
  { name: 'two threads', create: () => createWasmKernel({ threads: 2 }) },
  ...(addon ? [{ name: 'two native threads', create: () => createNativeKernel(addon, { threads: 2 }) }] : []),
];

describe.each(kernels)('stacks on $name', ({ create }) => {
  let kernel: Disposable;
  beforeAll(async () => {
    kernel = await create();
  });
  afterAll(() => kernel.dispose());

  it('have the losses and gradients that differentiation through tensors finds', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const prepared = prepare(kernel, problem);
        const { engine, reference, parameters, batch } = prepared;
        const wanted = differentiate(reference, prepared);
        const evaluated = emptyTally(1);
        engine.evaluation()(batch, parameters, evaluated);
        for (let turn = 0; turn < 2; turn++) {
          const { gradient, tally } = differentiate(engine, prepared);
          expect(distance(gradient, wanted.gradient)).toBeLessThan(tolerance);
          expect(tally.heads[0].count).toBe(wanted.tally.heads[0].count);
          // Totals are sums in single precision.
          const { total } = wanted.tally.heads[0];
          expect(Math.abs(tally.heads[0].total - total)).toBeLessThan(1e-6 * Math.max(50, Math.abs(total)));
          expect(evaluated).toEqual(tally);
        }
        engine.release();
      }),
      { numRuns: 80, seed: 11 },
    );
  });

  it('share a large batch between the threads', () => {
    const problem: Problem = {
      task: 'classes',
      at: 'every',
      embedded: true,
      hidden: [
        { type: 'lstm', units: 33 },
        { type: 'dense', units: 21, activation: 'relu' },
        { type: 'gru', units: 30 },
      ],
      head: 'linear',
      weight: 1,
      samples: 61,
      length: 20,
      seed: 3,
    };
    const prepared = prepare(kernel, problem);
    const first = differentiate(prepared.engine, prepared);
    expect(distance(first.gradient, differentiate(prepared.reference, prepared).gradient)).toBeLessThan(tolerance);
    const bytes = ({ gradient }: { gradient: Float32Array }): Buffer => Buffer.from(gradient.buffer);
    for (let i = 0; i < 100; i++)
      expect(bytes(differentiate(prepared.engine, prepared)).equals(bytes(first))).toBe(true);
    prepared.engine.release();
  });

  it('take no more memory however long they train, and no tensor', () => {
    const prepared = prepare(kernel, {
      task: 'values',
      at: 'end',
      embedded: false,
      hidden: [{ type: 'gru', units: 5 }],
      head: 'linear',
      weight: 1,
      samples: 9,
      length: 4,
      seed: 1,
    });
    differentiate(prepared.engine, prepared);
    const before = [kernel.machine.arena.size, tf.memory().numTensors];
    for (let i = 0; i < 2000; i++) {
      differentiate(prepared.engine, prepared);
      if (i % 100 === 0) prepared.engine.release();
    }
    prepared.engine.release();
    expect([kernel.machine.arena.size, tf.memory().numTensors]).toEqual(before);
  });
});

describe('training', () => {
  let kernel: WasmKernel;
  beforeAll(async () => {
    kernel = await createWasmKernel({ threads: 2 });
  });
  afterAll(() => kernel.dispose());

  const config = configOf(
    [
      { type: 'embedding', units: 4 },
      { type: 'lstm', units: 6 },
      { type: 'dense', units: 3, activation: 'softmax' },
    ],
    { epochs: 4, batchSize: 24, clipNorm: 1 },
  );

  async function train(data: Dataset, on: RecurrentKernel) {
    const model = buildModel(config, data, on);
    const losses: number[] = [];
    await model.train(data, config.training, [], { onEpoch: ({ validationLoss }) => losses.push(validationLoss) });
    return { losses, weights: model.weights() };
  }

  it('repeats itself to the byte, and follows the reference', async () => {
    const data = echo({ samples: 100 });
    const first = await train(data, kernel);
    expect(await train(data, kernel)).toEqual(first);
    const reference = await train(data, coreKernel);
    // Twenty steps of Adam, which divides by the size of the gradients, enlarge differences of 1e-6 a little.
    for (const [i, loss] of first.losses.entries()) expect(Math.abs(loss - reference.losses[i])).toBeLessThan(1e-4);
  });
});

it.each<{ layers: LayerInput[]; plain: boolean }>([
  {
    layers: [
      { type: 'gru', units: 2 },
      { type: 'dense', units: 3 },
    ],
    plain: true,
  },
  {
    layers: [
      { type: 'gru', units: 2, noise: { variance: 1 } },
      { type: 'dense', units: 3 },
    ],
    plain: false,
  },
  { layers: [{ type: 'gru', units: 2 }, { type: 'dropout' }, { type: 'dense', units: 3 }], plain: false },
  {
    layers: [
      { type: 'gru', units: 2 },
      { type: 'dense', units: 3, skip: ['X'] },
    ],
    plain: false,
  },
  {
    layers: [
      { type: 'lru', units: 2 },
      { type: 'dense', units: 3 },
    ],
    plain: false,
  },
  {
    layers: [
      { type: 'gru', units: 2 },
      { type: 'dense', units: 3, activation: 'softmax' },
      { type: 'dense', units: 3 },
    ],
    plain: false,
  },
  {
    layers: [
      { type: 'gru', units: 2 },
      { type: 'bottleneck', units: 2 },
      { type: 'dense', units: 3 },
    ],
    plain: false,
  },
  { layers: [{ type: 'gru', units: 2 }], plain: false },
  {
    layers: [
      { type: 'gru', units: 2 },
      { type: 'dense', units: 3, head: { target: 'next', weight: 2 } },
    ],
    plain: true,
  },
  {
    layers: [
      { type: 'gru', units: 2 },
      { type: 'dense', units: 3, input: 'X' },
    ],
    plain: false,
  },
  {
    layers: [
      { type: 'gru', units: 2 },
      { type: 'dense', units: 3, head: {} },
      { type: 'dense', units: 3, head: { target: 'X' } },
    ],
    plain: false,
  },
  { layers: [{ type: 'gru', units: 2 }, { type: 'repeatVector' }, { type: 'dense', units: 3 }], plain: false },
])('knows which networks are plain stacks: %j', ({ layers, plain }) => {
  expect(isPlainStack(configOf(layers).model.layers)).toBe(plain);
});

it('is said of a kernel that it trains whole steps', () => {
  const wide = {
    ...coreKernel,
    engineFor: (): GradientEngine => {
      throw new Error('not called');
    },
    suitsSteps: (_type: string, rows: number, units: number) => rows * units <= 80,
  };
  const layers = (units: number) =>
    configOf([
      { type: 'gru', units },
      { type: 'dense', units: 3 },
    ]).model.layers;
  expect(kernelNameFor(layers(8), coreKernel, 10)).toBe('core');
  expect(kernelNameFor(layers(8), wide, 10)).toBe('core, fused steps');
  expect(kernelNameFor(layers(9), wide, 10)).toBe('core');
  expect(
    kernelNameFor(
      configOf([
        { type: 'gru', units: 2, noise: { variance: 1 } },
        { type: 'dense', units: 3 },
      ]).model.layers,
      wide,
      10,
    ),
  ).toBe('core');
});
