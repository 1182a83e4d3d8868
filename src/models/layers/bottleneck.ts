import * as tf from '@tensorflow/tfjs-core';
import type { LayerConfig } from '../../config/schema/layers';
import { constant } from '../network/initializers';
import type { WeightSpec } from '../network/parameters';
import { affine, affineWeights } from './dense';
import { normals } from './draw';
import type { Layer, LayerOutput, Pass } from './layer';
import { createPrior, type Prior } from './priors';
import { warmupShare } from './rateWeight';
import { lastOf } from './steps';

type BottleneckConfig = Extract<LayerConfig, { type: 'bottleneck' }> & { readonly name: string };

/** Codes start with little noise, so that the network first learns to use them and then to reduce their rate. */
const initialLogVariance = -2;
/** Number of weights of the maps to mean and log-variance; the prior's weights follow. */
const headWeights = 4;

/**
 * A Gaussian code with linear maps to its mean and log-variance, sampled by reparameterisation (Alemi et al. 2017). Its
 * penalty is u(R) / beta per code, where R is the batch mean of KL(N(mean, variance) || prior) in nats, and u(R) is R,
 * R^2 (Kolchinsky, Tracey and Van Kuyk 2019) or exp(R) - 1 (Rodriguez-Galvez, Thobaben and Skoglund 2020).
 */
export class BottleneckLayer implements Layer {
  readonly type = 'bottleneck';
  readonly recurrent = false;
  readonly stochastic = true;
  readonly name: string;
  readonly units: number;
  readonly weights: readonly WeightSpec[];
  private readonly prior: Prior;

  constructor(
    private readonly config: BottleneckConfig,
    inputs: number,
  ) {
    const { name, units } = config;
    this.name = name;
    this.units = units;
    this.prior = createPrior(name, units, config);
    this.weights = [
      ...affineWeights(`${name}/mean`, inputs, units),
      ...affineWeights(`${name}/logVariance`, inputs, units, constant(initialLogVariance)),
      ...this.prior.weights,
    ];
  }

  apply(x: tf.Tensor3D, weights: readonly tf.Tensor[], pass: Pass): LayerOutput {
    const read = this.config.steps === 'end' ? lastOf(x, pass) : x;
    const means = affine(read, weights[0], weights[1]);
    const logVariances = affine(read, weights[2], weights[3]);
    const variances = tf.exp(logVariances);
    const values: tf.Tensor3D = tf.add(
      means,
      tf.mul(tf.exp(tf.mul(logVariances, 0.5)), normals(means.shape, 1, pass.randomFor(this.name))),
    );
    const own = weights.slice(headWeights);
    if (pass.mode === 'show') return { values, conditional: { means, variances }, prior: this.prior.mixture?.(own) };
    return {
      values,
      penalty: this.penalty(
        tf.sum(this.prior.twice({ values, means, variances, logVariances }, own)),
        means.shape[0] * means.shape[1],
        pass,
      ),
    };
  }

  /** @param twice twice the KL divergence of all codes together, nats */
  private penalty(twice: tf.Scalar, codes: number, pass: Pass): tf.Scalar {
    const weight = warmupShare(this.config.warmup, pass.progress) / this.config.beta;
    switch (this.config.lagrangian) {
      case 'linear':
        return tf.mul(twice, weight / 2);
      case 'squared':
        return tf.mul(tf.square(tf.mul(twice, 0.5 / codes)), weight * codes);
      case 'exponential':
        return tf.mul(tf.sub(tf.exp(tf.mul(twice, 0.5 / codes)), 1), weight * codes);
    }
  }
}
