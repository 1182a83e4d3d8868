import * as tf from '@tensorflow/tfjs-core';
import { affine, affineWeights } from '../../dense';
import { linearCell } from './linearCell';
import type { MakeCell } from './recurrentCell';

/**
 * Gates f = s(x W_f + b_f), i = s(x W_i + b_i), candidate g = x W_g + b_g: h_t = f/(f + i) h_{t-1} + i/(f + i) g (Feng
 * et al. 2024, section 3.2). Columns of the kernel: f, i, g.
 */
export const minLSTM: MakeCell<'minLSTM'> = ({ units }) =>
  linearCell(
    units,
    (prefix, inputs) => affineWeights(prefix, inputs, 3 * units),
    (x, [kernel, bias]) => {
      const [forgetSums, inputSums, candidates]: tf.Tensor3D[] = tf.split(affine(x, kernel, bias), 3, 2);
      // ln(f/i) by softplus, because f and i may both be too small for a division.
      const odds: tf.Tensor3D = tf.sub(tf.softplus(tf.neg(inputSums)), tf.softplus(tf.neg(forgetSums)));
      return [tf.sigmoid(odds), tf.mul(tf.sigmoid(tf.neg(odds)), candidates)];
    },
  );
