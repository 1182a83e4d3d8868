import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import { runCell } from '../../../src/models/layers/recurrent/cell';
import { selectBackend } from '../../../src/runtime/selectBackend';

beforeAll(async () => {
  await selectBackend('cpu');
});

const units = 2;
const common = { units, heads: 1 };
const sizes = { sLSTM: 4 * units, mLSTM: 4 * units + 2 };

/** Outputs over an input that is only the sums of the gates: the kernel is the identity. */
function outputs(type: 'sLSTM' | 'mLSTM', sums: readonly number[][]): number[][] {
  const width = sizes[type];
  const x = tf.tensor3d(sums.flat(), [sums.length, 1, width]);
  const kernel = tf.eye(width);
  const weights = [kernel, ...(type === 'sLSTM' ? [tf.zeros([units, width])] : []), tf.zeros([width])];
  const run = (input: tf.Tensor): tf.Tensor3D =>
    runCell({ type, ...common }, coreKernel, input as tf.Tensor3D, weights, () => new Random(1));
  const slopes = tf
    .grad((input: tf.Tensor) => tf.sum(run(input)))(x)
    .dataSync();
  expect([...slopes].every(Number.isFinite)).toBe(true);
  const flat = [...run(x).dataSync()];
  return sums.map((_, t) => flat.slice(t * units, (t + 1) * units));
}

describe('exponential gates', () => {
  const open = [100, 100];
  it('of 200 do not overflow, and overwrite what was there: sLSTM', () => {
    const step = (z: number, i: number): number[] => [z, z, i, i, ...open, ...open];
    const [first, second, third] = outputs('sLSTM', [step(1, 150), step(-1, 200), step(0.5, -300)]);
    expect(first[0]).toBeCloseTo(Math.tanh(1), 6);
    // exp(150) beside exp(200) is nothing, and so is exp(-300).
    expect(second[0]).toBeCloseTo(Math.tanh(-1), 6);
    expect(third[0]).toBeCloseTo(Math.tanh(-1), 6);
  });

  it('of 200 do not overflow, and overwrite what was there: mLSTM', () => {
    const key = [Math.SQRT2, 0];
    const step = (value: number, i: number): number[] => [1, 0, ...key, value, 0, ...open, i, 100];
    const [first, second, third] = outputs('mLSTM', [step(3, 150), step(7, 200), step(5, -300)]);
    // q k / sqrt(2) = 1, so that the normaliser is the sum of the input gates.
    expect(first[0]).toBeCloseTo(3, 5);
    expect(second[0]).toBeCloseTo(7, 5);
    expect(third[0]).toBeCloseTo(7, 5);
  });

  it('below zero leave the lower limit of the normaliser of mLSTM', () => {
    const [only] = outputs('mLSTM', [[1, 0, Math.SQRT2, 0, 3, 0, ...open, -2, 100]]);
    expect(only[0]).toBeCloseTo(3 * Math.exp(-2), 6);
  });
});
