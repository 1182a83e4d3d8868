import * as tf from '@tensorflow/tfjs-core';
import type { LayerConfig } from '../../config/schema/layers';
import { glorotUniform, zeros } from '../network/initializers';
import type { WeightSpec } from '../network/parameters';
import { affine } from './dense';
import { distanceBias } from './distanceBias';
import type { Layer, LayerOutput, Pass } from './layer';
import { noisePenalty, noiseWeights, noisySteps } from './noisySteps';

type AttentionConfig = Extract<LayerConfig, { type: 'attention' }> & { readonly name: string };

/** Added before the softmax to the scores of masked steps. */
const hidden = -1e9;

/**
 * Scaled dot-product self-attention over time (Vaswani et al. 2017, eq. 1), with concatenated heads. With relative
 * positions, each head adds a learned bias per distance to its scores (Raffel et al. 2020, section 2.1, without their
 * sharing of large distances). With a bottleneck, queries, keys and values are made of noisy copies of the steps alone,
 * so that all it hands on has passed the noise: where it looks is information too.
 */
export class AttentionLayer implements Layer {
  readonly type = 'attention';
  readonly recurrent = false;
  readonly stochastic: boolean;
  readonly name: string;
  readonly units: number;
  readonly weights: readonly WeightSpec[];
  private readonly heads: number;
  private readonly ofAttention: readonly WeightSpec[];
  private readonly ofNoise: readonly WeightSpec[];

  constructor(
    private readonly config: AttentionConfig,
    inputs: number,
    steps: number,
  ) {
    const { name, units, heads, positions } = config;
    this.name = name;
    this.units = units;
    this.heads = heads;
    this.stochastic = config.bottleneck !== undefined;
    this.ofAttention = [
      ...['query', 'key', 'value'].map((part) => ({
        name: `${name}/${part}Kernel`,
        shape: [inputs, units],
        initializer: glorotUniform,
      })),
      // Distances from -(T - 1), the furthest later step, to T - 1, the furthest earlier step.
      ...(positions === 'relative'
        ? [{ name: `${name}/distanceBias`, shape: [heads, 2 * steps - 1], initializer: zeros }]
        : []),
    ];
    this.ofNoise = noiseWeights(name, config, inputs, steps);
    this.weights = [...this.ofAttention, ...this.ofNoise];
  }

  workingSize(steps: number): number {
    return Math.max(this.units, this.heads * steps);
  }

  apply(x: tf.Tensor3D, weights: readonly tf.Tensor[], pass: Pass): LayerOutput {
    const { bottleneck } = this.config;
    const own = weights.slice(0, this.ofAttention.length);
    if (!bottleneck) return this.attend(x, own, pass);
    const { values, nats } = noisySteps(x, weights.slice(own.length), this.name, pass);
    return {
      ...this.attend(values, own, pass),
      ...(pass.mode === 'show' ? { stepNats: nats } : { penalty: noisePenalty(nats, bottleneck, pass) }),
    };
  }

  private attend(x: tf.Tensor3D, [query, key, value, ...biases]: readonly tf.Tensor[], pass: Pass): LayerOutput {
    const [steps, batch] = x.shape;
    const width = this.units / this.heads;
    // [T,B,U] -> [B,heads,T,width]
    const [queries, keys, values] = [query, key, value].map((kernel) =>
      tf.transpose(tf.reshape(affine(x, kernel), [steps, batch, this.heads, width]), [1, 2, 0, 3]),
    );
    const products = tf.mul(tf.matMul(queries, keys, false, true), 1 / Math.sqrt(width));
    const scores = biases.reduce<tf.Tensor>((sum, bias) => tf.add(sum, distanceBias(bias, steps)), products);
    const seen = this.config.causal ? tf.add(scores, future(steps)) : scores;
    const attention = tf.softmax(pass.lengths ? tf.add(seen, padding(pass.lengths, steps)) : seen);
    const read = tf.transpose(tf.matMul(attention, values), [2, 0, 1, 3]);
    return { values: tf.reshape(read, [steps, batch, this.units]), ...(pass.mode === 'show' && { attention }) };
  }
}

/** [B,1,1,T]: `hidden` behind the end of a sequence. */
function padding(lengths: Int32Array, steps: number): tf.Tensor4D {
  const mask = new Float32Array(lengths.length * steps);
  lengths.forEach((own, b) => mask.fill(hidden, b * steps + own, (b + 1) * steps));
  return tf.tensor4d(mask, [lengths.length, 1, 1, steps]);
}

/** [T,T]: `hidden` where the step of the column is later than that of the row. */
function future(steps: number): tf.Tensor2D {
  const mask = new Float32Array(steps * steps);
  for (let t = 0; t < steps; t++) mask.fill(hidden, t * steps + t + 1, (t + 1) * steps);
  return tf.tensor2d(mask, [steps, steps]);
}
