import * as tf from '@tensorflow/tfjs-core';
import { affine, affineWeights } from '../../dense';
import { matrixScan } from '../matrixScan';
import type { CellConfig, MakeCell } from './recurrentCell';

/** The decays are s(.) to the power of 1 / 16, so that new states last about twenty steps (Yang et al. 2024a). */
export const decayPower = 16;
/** Added to the squared length of a key or query before the root. */
export const leastLength = 1e-6;

/** Where the parts of x W + b stand, by their first column: q, k, v, then the sums of a and of b. */
export interface MatrixColumns {
  readonly width: number;
  readonly decays: number;
  readonly strengths: number;
  readonly all: number;
}

export function columnsOf({ units, heads, decay, rule }: CellConfig<'matrixState'>): MatrixColumns {
  const decays = decay === 'none' ? 0 : decay === 'scalar' ? heads : units;
  const strengths = rule === 'delta' ? heads : 0;
  return { width: units / heads, decays, strengths, all: 3 * units + decays + strengths };
}

/**
 * Matrix states S [w,w] of `heads` heads, w = units / heads, which hand on Sᵀ q: S' = Diag(a) S, then S = S' + k vᵀ
 * (rule `add`: linear attention; with decays RetNet, Mamba-2 and, a decay for each row, gated linear attention) or S =
 * S' + k (b (v - S'ᵀ k))ᵀ (rule `delta`: DeltaNet, Gated DeltaNet). q, k, v = x W; a = s(x W_a + b_a)^(1/16), b = s(x
 * W_b + b_b). By the rule `add` q is divided by sqrt(w); by the rule `delta` q and k have length 1, without which S
 * could grow without limit (Yang et al. 2024b).
 */
export const matrixState: MakeCell<'matrixState'> = (config) => ({
  weights: (prefix, inputs) => affineWeights(prefix, inputs, columnsOf(config).all),
  run: (x, [kernel, bias]) => {
    const { units, heads, rule } = config;
    const { width, decays, strengths } = columnsOf(config);
    const [steps, batch] = x.shape;
    const sums = affine(x, kernel, bias);
    const part = (from: number, count: number): tf.Tensor3D => tf.slice(sums, [0, 0, from], [steps, batch, count]);
    const [queries, keys] = [part(0, units), part(units, units)];
    const delta = rule === 'delta';
    return matrixScan(
      { steps, batch, heads, width, columns: width },
      delta ? ofUnitLength(queries, heads, width) : tf.div(queries, Math.sqrt(width)),
      delta ? ofUnitLength(keys, heads, width) : keys,
      part(2 * units, units),
      decays > 0 ? fading(part(3 * units, decays)) : undefined,
      delta ? tf.sigmoid(part(3 * units + decays, strengths)) : undefined,
    );
  },
});

/** s(.)^(1/16), by its logarithm. */
function fading(sums: tf.Tensor3D): tf.Tensor3D {
  const logarithms: tf.Tensor3D = tf.div(tf.softplus(tf.neg(sums)), -decayPower);
  return tf.exp(logarithms);
}

function ofUnitLength(tensor: tf.Tensor3D, heads: number, width: number): tf.Tensor3D {
  const [steps, batch, units] = tensor.shape;
  const apart = tf.reshape(tensor, [steps, batch, heads, width]);
  const lengths = tf.sqrt(tf.add(tf.sum(tf.square(apart), 3, true), leastLength));
  return tf.reshape(tf.div(apart, lengths), [steps, batch, units]);
}
