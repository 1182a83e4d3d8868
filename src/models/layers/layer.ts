import type * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../base/random';
import type { WeightSpec } from '../network/parameters';
import type { CodeDensity, CriticScores } from './shown';
import type { GaussianMixture } from './priors';
import type { TrainingProgress } from './rateWeight';

/** One way through the network. */
export interface Pass {
  /** `train` drops inputs; `show` keeps every step of every layer for the analysis. */
  readonly mode: 'train' | 'evaluate' | 'show';
  /** The stream that a layer draws its noise, codes and dropped inputs from. */
  randomFor(layer: string): Random;
  /** For schedules; absent outside training, where they have run out. */
  readonly progress?: TrainingProgress;
}

/** Time-major everywhere: [T,B,units], T = 1 where there is no time. */
export interface LayerOutput {
  /** What the next layer reads. */
  readonly values: tf.Tensor3D;
  /** What the analysis sees, where it is more than `values`: all steps of a layer that hands on the last alone. */
  readonly states?: tf.Tensor3D;
  /**
   * p(state | what the layer reads) is normal with these means (in the layout of the states) and variances (too, or one
   * for all).
   */
  readonly conditional?: { readonly means: tf.Tensor3D; readonly variances: tf.Tensor3D | number };
  /**
   * Of states that are drawn inside a recurrence: p(state | the state before, what the layer reads), in the layout of
   * the states.
   */
  readonly transition?: { readonly means: tf.Tensor3D; readonly variances: tf.Tensor3D };
  /** Of a code, when shown: the learned distribution that it is held against. */
  readonly prior?: GaussianMixture | undefined;
  /** Of a critic, when shown. */
  readonly critic?: CriticScores;
  /** Of codes that are integers, when shown: the density that each unit is coded by. */
  readonly density?: CodeDensity;
  /** Of attention, when shown: the weights of step t (row) on every step, [B,heads,T,T]. */
  readonly attention?: tf.Tensor;
  /** Nats, summed over steps and sequences, to be added to the loss. */
  readonly penalty?: tf.Scalar;
}

export interface Layer {
  readonly name: string;
  readonly type: string;
  readonly units: number;
  readonly recurrent: boolean;
  /** Its states are draws: the same input gives others each time. */
  readonly stochastic: boolean;
  readonly weights: readonly WeightSpec[];
  /** Numbers that one of `steps` steps of a sequence takes at work, where its units do not tell. */
  workingSize?(steps: number): number;
  /**
   * @param weights tensors in the order of `weights`
   * @param valuesOf what an earlier layer has handed on, or 'X' the input; every network gives it
   */
  apply(
    x: tf.Tensor3D,
    weights: readonly tf.Tensor[],
    pass: Pass,
    valuesOf?: (name: string) => tf.Tensor3D,
  ): LayerOutput;
}
