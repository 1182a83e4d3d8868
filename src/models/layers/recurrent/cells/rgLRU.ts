import * as tf from '@tensorflow/tfjs-core';
import { glorotUniform, zeros, type Initializer } from '../../../network/initializers';
import { affine, affineWeights } from '../../dense';
import { linearCell } from './linearCell';
import type { MakeCell } from './recurrentCell';

/** c of De et al. 2024, eq. 3. */
const sharpness = 8;
/** Range of a^c in new units with an open gate: their states last from about ten to a thousand steps. */
const decays = { fastest: 0.9, slowest: 0.999 };
/** Lower limit of 1 - a^2, because the square root has an infinite slope at 0. */
const leastShare = 1e-10;

/** Initial Lambda, with exp(-c softplus(Lambda)) uniform between the decays (De et al. 2024, section 2.4). */
const fadingRates: Initializer = (values, _shape, random) => {
  const { fastest, slowest } = decays;
  for (let i = 0; i < values.length; i++) {
    const decay = fastest + (slowest - fastest) * random.uniform();
    values[i] = Math.log(Math.expm1(-Math.log(decay) / sharpness));
  }
};

/**
 * Real-gated linear recurrent unit (De et al. 2024, eqs. 1 to 4) over u_t = x_t W + b: recurrence gate r = s(u W_r +
 * b_r), input gate i = s(u W_i + b_i), ln a_t = -8 softplus(Lambda) r; h_t = a_t h_{t-1} + sqrt(1 - a_t^2) i u. Columns
 * of the gates' kernel: r, i.
 */
export const rgLRU: MakeCell<'rgLRU'> = ({ units }) =>
  linearCell(
    units,
    (prefix, inputs) => [
      ...affineWeights(prefix, inputs, units),
      { name: `${prefix}/gateKernel`, shape: [units, 2 * units], initializer: glorotUniform },
      { name: `${prefix}/gateBias`, shape: [2 * units], initializer: zeros },
      { name: `${prefix}/lambda`, shape: [units], initializer: fadingRates },
    ],
    (x, [kernel, bias, gateKernel, gateBias, lambda]) => {
      const input = affine(x, kernel, bias);
      const [recurrenceGates, inputGates]: tf.Tensor3D[] = tf.split(
        tf.sigmoid(affine(input, gateKernel, gateBias)),
        2,
        2,
      );
      const logDecays: tf.Tensor3D = tf.mul(recurrenceGates, tf.mul(tf.softplus(lambda), -sharpness));
      // Unit-variance white input then gives states of unit variance, whatever their decay.
      const share = tf.sqrt(tf.maximum(tf.neg(tf.expm1(tf.mul(logDecays, 2))), leastShare));
      return [tf.exp(logDecays), tf.mul(share, tf.mul(inputGates, input))];
    },
  );
