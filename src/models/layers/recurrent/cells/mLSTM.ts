import * as tf from '@tensorflow/tfjs-core';
import { glorotUniform, type Initializer } from '../../../network/initializers';
import { affine } from '../../dense';
import { matrixScan } from '../matrixScan';
import { valuesOf } from '../stepped';
import type { MakeCell } from './recurrentCell';
import { setForgetBiases } from './sLSTM';

/**
 * Matrix memory with exponential input gates (Beck et al. 2024, eqs. 19 to 27), without the convolution and the norms
 * of its block: of each head C_t = f C_{t-1} + i k vᵀ, n_t = f n_{t-1} + i k, with i = exp(.) and f = s(.) numbers; it
 * hands on s(o) C_tᵀ q / max(|n_tᵀ q|, 1). q, k, v, o, i, f = x W + b, k divided by sqrt(width). C and n are kept
 * divided by exp(m_t), m_t = max(ln f + m_{t-1}, ln i), which changes neither the output nor its gradients.
 */
export const mLSTM: MakeCell<'mLSTM'> = ({ units, heads }) => {
  const width = units / heads;
  const biases: Initializer = (values) => setForgetBiases(values.subarray(4 * units + heads));
  return {
    weights: (prefix, inputs) => [
      { name: `${prefix}/kernel`, shape: [inputs, 4 * units + 2 * heads], initializer: glorotUniform },
      { name: `${prefix}/bias`, shape: [4 * units + 2 * heads], initializer: biases },
    ],
    run: (x, [kernel, bias]) => {
      const [steps, batch] = x.shape;
      const [queries, keys, values, outputs, logInputs, forgets]: tf.Tensor3D[] = tf.split(
        affine(x, kernel, bias),
        [units, units, units, units, heads, heads],
        2,
      );
      const logForgets: tf.Tensor3D = tf.neg(tf.softplus(tf.neg(forgets)));
      const { most, before } = largest(logForgets, logInputs);
      const byHead = (tensor: tf.Tensor3D): tf.Tensor4D => tf.reshape(tensor, [steps, batch, heads, -1]);
      const inputs = byHead(tf.exp(tf.sub<tf.Tensor3D>(logInputs, most)));
      const written: tf.Tensor3D = tf.reshape(tf.mul(byHead(keys), tf.div(inputs, Math.sqrt(width))), [
        steps,
        batch,
        units,
      ]);
      // A value that is always 1 gives n beside C.
      const ones = tf.ones<tf.Rank.R4>([steps, batch, heads, 1]);
      const columns = width + 1;
      const read = matrixScan(
        { steps, batch, heads, width, columns },
        queries,
        written,
        tf.reshape(tf.concat([byHead(values), ones], 3), [steps, batch, heads * columns]),
        tf.exp(tf.add<tf.Tensor3D>(logForgets, tf.sub(before, most))),
        undefined,
      );
      const [sums, norms] = tf.split(byHead(read), [width, 1], 3);
      const size = tf.maximum(tf.abs(norms), byHead(tf.exp(tf.neg<tf.Tensor3D>(most))));
      return tf.mul(tf.sigmoid(outputs), tf.reshape(tf.div(sums, size), [steps, batch, units]));
    },
  };
};

/**
 * m_t = max(ln f_t + m_{t-1}, ln i_t) from 0, and m_{t-1}, [T,B,heads]: constants, since the output does not depend on
 * them.
 */
function largest(logForgets: tf.Tensor3D, logInputs: tf.Tensor3D): { most: tf.Tensor3D; before: tf.Tensor3D } {
  const [forgets, inputs] = [valuesOf(logForgets), valuesOf(logInputs)];
  const [, batch, heads] = logInputs.shape;
  const size = batch * heads;
  // Those before the first step come first.
  const all = new Float32Array(size + inputs.length);
  for (let at = 0; at < inputs.length; at++) all[at + size] = Math.max(forgets[at] + all[at], inputs[at]);
  return {
    most: tf.tensor3d(all.subarray(size), logInputs.shape),
    before: tf.tensor3d(all.subarray(0, inputs.length), logInputs.shape),
  };
}
