import * as tf from '@tensorflow/tfjs-core';
import type { LayerConfig } from '../../config/schema/layers';
import { constant, zeros } from '../network/initializers';
import type { WeightSpec } from '../network/parameters';
import { affine } from './dense';
import { normals } from './draw';
import type { Pass } from './layer';
import { warmupShare } from './rateWeight';

type Attention = Extract<LayerConfig, { type: 'attention' }>;
type Bottleneck = NonNullable<Attention['bottleneck']>;

/**
 * Initial logit of the share that is let through, which is then about .95: nearly everything, so that all gradients
 * are alive.
 */
const initialLogit = 3;

/** Weights of the noise of an attention layer, in the order in which `noisySteps` takes them. */
export function noiseWeights(prefix: string, { bottleneck, positions }: Attention, inputs: number, steps: number) {
  if (!bottleneck) return [];
  return [
    { name: `${prefix}/bottleneck/scale`, shape: [inputs], initializer: constant(1) },
    { name: `${prefix}/bottleneck/shift`, shape: [inputs], initializer: zeros },
    { name: `${prefix}/bottleneck/share/kernel`, shape: [inputs, 1], initializer: zeros },
    { name: `${prefix}/bottleneck/share/bias`, shape: [1], initializer: constant(initialLogit) },
    // Without positions, the share depends on the content of a step alone.
    ...(positions === 'relative'
      ? [{ name: `${prefix}/bottleneck/share/step`, shape: [steps, 1], initializer: zeros }]
      : []),
  ] satisfies WeightSpec[];
}

/** A noisy copy of every step, and the KL of each to the standard normal prior. */
export interface NoisySteps {
  /** [T,B,inputs] */
  readonly values: tf.Tensor3D;
  /** Nats, [T,B,1]. */
  readonly nats: tf.Tensor3D;
}

/**
 * z = s c + (1 - s) e of every step x, with c = scale x + shift, the share s = sigmoid(x w + b), one a step, and e of
 * N(0, I) (Schulz et al. 2020, equation 4, with the share read from the input as in their section 3.3). So p(z|x) is
 * N(s c, (1 - s)^2 I), and the divergence KL(p(z|x) || N(0, I)), summed over the steps, is an upper bound on I(X;Z)
 * (the same, equation 6). What is computed of z alone has no more information about X.
 * @param x [T,B,inputs]
 */
export function noisySteps(
  x: tf.Tensor3D,
  [scale, shift, kernel, bias, ...ofSteps]: readonly tf.Tensor[],
  name: string,
  pass: Pass,
): NoisySteps {
  const [steps, , inputs] = x.shape;
  const logits = ofSteps.reduce<tf.Tensor3D>(
    (sum, step) => tf.add(sum, tf.reshape(tf.slice(step, 0, steps), [steps, 1, 1])),
    affine(x, kernel, bias),
  );
  const share = tf.sigmoid(logits);
  const rest = tf.sigmoid(tf.neg(logits));
  const means: tf.Tensor3D = tf.mul(share, tf.add(tf.mul(x, scale), shift));
  const values: tf.Tensor3D = tf.add(means, tf.mul(rest, normals(x.shape, 1, pass.randomFor(name))));
  // ln (1 - s) = -softplus(logit), which is finite for every share.
  const ofNoise = tf.add(tf.sub(tf.square(rest), 1), tf.mul(2, tf.softplus(logits)));
  return { values, nats: tf.mul(tf.add(tf.sum(tf.square(means), 2, true), tf.mul(inputs, ofNoise)), 0.5) };
}

/** The loss term: the divergences of all steps over beta. */
export const noisePenalty = (nats: tf.Tensor3D, { beta, warmup }: Bottleneck, pass: Pass): tf.Scalar =>
  tf.mul(tf.sum(nats), warmupShare(warmup, pass.progress) / beta);
