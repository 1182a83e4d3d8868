import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { innerBottleneck } from '../../../src/config/layers/layerTraits';
import { layerSchema } from '../../../src/config/schema/layers';
import type { RecurrentLayerConfig } from '../../../src/config/schema/recurrentCells';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import { cellWeights, runCell } from '../../../src/models/layers/recurrent/cell';
import { plainProduct, type MakeProduct } from '../../../src/models/kernels/typescript/stepped/products';
import { runDrawn } from '../../../src/models/layers/recurrent/innerBottleneck';
import type { RecurrentKernel } from '../../../src/models/kernels/recurrentKernel';
import { tensorflowKernel } from '../../../src/models/kernels/tensorflow/tensorflowKernel';
import { createNativeKernel, type NativeKernel } from '../../../src/models/kernels/native';
import { createWasmKernel, type WasmKernel } from '../../../src/models/kernels/wasm/index';
import { nativeAddon } from '../../support/nativeAddon';
import { findInstallation } from '../../../src/runtime/nativeInstallation';
import { selectBackend, type BackendName } from '../../../src/runtime/selectBackend';
import { referenceRun, type Arrays, type ReferenceRun } from './steppedReference';

function recurrent(input: object): RecurrentLayerConfig {
  const config = layerSchema.parse(input);
  if (!('noise' in config) && !('units' in config)) throw new Error('not recurrent');
  return config as RecurrentLayerConfig;
}

const bottleneck = { beta: 10 };
const noise = { variance: 0.09, placement: 'recurrent' };
const forms: [string, object][] = [
  ['lstm with peepholes', { type: 'lstm', peepholes: true }],
  ['lstm with layer normalisation', { type: 'lstm', layerNormalization: true }],
  ['lstm with both', { type: 'lstm', peepholes: true, layerNormalization: true }],
  ['lstm with both and recurrent noise', { type: 'lstm', peepholes: true, layerNormalization: true, noise }],
  ['lstm with peepholes and recurrent noise', { type: 'lstm', peepholes: true, noise }],
  ['IB-RNN', { type: 'simpleRNN', bottleneck }],
  ['IB-RNN, relu', { type: 'simpleRNN', activation: 'relu', bottleneck }],
  ['IB-LSTM', { type: 'lstm', bottleneck }],
  ['IB-LSTM with both forms', { type: 'lstm', peepholes: true, layerNormalization: true, bottleneck }],
  ['IB-GRU', { type: 'gru', bottleneck }],
  ['IB-minGRU', { type: 'minGRU', bottleneck }],
  ['IB-IndRNN', { type: 'indRNN', activation: 'tanh', bottleneck }],
  ['IB-LRU', { type: 'lru', bottleneck }],
  ['IB-minLSTM', { type: 'minLSTM', bottleneck }],
  ['IB-RG-LRU', { type: 'rgLRU', bottleneck }],
  ['gru with recurrent noise', { type: 'gru', noise }],
  ['gru that resets after the product, with recurrent noise', { type: 'gru', resetAfter: true, noise }],
  ['IB-GRU that resets after the product', { type: 'gru', resetAfter: true, bottleneck }],
  ['minGRU', { type: 'minGRU' }],
  ['minLSTM', { type: 'minLSTM' }],
  ['minLSTM with recurrent noise', { type: 'minLSTM', noise }],
  ['RG-LRU', { type: 'rgLRU' }],
  ['RG-LRU with recurrent noise', { type: 'rgLRU', noise }],
  ['linear attention', { type: 'matrixState' }],
  ['linear attention of two heads', { type: 'matrixState', heads: 2 }],
  ['matrices with one decay', { type: 'matrixState', heads: 2, decay: 'scalar' }],
  ['gated linear attention', { type: 'matrixState', decay: 'channel' }],
  ['DeltaNet', { type: 'matrixState', rule: 'delta' }],
  ['Gated DeltaNet', { type: 'matrixState', heads: 2, rule: 'delta', decay: 'scalar' }],
  ['delta rule with a decay for each row', { type: 'matrixState', heads: 2, rule: 'delta', decay: 'channel' }],
  ['Mamba', { type: 'mamba', stateSize: 3 }],
  ['Mamba of a longer convolution and another rank', { type: 'mamba', stateSize: 2, convolution: 6, rank: 2 }],
  ['echo states', { type: 'echoState' }],
  ['echo states with a leak', { type: 'echoState', leak: 0.3 }],
  ['linear echo states with a leak and noise', { type: 'echoState', leak: 0.6, activation: 'linear', noise }],
  ['sLSTM', { type: 'sLSTM' }],
  ['sLSTM of two heads', { type: 'sLSTM', heads: 2 }],
  ['sLSTM with recurrent noise', { type: 'sLSTM', noise }],
  ['IB-sLSTM', { type: 'sLSTM', bottleneck }],
  ['mLSTM', { type: 'mLSTM' }],
  ['mLSTM of two heads', { type: 'mLSTM', heads: 2 }],
  ['leaky RNN', { type: 'leakyRNN', leak: 0.3, activation: 'tanh' }],
  ['leaky RNN, softplus, with noise', { type: 'leakyRNN', activation: 'softplus', noise }],
  ["leaky RNN, sigmoid, with Dale's law", { type: 'leakyRNN', activation: 'sigmoid', excitatory: 0.7, noise }],
  ['leaky RNN of linear rates, sparse', { type: 'leakyRNN', activation: 'linear', connectivity: 0.5 }],
  ['IB-leaky RNN', { type: 'leakyRNN', activation: 'tanh', bottleneck }],
];

/** T, B, D, H: ones, odd numbers, and numbers above every unrolling. */
const sizes: [number, number, number, number][] = [
  [1, 1, 1, 2],
  [2, 1, 3, 2],
  [5, 3, 2, 6],
  [7, 2, 5, 4],
];

interface Problem {
  readonly config: RecurrentLayerConfig;
  readonly shapes: number[][];
  readonly names: string[];
  readonly given: number[][];
  readonly weighting: number[][];
  readonly noise: number[];
}

function problemOf(form: object, [steps, batch, inputs, units]: readonly number[]): Problem {
  const config = recurrent({ ...form, units });
  const specs = cellWeights('c', config, inputs);
  const random = new Random(7);
  const normals = (count: number, scale: number): number[] =>
    Array.from({ length: count }, () => Math.fround(scale * random.normal()));
  const shapes = [[steps, batch, inputs], ...specs.map(({ shape }) => [...shape])];
  const state = steps * batch * units;
  const drawn = new Random(8);
  return {
    config,
    shapes,
    names: specs.map(({ name }) => name.slice(2)),
    given: shapes.map((shape) =>
      normals(
        shape.reduce((a, b) => a * b, 1),
        0.6,
      ),
    ),
    weighting: [normals(state, 1), normals(state, 0.5), normals(state, 0.5)],
    // The numbers that the layer takes from its random stream.
    noise: Array.from({ length: state }, () => drawn.normal()),
  };
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + value * b[i], 0);

function reference({ config, shapes, names, given, noise: drawn }: Problem, values = given): ReferenceRun {
  const arrays: Arrays = Object.fromEntries(names.map((name, i) => [name, values[i + 1]]));
  return referenceRun(config, shapes[0], values[0], arrays, drawn);
}

function score({ weighting, config }: Problem, { states, means, logVariances }: ReferenceRun): number {
  return (
    dot(states, weighting[0]) +
    (innerBottleneck(config) ? dot(means, weighting[1]) + dot(logVariances, weighting[2]) : 0)
  );
}

/** Central differences in double precision: accurate to about 1e-9 away from kinks. */
function slopes(problem: Problem): number[][] {
  const step = 1e-5;
  return problem.given.map((values, which) =>
    values.map((value, i) => {
      const at = (by: number): number =>
        score(
          problem,
          reference(
            problem,
            problem.given.map((other, j) => (j === which ? other.map((v, k) => (k === i ? value + by : v)) : other)),
          ),
        );
      return (at(step) - at(-step)) / (2 * step);
    }),
  );
}

function statesOf(
  { config }: Problem,
  [x, ...weights]: tf.Tensor[],
  kernel: RecurrentKernel = coreKernel,
): { states: tf.Tensor3D; means?: tf.Tensor3D; logVariances?: tf.Tensor3D } {
  const random = () => new Random(8);
  return innerBottleneck(config)
    ? runDrawn(config, kernel, x as tf.Tensor3D, weights, random)
    : { states: runCell(config, kernel, x as tf.Tensor3D, weights, random) };
}

function computed(problem: Problem, kernel: RecurrentKernel = coreKernel): { run: number[][]; gradients: number[][] } {
  const tensors = problem.given.map((values, i) => tf.tensor(values, problem.shapes[i]));
  const { states, means, logVariances } = statesOf(problem, tensors, kernel);
  const total = (...given: tf.Tensor[]): tf.Scalar => {
    const parts = Object.values<tf.Tensor3D>(statesOf(problem, given, kernel));
    return parts
      .map((part, i) => tf.sum<tf.Scalar>(tf.mul(part, tf.tensor(problem.weighting[i], part.shape))))
      .reduce((a, b) => tf.add(a, b));
  };
  const list = (tensor: tf.Tensor): number[] => Array.from(tensor.dataSync());
  return {
    run: [states, means, logVariances].flatMap((tensor) => (tensor ? [list(tensor)] : [])),
    gradients: tf.grads(total)(tensors).map(list),
  };
}

// Sums of some hundred float32 products of order one: the rounding error stays below 1e-4 of the largest. Normalising
// two nearly equal numbers magnifies it.
function expectClose(actual: number[], expected: number[], tolerance = 2e-4): void {
  const scale = Math.max(1, ...expected.map(Math.abs));
  expect(actual).toHaveLength(expected.length);
  for (const [j, value] of expected.entries()) expect(Math.abs(actual[j] - value) / scale).toBeLessThan(tolerance);
}

let programKernels: (WasmKernel | NativeKernel)[] = [];
beforeAll(async () => {
  programKernels = await Promise.all([1, 2].map((threads) => createWasmKernel({ threads })));
  if (nativeAddon) programKernels.push(createNativeKernel(nativeAddon, { threads: 2 }));
});
afterAll(async () => {
  for (const kernel of programKernels) await kernel.dispose();
});

const backends: BackendName[] = ['cpu', 'wasm', 'tensorflow'];

describe.each(forms)('%s', (_name, form) => {
  it.each(sizes)(
    'computes what the textbook does, with the gradients that small changes show, at T %d, B %d, D %d, H %d',
    async (...size) => {
      const problem = problemOf(form, size);
      const exact = reference(problem);
      const expected = slopes(problem);
      for (const backend of backends) {
        if (backend === 'tensorflow' && !(await findInstallation())) continue;
        await selectBackend(backend);
        for (const kernel of [
          coreKernel,
          ...(backend === 'tensorflow' ? [tensorflowKernel] : backend === 'wasm' ? programKernels : []),
        ]) {
          const { run, gradients } = computed(problem, kernel);
          expectClose(run[0], exact.states);
          if (innerBottleneck(problem.config)) {
            expectClose(run[1], exact.means);
            expectClose(run[2], exact.logVariances);
          }
          for (const [i, values] of expected.entries()) expectClose(gradients[i], values);
        }
      }
    },
  );
});

describe("the kernels' product", () => {
  it.each([
    [3, 5, 7, 11],
    [4, 64, 96, 384],
    [2, 9, 6, 6],
  ])('is the plain one at T %d, B %d, H %d, G %d, on one thread and on two', (steps, batch, units, columns) => {
    const random = new Random(9);
    const normals = (count: number): Float32Array => Float32Array.from({ length: count }, () => random.normal());
    const [values, state, sums, states, dSums] = [
      normals(units * columns),
      normals(batch * units),
      normals(batch * columns),
      normals(steps * batch * units),
      normals(steps * batch * columns),
    ];
    const run = (make: MakeProduct): number[][] => {
      const product = make({ steps, batch, units }, values, columns);
      const [added, back] = [sums.slice(), state.slice()];
      product.add(state, added);
      product.addBack(sums, back);
      product.release();
      // The product may be used again after its release.
      product.add(state, added);
      const result = [added, back, product.gradient(states, dSums)].map((numbers) => Array.from(numbers));
      product.release();
      return result;
    };
    const expected = run(plainProduct);
    for (const kernel of programKernels) {
      run(kernel.product!);
      const { size } = kernel.machine.arena;
      for (const [i, numbers] of run(kernel.product!).entries()) expectClose(numbers, expected[i]);
      for (let i = 0; i < 20; i++) run(kernel.product!);
      expect(kernel.machine.arena.size).toBe(size);
    }
  });
});
