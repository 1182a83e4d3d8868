import type { AnalysisConfig } from '../config/schema/config';
import type { Dataset, Sequences, SequenceSet } from '../data/dataset';
import type { LayerActivations } from './activations';
import type { StepGates } from './stepGates';
import type { StateView } from './stateView';

/** Named arrays of weights: LAYER/kernel, LAYER/recurrentKernel, LAYER/bias in Keras's shapes. */
export type NamedWeights = Readonly<
  Record<string, { readonly shape: readonly number[]; readonly values: Float32Array }>
>;

export interface ModelLayer {
  readonly name: string;
  readonly type: string;
  /** Width of the layer's output (both directions of a bidirectional layer together). */
  readonly units: number;
  readonly recurrent: boolean;
  readonly parameters: number;
  /** Numbers that a recurrent layer carries from step to step. */
  readonly stateSize?: number;
}

/**
 * Results of one head for an epoch: its own loss (nats per target, or squared error), unweighted and without KL terms.
 */
export interface HeadRecord {
  readonly name: string;
  readonly target: string;
  readonly loss: number;
  readonly validationLoss: number;
  /** For a head that predicts classes. */
  readonly accuracy?: number;
  readonly validationAccuracy?: number;
  /** For a head that predicts values: the mean squared error, whatever its loss. */
  readonly squaredError?: number;
  readonly validationSquaredError?: number;
}

export interface EpochRecord {
  readonly epoch: number;
  /** Nats (classification) or squared error (regression) per target: the weighted sum over the heads, with KL terms. */
  readonly loss: number;
  readonly validationLoss: number;
  readonly accuracy?: number;
  readonly validationAccuracy?: number;
  /** Every head separately; absent if the only head predicts Y. */
  readonly heads?: readonly HeadRecord[];
  /** Of the last epoch: the earlier one whose weights were kept in its place, and whose figures these are. */
  readonly keptFrom?: number;
}

export interface TrainingListener {
  /** Called before training: on how many threads its steps run, infinite where that is all there are. */
  onThreads?(count: number): void;
  /** Called after every epoch, not for epoch 0. */
  onEpoch?(record: EpochRecord): void;
  /** Called between gradient steps, `done` of `total` over all epochs. */
  onStep?(done: number, total: number): void;
  /** Called at epoch 0 (before training) and after each epoch named in `snapshotEpochs`; training waits for it. */
  onSnapshot?(epoch: number): Promise<void>;
}

/** Cotangents of states [count, units], those of the sequences from `first` on, in the same layout. */
export type Cotangents = (states: Float32Array, first: number) => Float32Array;

export interface PulledBack {
  readonly states: Float32Array;
  readonly gradients: Float32Array;
  /** With respect to the given noise, in its layout. */
  readonly ofNoise?: Float32Array;
}

export interface PulledOutputs {
  /** As `Model.outputs` gives them. */
  readonly outputs: Float32Array;
  readonly gradients: Float32Array;
}

/** Noise inside a layer's recurrence, [samples, length, units], in place of what it would draw. */
export interface GivenNoise {
  readonly layer: string;
  readonly values: Sequences;
}

/** Gates of a recurrent layer in some sequences, those from number `first` on (see `StepGates`). */
export interface GatesOfSequences extends StepGates {
  readonly layer: string;
  readonly first: number;
  readonly count: number;
}

export type VisitGates = (gates: GatesOfSequences) => void;

/** The states of a layer that are wanted, by its name; all of them where undefined. */
export type ViewsOf = (layer: string) => readonly StateView[] | undefined;

/** A network built from a config: trains, and returns the states of its layers. Keeps no tensors between its calls. */
export interface Model {
  readonly layers: readonly ModelLayer[];
  train(
    dataset: Dataset,
    training: AnalysisConfig['training'],
    snapshotEpochs: readonly number[],
    listener: TrainingListener,
    signal?: AbortSignal,
  ): Promise<void>;
  /**
   * The states of every layer but dropout for the first `samples` sequences of `set`; `seed` determines the random
   * numbers (codes, declared noise), whatever the `views`, which are the states that are kept.
   * @param of 'state': after a recurrent layer whose output is not its whole state, that state as well, under the name
   *   of `wholeStateName`
   */
  activations(
    set: SequenceSet,
    samples: number,
    seed: number,
    signal?: AbortSignal,
    views?: ViewsOf,
    of?: 'output' | 'state',
  ): Promise<LayerActivations[]>;
  /**
   * The state of every layer at the last step of each sequence, [samples, units]: its mean where the layer adds noise
   * to it. What a layer draws comes from `seed`, where its noise is not given. With `of` 'state', as `activations`.
   */
  lastStates(
    inputs: Sequences,
    seed: number,
    signal?: AbortSignal,
    noise?: GivenNoise,
    of?: 'output' | 'state',
  ): Promise<ReadonlyMap<string, Float32Array>>;
  /**
   * The gates of every recurrent layer at every step, some sequences at a time. What a layer draws comes from `seed`.
   */
  gates(inputs: Sequences, seed: number, visit: VisitGates, signal?: AbortSignal): Promise<void>;
  /**
   * What the loss of the head of a target is computed from, [samples, steps, features] with one step for a target at
   * the end: logits of classes, or values. What layers draw comes from `seed`.
   * @param sample whether dropout stays on, with one mask for all steps of a sequence
   * @throws Error where no head predicts the target
   */
  outputs(
    inputs: Sequences,
    target: string,
    seed: number,
    sample: boolean,
    signal?: AbortSignal,
  ): Promise<Float32Array>;
  /**
   * The logits of a head for states of one step of an earlier layer: `way` holds the places of the layers between,
   * each of which reads the one before it alone and keeps no state, with the head as the last.
   * @param states [samples, units] @returns [samples, classes]
   */
  logitsOf(way: readonly number[], states: Float32Array, samples: number): Promise<Float32Array>;
  /**
   * The state of a layer at the last step of each sequence, [samples, units], and the gradient with respect to the
   * inputs [samples, length, features] of its inner product with the cotangents that are made from the states of some
   * of the sequences, from number `first` on.
   */
  pullBack(
    layer: string,
    inputs: Sequences,
    cotangents: Cotangents,
    signal?: AbortSignal,
    noise?: GivenNoise,
  ): Promise<PulledBack>;
  /**
   * What `outputs` gives without dropout, and the gradient with respect to the inputs [samples, length, features] of
   * its inner product with the cotangents that are made from the outputs of some of the sequences, from number `first`
   * on.
   * @throws Error where no head predicts the target
   */
  pullBackOutputs(
    inputs: Sequences,
    target: string,
    cotangents: Cotangents,
    seed: number,
    signal?: AbortSignal,
  ): Promise<PulledOutputs>;
  weights(): NamedWeights;
  /** @throws InputError naming the array that is missing or of the wrong shape */
  setWeights(weights: NamedWeights): void;
}
