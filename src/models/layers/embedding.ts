import type * as tf from '@tensorflow/tfjs-core';
import { embeddingUniform } from '../network/initializers';
import type { WeightSpec } from '../network/parameters';
import { affine } from './dense';
import type { Layer, LayerOutput } from './layer';

/**
 * A learned vector per symbol. The symbols are one-hot vectors, so the look-up is a matrix product; a missing symbol
 * gives zeros.
 */
export class EmbeddingLayer implements Layer {
  readonly type = 'embedding';
  readonly recurrent = false;
  readonly stochastic = false;
  readonly weights: readonly WeightSpec[];

  constructor(
    readonly name: string,
    readonly units: number,
    alphabet: number,
  ) {
    this.weights = [{ name: `${name}/embeddings`, shape: [alphabet, units], initializer: embeddingUniform }];
  }

  apply(x: tf.Tensor3D, weights: readonly tf.Tensor[]): LayerOutput {
    return { values: affine(x, weights[0]) };
  }
}
