import * as tf from '@tensorflow/tfjs-core';
import type { WeightSpec } from '../network/parameters';
import type { Layer, LayerOutput, Pass } from './layer';

/** Sets random inputs to zero during training and scales up the others (inverted dropout, Srivastava et al. 2014). */
export class DropoutLayer implements Layer {
  readonly type = 'dropout';
  readonly recurrent = false;
  readonly stochastic = false;
  readonly weights: readonly WeightSpec[] = [];

  constructor(
    readonly name: string,
    readonly units: number,
    private readonly rate: number,
  ) {}

  apply(x: tf.Tensor3D, _weights: readonly tf.Tensor[], pass: Pass): LayerOutput {
    if (pass.mode !== 'train' || this.rate === 0) return { values: x };
    const random = pass.randomFor(this.name);
    const scale = 1 / (1 - this.rate);
    const mask = Float32Array.from({ length: x.size }, () => (random.uniform() < this.rate ? 0 : scale));
    return { values: tf.mul(x, tf.tensor3d(mask, x.shape)) };
  }
}
