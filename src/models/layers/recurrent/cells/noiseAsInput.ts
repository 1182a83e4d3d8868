import * as tf from '@tensorflow/tfjs-core';
import type { RecurrentWeights } from '../../../kernels/cellTypes';

/**
 * The noise n of a state that is read only through the product h U contributes n U. The noisy recurrence is therefore
 * the plain one with n_{t-1} as an additional input, weighted by U, and needs no kernel of its own.
 *
 * @param states runs the plain recurrence
 * @param noise [T,B,H], added to every state before the next step reads it; none if absent
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
