import * as tf from '@tensorflow/tfjs-core';
import type { RecurrentWeights } from '../../kernels/cellTypes';

/**
 * A GRU whose every new state gets its share of `noise` [T,B,H] before it goes on. Step by step: the reset gate
 * multiplies the noisy state, so that no fused kernel fits.
 */
export function noisyGRU(x: tf.Tensor3D, weights: RecurrentWeights, noise: tf.Tensor3D): tf.Tensor3D {
  const [steps, batch, units] = noise.shape;
  const inputs = x.shape[2];
  const gateKernel = tf.slice(weights.recurrentKernel, [0, 0], [units, 2 * units]);
  const candidateKernel = tf.slice(weights.recurrentKernel, [0, 2 * units], [units, units]);
  const driven: tf.Tensor2D = tf.add(tf.matMul(tf.reshape(x, [steps * batch, inputs]), weights.kernel), weights.bias);
  const drivenAt = (t: number, start: number, width: number): tf.Tensor2D =>
    tf.slice(driven, [t * batch, start], [batch, width]);
  let h: tf.Tensor2D = tf.zeros([batch, units]);
  const states: tf.Tensor2D[] = [];
  for (let t = 0; t < steps; t++) {
    const gateSums: tf.Tensor2D = tf.add(drivenAt(t, 0, 2 * units), tf.matMul(h, gateKernel));
    const gates = tf.sigmoid(gateSums);
    const z = tf.slice(gates, [0, 0], [batch, units]);
    const r = tf.slice(gates, [0, units], [batch, units]);
    const reset: tf.Tensor2D = tf.mul(r, h);
    const candidateSums: tf.Tensor2D = tf.add(drivenAt(t, 2 * units, units), tf.matMul(reset, candidateKernel));
    const candidate = tf.tanh(candidateSums);
    const clean: tf.Tensor2D = tf.add(candidate, tf.mul(z, tf.sub(h, candidate)));
    h = tf.add(clean, tf.reshape(tf.slice(noise, [t, 0, 0], [1, batch, units]), [batch, units]));
    states.push(h);
  }
  return tf.reshape(tf.concat(states, 0), [steps, batch, units]);
}
