import * as tf from '@tensorflow/tfjs-core';
import type { RecurrentWeights } from '../cellTypes';
import { withGradient } from '../withGradient';

/** The tensors of a step that its gradient needs. */
const perStep = 5;

/**
 * The GRU that resets after the product, for which TensorFlow has no operation: one product for the inputs of all
 * steps, one per step for the state, and products over all steps for the weight gradients.
 */
export function steppedGRU(x: tf.Tensor3D, weights: RecurrentWeights): tf.Tensor3D {
  const [steps, batch, inputs] = x.shape;
  const units = weights.recurrentKernel.shape[0];
  return withGradient<tf.Tensor3D>([x, weights.kernel, weights.recurrentKernel, weights.bias], (save) => {
    const flat = tf.reshape(x, [steps * batch, inputs]);
    const [bias, ofState] = tf.split(weights.bias, [3 * units, units]);
    const stateBias = tf.concat([tf.zeros([2 * units]), ofState], 0);
    const driven = tf.split(tf.add(tf.matMul(flat, weights.kernel), bias), steps, 0);
    let state: tf.Tensor = tf.zeros([batch, units]);
    const kept: tf.Tensor[] = [];
    const states: tf.Tensor[] = [];
    for (const sums of driven) {
      const [zx, rx, gx] = tf.split(sums, 3, 1);
      const [zh, rh, q] = tf.split(tf.add(tf.matMul(state, weights.recurrentKernel), stateBias), 3, 1);
      const z = tf.sigmoid(tf.add(zx, zh));
      const r = tf.sigmoid(tf.add(rx, rh));
      const g = tf.tanh(tf.add(gx, tf.mul(r, q)));
      kept.push(state, z, r, g, q);
      state = tf.add(g, tf.mul(z, tf.sub(state, g)));
      states.push(state);
    }
    save([flat, weights.kernel, weights.recurrentKernel, ...kept]);
    return {
      value: tf.reshape(tf.concat(states, 0), [steps, batch, units]),
      gradients: (dy, [flat0, kernel0, recurrent0, ...kept0]) => {
        const dStates = tf.unstack(dy);
        const dDriven: tf.Tensor[] = [];
        const dProducts: tf.Tensor[] = [];
        let d: tf.Tensor = tf.zerosLike(dStates[0]);
        for (let t = steps - 1; t >= 0; t--) {
          const [before, z, r, g, q] = kept0.slice(perStep * t, perStep * (t + 1));
          d = tf.add(d, dStates[t]);
          const dSum = tf.mul(tf.mul(d, tf.sub(1, z)), tf.sub(1, tf.square(g)));
          const dz = tf.mul(tf.mul(d, tf.sub(before, g)), tf.mul(z, tf.sub(1, z)));
          const dr = tf.mul(tf.mul(dSum, q), tf.mul(r, tf.sub(1, r)));
          dDriven[t] = tf.concat([dz, dr, dSum], 1);
          dProducts[t] = tf.concat([dz, dr, tf.mul(dSum, r)], 1);
          d = tf.add(tf.mul(d, z), tf.matMul(dProducts[t], recurrent0, false, true));
        }
        const ofInputs = tf.concat(dDriven, 0);
        const ofStates = tf.concat(dProducts, 0);
        const before = tf.concat(
          Array.from({ length: steps }, (_, t) => kept0[perStep * t]),
          0,
        );
        return [
          tf.reshape(tf.matMul(ofInputs, kernel0, false, true), [steps, batch, inputs]),
          tf.matMul(flat0, ofInputs, true),
          tf.matMul(before, ofStates, true),
          tf.concat([tf.sum(ofInputs, 0), tf.slice(tf.sum(ofStates, 0), [2 * units], [units])], 0),
        ];
      },
    };
  });
}
