import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import type { RecurrentWeights } from '../../../src/models/kernels/cellTypes';
import type { RecurrentKernel } from '../../../src/models/kernels/recurrentKernel';
import { tensorflowKernel } from '../../../src/models/kernels/tensorflow/tensorflowKernel';
import { findInstallation } from '../../../src/runtime/nativeInstallation';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { unrolledKernel } from './unrolled';

type Cell = (kernel: RecurrentKernel, x: tf.Tensor3D, weights: RecurrentWeights) => tf.Tensor3D;

const cells: Record<string, { gates: number; biases?: number; run: Cell }> = {
  'simpleRNN tanh': { gates: 1, run: (kernel, x, weights) => kernel.simpleRNN(x, weights, 'tanh') },
  'simpleRNN relu': { gates: 1, run: (kernel, x, weights) => kernel.simpleRNN(x, weights, 'relu') },
  'simpleRNN linear': { gates: 1, run: (kernel, x, weights) => kernel.simpleRNN(x, weights, 'linear') },
  lstm: { gates: 4, run: (kernel, x, weights) => kernel.lstm(x, weights) },
  gru: { gates: 3, run: (kernel, x, weights) => kernel.gru(x, weights) },
  'gru, reset after': { gates: 3, biases: 4, run: (kernel, x, weights) => kernel.resetAfterGRU(x, weights) },
};

/** T, B, D, H: ones, odd numbers, and numbers above every unrolling. */
const sizes: [number, number, number, number][] = [
  [1, 1, 1, 1],
  [2, 1, 3, 1],
  [1, 3, 2, 5],
  [7, 5, 3, 6],
  [12, 9, 17, 11],
];

function normals(shape: number[], scale: number, random: Random): tf.Tensor {
  return tf.tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => scale * random.normal()),
    shape,
  );
}

/** The states, and the gradients of their weighted sum in the input and all weights. */
function evaluate(
  kernel: RecurrentKernel,
  cell: keyof typeof cells,
  [steps, batch, inputs, units]: (typeof sizes)[number],
): number[][] {
  const random = new Random(5);
  const { gates, biases = gates, run } = cells[cell];
  const given = [
    normals([steps, batch, inputs], 1, random),
    normals([inputs, gates * units], 0.5, random),
    normals([units, gates * units], 0.4, random),
    normals([biases * units], 0.3, random),
  ];
  const weighting = normals([steps, batch, units], 1, random);
  const states = (x: tf.Tensor, w: tf.Tensor, u: tf.Tensor, b: tf.Tensor): tf.Tensor3D =>
    run(kernel, x as tf.Tensor3D, {
      kernel: w as tf.Tensor2D,
      recurrentKernel: u as tf.Tensor2D,
      bias: b as tf.Tensor1D,
    });
  const gradients = tf.grads((x, w, u, b) => tf.sum(tf.mul(states(x, w, u, b), weighting)))(given);
  return [states(given[0], given[1], given[2], given[3]), ...gradients].map((tensor) => Array.from(tensor.dataSync()));
}

// Sums of some hundred float32 products of order one: the rounding error stays below 1e-4 of the largest.
function expectClose(actual: number[][], expected: number[][]): void {
  for (const [i, values] of expected.entries()) {
    const scale = Math.max(1, ...values.map(Math.abs));
    expect(actual[i]).toHaveLength(values.length);
    for (const [j, value] of values.entries()) expect(Math.abs(actual[i][j] - value) / scale).toBeLessThan(1e-4);
  }
}

describe.each(Object.keys(cells))('%s', (cell) => {
  it.each(sizes)('core kernel agrees with the unrolled reference at T %d, B %d, D %d, H %d', async (...size) => {
    await selectBackend('cpu');
    expectClose(evaluate(coreKernel, cell, size), evaluate(unrolledKernel, cell, size));
  });

  it.each(sizes)('TensorFlow kernel agrees with the unrolled reference at T %d, B %d, D %d, H %d', async (...size) => {
    if (!(await findInstallation())) return;
    await selectBackend('tensorflow');
    expectClose(evaluate(tensorflowKernel, cell, size), evaluate(unrolledKernel, cell, size));
    expectClose(evaluate(coreKernel, cell, size), evaluate(unrolledKernel, cell, size));
  });
});
