import * as tf from '@tensorflow/tfjs-core';
import type { LayerConfig } from '../../config/schema/layers';
import { glorotUniform, zeros } from '../network/initializers';
import type { WeightSpec } from '../network/parameters';
import type { Layer, LayerOutput } from './layer';

type DenseConfig = Extract<LayerConfig, { type: 'dense' }> & { readonly name: string };

const activations: Record<DenseConfig['activation'], (x: tf.Tensor3D) => tf.Tensor3D> = {
  linear: (x) => x,
  relu: (x) => tf.relu(x),
  tanh: (x) => tf.tanh(x),
  sigmoid: (x) => tf.sigmoid(x),
  softmax: (x) => tf.softmax(x),
};

export class DenseLayer implements Layer {
  readonly type = 'dense';
  readonly recurrent = false;
  readonly stochastic = false;
  readonly name: string;
  readonly units: number;
  readonly weights: readonly WeightSpec[];
  /** Number of weights of the layer's own output. */
  private readonly ofMeans: number;

  constructor(
    private readonly config: DenseConfig,
    inputs: number,
  ) {
    this.name = config.name;
    this.units = config.units;
    const [kernel, bias] = affineWeights(config.name, inputs, config.units).map((spec) =>
      config.ridge === undefined ? spec : { ...spec, fixed: true as const },
    );
    const own = config.useBias === false ? [kernel] : [kernel, bias];
    this.ofMeans = own.length;
    this.weights = learnsVariance(config) ? [...own, ...varianceWeights(config.name, inputs, config.units)] : own;
  }

  apply(x: tf.Tensor3D, weights: readonly tf.Tensor[]): LayerOutput {
    return { values: activations[this.config.activation](this.sums(x, weights)) };
  }

  /**
   * What the loss is computed from: the input of the softmax, since the loss combines the softmax with the
   * cross-entropy; or values, and behind them the logarithms of their variances, [T,B,2 units], where those are
   * learned.
   */
  logits(x: tf.Tensor3D, weights: readonly tf.Tensor[]): tf.Tensor3D {
    const sums = this.sums(x, weights);
    const values = this.config.activation === 'softmax' ? sums : activations[this.config.activation](sums);
    if (!learnsVariance(this.config)) return values;
    return tf.concat([values, affine(x, weights[this.ofMeans], weights[this.ofMeans + 1])], 2);
  }

  private sums(x: tf.Tensor3D, weights: readonly tf.Tensor[]): tf.Tensor3D {
    return affine(x, weights[0], this.ofMeans > 1 ? weights[1] : undefined);
  }
}

/** Symbols have no variance. */
const learnsVariance = ({ activation, head }: DenseConfig): boolean =>
  head?.variance === 'learned' && activation !== 'softmax';

/** Training begins with one variance for all values, as for squared error, and so with the means. */
const varianceWeights = (name: string, inputs: number, units: number): WeightSpec[] => [
  { name: `${name}/logVariance/kernel`, shape: [inputs, units], initializer: zeros },
  { name: `${name}/logVariance/bias`, shape: [units], initializer: zeros },
];

/** A kernel and a bias, in Keras's shapes. */
export function affineWeights(prefix: string, inputs: number, units: number, bias = zeros): WeightSpec[] {
  return [
    { name: `${prefix}/kernel`, shape: [inputs, units], initializer: glorotUniform },
    { name: `${prefix}/bias`, shape: [units], initializer: bias },
  ];
}

/** x W + b at every step, as one matrix product; without b if it is absent. */
export function affine(x: tf.Tensor3D, kernel: tf.Tensor, bias?: tf.Tensor): tf.Tensor3D {
  const [steps, batch, inputs] = x.shape;
  const units = kernel.shape[1] ?? 0;
  const product = tf.matMul(tf.reshape(x, [steps * batch, inputs]), kernel);
  return tf.reshape(bias ? tf.add(product, bias) : product, [steps, batch, units]);
}
