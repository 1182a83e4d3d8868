import * as tf from '@tensorflow/tfjs-core';
import type { WeightSpec } from '../network/parameters';
import type { Layer, LayerOutput } from './layer';

/** Repeats one step, [1,B,units], at every step of the sequence. */
export class RepeatVectorLayer implements Layer {
  readonly type = 'repeatVector';
  readonly recurrent = false;
  readonly stochastic = false;
  readonly weights: readonly WeightSpec[] = [];

  constructor(
    readonly name: string,
    readonly units: number,
    private readonly steps: number,
  ) {}

  apply(x: tf.Tensor3D): LayerOutput {
    return { values: tf.tile(x, [this.steps, 1, 1]) };
  }
}
