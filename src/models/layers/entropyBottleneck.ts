import * as tf from '@tensorflow/tfjs-core';
import type { LayerConfig } from '../../config/schema/layers';
import { constant, uniformBetween, zeros } from '../network/initializers';
import type { WeightSpec } from '../network/parameters';
import { affine, affineWeights } from './dense';
import type { Layer, LayerOutput, Pass } from './layer';

type EntropyBottleneckConfig = Extract<LayerConfig, { type: 'entropyBottleneck' }> & { readonly name: string };

/** Logistic distributions per unit: enough for a few clusters of codes. */
const components = 4;
/** Initial range of their means, and their initial scale: wider than the integers that untrained codes round to. */
const spread = 2;

interface LogDensity {
  readonly logWeights: tf.Tensor2D;
  readonly means: tf.Tensor2D;
  readonly logScales: tf.Tensor2D;
}

/**
 * Codes rounded to integers, as in learned compression (Balle et al. 2018). During training, noise from U(-1/2, 1/2)
 * replaces the rounding. A density learned for each unit, here a mixture of logistics, assigns each integer n its mass
 * between n - 1/2 and n + 1/2. The penalty is -ln of that mass, summed, over beta. An entropy coder with these tables
 * needs that code length, which is at least H(Z) = I(X;Z).
 */
export class EntropyBottleneckLayer implements Layer {
  readonly type = 'entropyBottleneck';
  readonly recurrent = false;
  /** Outside training, the same input gives the same code. */
  readonly stochastic = false;
  readonly name: string;
  readonly units: number;
  readonly weights: readonly WeightSpec[];

  constructor(
    private readonly config: EntropyBottleneckConfig,
    inputs: number,
  ) {
    const { name, units = inputs } = config;
    this.name = name;
    this.units = units;
    const density = [components, units];
    this.weights = [
      { name: `${name}/logits`, shape: density, initializer: zeros },
      { name: `${name}/means`, shape: density, initializer: uniformBetween(-spread, spread) },
      { name: `${name}/logScales`, shape: density, initializer: constant(0) },
      ...(config.units === undefined ? [] : affineWeights(name, inputs, units)),
    ];
  }

  apply(x: tf.Tensor3D, weights: readonly tf.Tensor[], pass: Pass): LayerOutput {
    const real = this.config.units === undefined ? x : affine(x, weights[3], weights[4]);
    const density = this.logDensity(weights);
    // Halves are rounded up, the same on every backend.
    const values: tf.Tensor3D =
      pass.mode === 'train'
        ? tf.add(real, uniform(real.shape, pass.randomFor(this.name)))
        : tf.floor(tf.add<tf.Tensor3D>(real, 0.5));
    if (pass.mode === 'show')
      return {
        values,
        density: { weights: tf.exp(density.logWeights), means: density.means, scales: tf.exp(density.logScales) },
      };
    return { values, penalty: tf.mul<tf.Scalar>(tf.sum(nats(values, density)), 1 / this.config.beta) };
  }

  private logDensity([logits, means, logScales]: readonly tf.Tensor[]): LogDensity {
    const shape: [number, number] = [components, this.units];
    const flat: tf.Tensor2D = tf.reshape(logits, shape);
    return {
      logWeights: tf.sub(flat, tf.logSumExp(flat, 0)),
      means: tf.reshape(means, shape),
      logScales: tf.reshape(logScales, shape),
    };
  }
}

/**
 * -ln of the mass around each value, [T,B,U]. With a and b the ends of a bin in the units of a component, s(a) - s(b) =
 * s(a) s(-b) (1 - exp(b - a)), which is accurate in both tails and has a finite logarithm everywhere.
 */
function nats(values: tf.Tensor3D, { logWeights, means, logScales }: LogDensity): tf.Tensor3D {
  const [steps, batch, units] = values.shape;
  const scales = tf.exp(logScales);
  // [T,B,1,U] against [K,U].
  const from = tf.div(tf.sub(tf.reshape(values, [steps, batch, 1, units]), means), scales);
  const half = tf.div(0.5, scales);
  const width = tf.log(tf.neg(tf.expm1(tf.neg(tf.mul(2, half)))));
  // ln s(x) = -softplus(-x)
  const tails = tf.add(tf.softplus(tf.neg(tf.add(from, half))), tf.softplus(tf.sub(from, half)));
  return tf.neg(tf.logSumExp<tf.Tensor3D>(tf.sub(tf.add(width, logWeights), tails), 2));
}

/** U(-1/2, 1/2), generated here, so that all backends get the same. */
function uniform(shape: readonly [number, number, number], random: ReturnType<Pass['randomFor']>): tf.Tensor3D {
  const values = new Float32Array(shape[0] * shape[1] * shape[2]);
  for (let i = 0; i < values.length; i++) values[i] = random.uniform() - 0.5;
  return tf.tensor3d(values, [...shape]);
}
