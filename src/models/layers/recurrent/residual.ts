import * as tf from '@tensorflow/tfjs-core';
import type { WeightSpec } from '../../network/parameters';
import type { Layer, LayerOutput, Pass } from '../layer';
import { lastOf } from '../steps';

/** A layer that returns the sum of its input and its output (He et al. 2016, eq. 1). Both have the same width. */
export class ResidualLayer implements Layer {
  readonly name: string;
  readonly type: string;
  readonly units: number;
  readonly stateSize: number | undefined;
  readonly recurrent: boolean;
  readonly stochastic: boolean;
  readonly weights: readonly WeightSpec[];

  constructor(private readonly inner: Layer) {
    this.name = inner.name;
    this.type = inner.type;
    this.units = inner.units;
    this.stateSize = inner.stateSize;
    this.recurrent = inner.recurrent;
    this.stochastic = inner.stochastic;
    this.weights = inner.weights;
  }

  workingSize(steps: number): number {
    return this.inner.workingSize?.(steps) ?? this.units * (this.recurrent ? 4 : 1);
  }

  apply(x: tf.Tensor3D, weights: readonly tf.Tensor[], pass: Pass): LayerOutput {
    const { values, states, conditional, ...rest } = this.inner.apply(x, weights, pass);
    const plus = (output: tf.Tensor3D): tf.Tensor3D =>
      tf.add(output, output.shape[0] === x.shape[0] ? x : lastOf(x, pass));
    return {
      ...rest,
      values: plus(values),
      ...(states && { states: plus(states) }),
      ...(conditional && { conditional: { ...conditional, means: plus(conditional.means) } }),
    };
  }
}
