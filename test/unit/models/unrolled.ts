import * as tf from '@tensorflow/tfjs-core';
import type { RecurrentActivation, RecurrentWeights } from '../../../src/models/kernels/cellTypes';
import type { RecurrentKernel } from '../../../src/models/kernels/recurrentKernel';

type Step = (x: tf.Tensor2D, h: tf.Tensor2D) => tf.Tensor2D;

function unroll(x: tf.Tensor3D, units: number, step: Step): tf.Tensor3D {
  let h: tf.Tensor2D = tf.zeros([x.shape[1], units]);
  const [steps, batch, inputs] = x.shape;
  // Slices, because tfjs's gradient of `unstack` fails for a single one.
  const states = Array.from({ length: steps }, (_, t) => {
    h = step(tf.reshape(tf.slice(x, [t, 0, 0], [1, batch, inputs]), [batch, inputs]), h);
    return h;
  });
  return tf.reshape(tf.concat(states, 0), [steps, batch, units]);
}

const activations: Record<RecurrentActivation, (x: tf.Tensor2D) => tf.Tensor2D> = {
  tanh: tf.tanh,
  relu: tf.relu,
  linear: (x) => x,
};

/** The textbook equations: Keras's cells one step at a time, differentiated by tfjs. The reference for every kernel. */
export const unrolledKernel: RecurrentKernel = {
  name: 'unrolled',
  supports: () => true,
  simpleRNN: (x, { kernel, recurrentKernel, bias }, activation) =>
    unroll(x, bias.shape[0], (xt, h) =>
      activations[activation](tf.add(tf.add(tf.matMul(xt, kernel), tf.matMul(h, recurrentKernel)), bias)),
    ),
  lstm: (x, { kernel, recurrentKernel, bias }) => {
    const units = recurrentKernel.shape[0];
    let c: tf.Tensor2D = tf.zeros([x.shape[1], units]);
    return unroll(x, units, (xt, h) => {
      const [i, f, g, o] = tf.split(tf.add(tf.add(tf.matMul(xt, kernel), tf.matMul(h, recurrentKernel)), bias), 4, 1);
      c = tf.add(tf.mul(tf.sigmoid(f), c), tf.mul(tf.sigmoid(i), tf.tanh(g)));
      return tf.mul(tf.sigmoid(o), tf.tanh(c));
    });
  },
  gru: (x, weights: RecurrentWeights) => {
    const units = weights.recurrentKernel.shape[0];
    const [uz, ur, uh] = tf.split(weights.recurrentKernel, 3, 1);
    return unroll(x, units, (xt, h) => {
      const [xz, xr, xh] = tf.split(tf.add<tf.Tensor2D>(tf.matMul(xt, weights.kernel), weights.bias), 3, 1);
      const z = tf.sigmoid(tf.add(xz, tf.matMul(h, uz)));
      const r = tf.sigmoid(tf.add(xr, tf.matMul(h, ur)));
      const g = tf.tanh(tf.add(xh, tf.matMul(tf.mul(r, h), uh)));
      return tf.add(tf.mul(z, h), tf.mul(tf.sub(1, z), g));
    });
  },
  resetAfterGRU: (x, weights: RecurrentWeights) => {
    const units = weights.recurrentKernel.shape[0];
    const [bias, ofState] = tf.split(weights.bias, [3 * units, units]);
    return unroll(x, units, (xt, h) => {
      const [xz, xr, xh] = tf.split(tf.add<tf.Tensor2D>(tf.matMul(xt, weights.kernel), bias), 3, 1);
      const [hz, hr, hh] = tf.split(tf.matMul(h, weights.recurrentKernel), 3, 1);
      const z = tf.sigmoid(tf.add(xz, hz));
      const r = tf.sigmoid(tf.add(xr, hr));
      const g = tf.tanh(tf.add(xh, tf.mul(r, tf.add(hh, ofState))));
      return tf.add(tf.mul(z, h), tf.mul(tf.sub(1, z), g));
    });
  },
};
