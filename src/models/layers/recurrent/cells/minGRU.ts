import * as tf from '@tensorflow/tfjs-core';
import { affine, affineWeights } from '../../dense';
import { linearCell } from './linearCell';
import type { MakeCell } from './recurrentCell';

/** Gate z = s(x W_z + b_z), candidate g = x W_g + b_g: h_t = (1 - z) h_{t-1} + z g (Feng et al. 2024, section 3.1). */
export const minGRU: MakeCell<'minGRU'> = ({ units }) =>
  linearCell(
    units,
    (prefix, inputs) => affineWeights(prefix, inputs, 2 * units),
    (x, [kernel, bias]) => {
      const [gateSums, candidates]: tf.Tensor3D[] = tf.split(affine(x, kernel, bias), 2, 2);
      const gates = tf.sigmoid(gateSums);
      return [tf.sub(1, gates), tf.mul(gates, candidates)];
    },
  );
