import * as tf from '@tensorflow/tfjs-core';
import { constant, zeros } from '../initializers';
import type { WeightSpec } from '../parameters';
import type { Layer, LayerOutput } from './layer';

/** Keras's. */
const epsilon = 1e-3;

/** (x - mean) / sqrt(variance + epsilon) gamma + beta over the units of a step (Ba, Kiros and Hinton 2016). */
export class NormalizationLayer implements Layer {
  readonly type = 'layerNormalization';
  readonly recurrent = false;
  readonly stochastic = false;
  readonly weights: readonly WeightSpec[];

  constructor(readonly name: string, readonly units: number) {
    this.weights = [{ name: `${name}/gamma`, shape: [units], initializer: constant(1) }, { name: `${name}/beta`, shape: [units], initializer: zeros }];
  }

  apply(x: tf.Tensor3D, [gamma, beta]: readonly tf.Tensor[]): LayerOutput {
    const { mean, variance } = tf.moments(x, 2, true);
    const scaled = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon)));
    return { values: tf.add(tf.mul(scaled, gamma), beta) };
  }
}
