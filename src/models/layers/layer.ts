import type * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../base/random';
import type { WeightSpec } from '../network/parameters';
import type { CodeDensity, CriticScores } from './shown';
import type { GaussianMixture } from './priors';
import type { TrainingProgress } from './rateWeight';
import type { StepGates } from '../stepGates';

/** One pass through the network. */
export interface Pass {
  /**
   * `train` applies dropout; `sample` too, with one mask for all steps of a sequence; `show` keeps every step of every
   * layer for the analysis.
   */
  readonly mode: 'train' | 'evaluate' | 'show' | 'sample';
  /** The random stream for a layer's noise, codes and dropout. */
  randomFor(layer: string): Random;
  /** Noise [T,B,H] inside a layer's recurrence, in place of what it would draw; undefined: it draws. */
  noiseOf?(layer: string): tf.Tensor3D | undefined;
  /** For schedules; absent outside training, where they are complete. */
  readonly progress?: TrainingProgress;
  /** Real steps of each sequence of the batch; absent where all have every step. */
  readonly lengths?: Int32Array;
  /** In `show` passes: recurrent layers give their whole states as well. */
  readonly wholeStates?: boolean;
  /** In `show` passes: recurrent layers give their gates as well. */
  readonly gates?: boolean;
}

/** Time-major everywhere: [T,B,units], T = 1 without a time axis. */
export interface LayerOutput {
  /** The input of the next layer. */
  readonly values: tf.Tensor3D;
  /** The states for the analysis, if they differ from `values`: all steps of a layer that returns only the last one. */
  readonly states?: tf.Tensor3D;
  /**
   * p(state | layer input) is normal with these means (in the layout of the states) and variances (in that layout, or
   * one for all).
   */
  readonly conditional?: { readonly means: tf.Tensor3D; readonly variances: tf.Tensor3D | number };
  /** For states sampled inside a recurrence: p(state | previous state, layer input), in the layout of the states. */
  readonly transition?: { readonly means: tf.Tensor3D; readonly variances: tf.Tensor3D };
  /** In `show` passes, for a code: its learned prior. */
  readonly prior?: GaussianMixture | undefined;
  /** In `show` passes, for a critic. */
  readonly critic?: CriticScores;
  /** In `show` passes, for integer codes: the density that codes each unit. */
  readonly density?: CodeDensity;
  /** In `show` passes, for attention: the weights of step t (row) on every step, [B,heads,T,T]. */
  readonly attention?: tf.Tensor;
  /** In `show` passes, for attention with a bottleneck: the KL to the prior of every noisy step, [T,B,1]. */
  readonly stepNats?: tf.Tensor3D;
  /** Where the pass asks for it: all that a recurrent layer carries, where that is not `states`, [T,B,S]. */
  readonly whole?: tf.Tensor3D;
  /** Where the pass asks for them: the gates of a recurrent layer, of each direction; none of a cell without gates. */
  readonly gates?: readonly StepGates[];
  /** Term of the loss, summed over steps and sequences, nats. */
  readonly penalty?: tf.Scalar;
}

export interface Layer {
  readonly name: string;
  readonly type: string;
  readonly units: number;
  /** Numbers that it carries from step to step; absent for a layer without a state. */
  readonly stateSize?: number;
  readonly recurrent: boolean;
  /** Its states are samples: the same input gives different states each time. */
  readonly stochastic: boolean;
  readonly weights: readonly WeightSpec[];
  /** What the next layer reads of the states [T,B,units] that the analysis sees; absent: the states themselves. */
  handedOn?(states: tf.Tensor3D): tf.Tensor3D;
  /** Numbers in memory per step of a sequence of `steps` steps, if its width does not determine them. */
  workingSize?(steps: number): number;
  /**
   * @param weights tensors in the order of `weights`
   * @param valuesOf the output of an earlier layer, or of 'X', the input; every network provides it
   */
  apply(
    x: tf.Tensor3D,
    weights: readonly tf.Tensor[],
    pass: Pass,
    valuesOf?: (name: string) => tf.Tensor3D,
  ): LayerOutput;
}
