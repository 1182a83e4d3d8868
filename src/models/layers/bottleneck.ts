import * as tf from '@tensorflow/tfjs-core';
import { constant } from '../initializers';
import type { WeightSpec } from '../parameters';
import { affine, affineWeights } from './dense';
import { normals } from './draw';
import type { Layer, LayerOutput, Pass } from './layer';

/** Codes start with little noise, so that the network learns to use them before it learns to save on them. */
const initialLogVariance = -2;

/**
 * A Gaussian code with its own heads for mean and log-variance, drawn by reparameterisation (Alemi et al. 2017). Its penalty is
 * KL(N(mean, variance) || N(0, 1)) / beta.
 */
export class BottleneckLayer implements Layer {
  readonly type = 'bottleneck';
  readonly recurrent = false;
  readonly stochastic = true;
  readonly weights: readonly WeightSpec[];

  constructor(readonly name: string, readonly units: number, inputs: number, private readonly beta: number) {
    this.weights = [
      ...affineWeights(`${name}/mean`, inputs, units),
      ...affineWeights(`${name}/logVariance`, inputs, units, constant(initialLogVariance)),
    ];
  }

  apply(x: tf.Tensor3D, weights: readonly tf.Tensor[], pass: Pass): LayerOutput {
    const means = affine(x, weights[0], weights[1]);
    const logVariances = affine(x, weights[2], weights[3]);
    const variances = tf.exp(logVariances);
    const values: tf.Tensor3D = tf.add(means, tf.mul(tf.exp(tf.mul(logVariances, 0.5)), normals(means.shape, 1, pass.randomFor(this.name))));
    if (pass.mode === 'show') return { values, conditional: { means, variances } };
    const rate: tf.Scalar = tf.sum(tf.sub(tf.add(tf.square(means), variances), tf.add(logVariances, 1)));
    const penalty: tf.Scalar = tf.mul(rate, 0.5 / this.beta);
    return { values, penalty };
  }
}
