import * as tf from '@tensorflow/tfjs-core';
import { constant, zeros } from '../network/initializers';
import type { WeightSpec } from '../network/parameters';
import type { Layer, LayerOutput } from './layer';

/** Keras's default. */
export const normalizationEpsilon = 1e-3;

/** (x - mean) / sqrt(variance + epsilon) gamma + beta over the units of a step (Ba, Kiros and Hinton 2016). */
export class NormalizationLayer implements Layer {
  readonly type = 'layerNormalization';
  readonly recurrent = false;
  readonly stochastic = false;
  readonly weights: readonly WeightSpec[];

  constructor(
    readonly name: string,
    readonly units: number,
    private readonly epsilon = normalizationEpsilon,
  ) {
    this.weights = [
      { name: `${name}/gamma`, shape: [units], initializer: constant(1) },
      { name: `${name}/beta`, shape: [units], initializer: zeros },
    ];
  }

  apply(x: tf.Tensor3D, [gamma, beta]: readonly tf.Tensor[]): LayerOutput {
    return { values: tf.add(tf.mul(normalized(x, this.epsilon), gamma), beta) };
  }
}

/** Scales every row of the last axis to mean 0 and variance 1. */
export function normalized(x: tf.Tensor3D, epsilon = normalizationEpsilon): tf.Tensor3D {
  const { mean, variance } = tf.moments(x, 2, true);
  return tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon)));
}
