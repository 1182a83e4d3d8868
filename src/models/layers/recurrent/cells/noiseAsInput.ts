import * as tf from '@tensorflow/tfjs-core';
import type { RecurrentWeights } from '../../../kernels/cellTypes';

/**
 * Where the state enters only through the product h U, its noise n does through n U: the noisy recurrence is the plain
 * one with n_{t-1} as a further input, weighted by U, and needs no kernel of its own.
 *
 * @param states runs the plain recurrence
 * @param noise [T,B,H], added to every state before it goes on; none where absent
 */
export function withNoise(
  states: (x: tf.Tensor3D, weights: RecurrentWeights) => tf.Tensor3D,
  x: tf.Tensor3D,
  weights: RecurrentWeights,
  noise: tf.Tensor3D | undefined,
): tf.Tensor3D {
  if (!noise) return states(x, weights);
  const [steps, batch, units] = noise.shape;
  const before: tf.Tensor3D = tf.concat(
    [tf.zeros<tf.Rank.R3>([1, batch, units]), tf.slice(noise, [0, 0, 0], [steps - 1, batch, units])],
    0,
  );
  const kernel = tf.concat([weights.kernel, weights.recurrentKernel], 0);
  return tf.add(states(tf.concat([x, before], 2), { ...weights, kernel }), noise);
}
