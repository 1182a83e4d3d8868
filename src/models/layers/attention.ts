import * as tf from '@tensorflow/tfjs-core';
import { glorotUniform } from '../initializers';
import type { WeightSpec } from '../parameters';
import { affine } from './dense';
import type { Layer, LayerOutput, Pass } from './layer';

/** Added to what must not be looked at, before the softmax. */
const hidden = -1e9;

/** Scaled dot-product self-attention over time (Vaswani et al. 2017, eq. 1), its heads side by side. */
export class AttentionLayer implements Layer {
  readonly type = 'attention';
  readonly recurrent = false;
  readonly stochastic = false;
  readonly weights: readonly WeightSpec[];

  constructor(readonly name: string, readonly units: number, inputs: number, private readonly heads: number, private readonly causal: boolean) {
    this.weights = ['query', 'key', 'value'].map((part) => ({ name: `${name}/${part}Kernel`, shape: [inputs, units], initializer: glorotUniform }));
  }

  apply(x: tf.Tensor3D, weights: readonly tf.Tensor[], pass: Pass): LayerOutput {
    const [steps, batch] = x.shape;
    const width = this.units / this.heads;
    // [T,B,U] -> [B,heads,T,width]
    const [queries, keys, values] = weights.map((kernel) => tf.transpose(tf.reshape(affine(x, kernel), [steps, batch, this.heads, width]), [1, 2, 0, 3]));
    const scores = tf.mul(tf.matMul(queries, keys, false, true), 1 / Math.sqrt(width));
    const attention = tf.softmax(this.causal ? tf.add(scores, future(steps)) : scores);
    const read = tf.transpose(tf.matMul(attention, values), [2, 0, 1, 3]);
    return { values: tf.reshape(read, [steps, batch, this.units]), ...(pass.mode === 'show' && { attention: tf.mean(attention, 1) }) };
  }
}

/** [T,T]: `hidden` where the column comes after the row. */
function future(steps: number): tf.Tensor2D {
  const mask = new Float32Array(steps * steps);
  for (let t = 0; t < steps; t++) mask.fill(hidden, t * steps + t + 1, (t + 1) * steps);
  return tf.tensor2d(mask, [steps, steps]);
}
