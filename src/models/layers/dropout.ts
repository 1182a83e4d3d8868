import * as tf from '@tensorflow/tfjs-core';
import type { WeightSpec } from '../network/parameters';
import type { Layer, LayerOutput, Pass } from './layer';

/**
 * Sets random inputs to zero during training and scales up the others (inverted dropout, Srivastava et al. 2014). One
 * mask for all steps of a sequence is a draw of weights (Gal and Ghahramani 2016b, equation 6).
 */
export class DropoutLayer implements Layer {
  readonly type = 'dropout';
  readonly recurrent = false;
  readonly stochastic = false;
  readonly weights: readonly WeightSpec[] = [];

  constructor(
    readonly name: string,
    readonly units: number,
    private readonly rate: number,
    private readonly mask: 'step' | 'sequence' = 'step',
  ) {}

  apply(x: tf.Tensor3D, _weights: readonly tf.Tensor[], pass: Pass): LayerOutput {
    const drops = pass.mode === 'train' || pass.mode === 'sample';
    if (!drops || this.rate === 0) return { values: x };
    const random = pass.randomFor(this.name);
    const scale = 1 / (1 - this.rate);
    const [steps, size, units] = x.shape;
    const shape: [number, number, number] = [
      this.mask === 'sequence' || pass.mode === 'sample' ? 1 : steps,
      size,
      units,
    ];
    const mask = Float32Array.from({ length: shape[0] * size * units }, () =>
      random.uniform() < this.rate ? 0 : scale,
    );
    return { values: tf.mul(x, tf.tensor3d(mask, shape)) };
  }
}
