import type { AnalysisConfig } from '../config/schema/config';
import type { Dataset, SequenceSet } from '../data/dataset';
import type { LayerActivations } from './activations';

/** Named arrays of weights: LAYER/kernel, LAYER/recurrentKernel, LAYER/bias in Keras's shapes. */
export type NamedWeights = Readonly<
  Record<string, { readonly shape: readonly number[]; readonly values: Float32Array }>
>;

export interface ModelLayer {
  readonly name: string;
  readonly type: string;
  /** Units of what the layer hands on (both directions of a bidirectional layer together). */
  readonly units: number;
  readonly recurrent: boolean;
  readonly parameters: number;
}

/**
 * What one head made of an epoch: its own loss (nats a target, or squared error), before its weight and without KL
 * terms.
 */
export interface HeadRecord {
  readonly name: string;
  readonly target: string;
  readonly loss: number;
  readonly validationLoss: number;
  /** Of a head that tells classes. */
  readonly accuracy?: number;
  readonly validationAccuracy?: number;
  /** Of a head that tells values: the mean squared error, whatever its loss. */
  readonly squaredError?: number;
  readonly validationSquaredError?: number;
}

export interface EpochRecord {
  readonly epoch: number;
  /**
   * Nats (classification) or squared error (regression) a target, the weighted sum over the heads, KL terms included.
   */
  readonly loss: number;
  readonly validationLoss: number;
  readonly accuracy?: number;
  readonly validationAccuracy?: number;
  /** Every head on its own, where there is another than one for Y. */
  readonly heads?: readonly HeadRecord[];
}

export interface TrainingListener {
  /** Called after every epoch; epoch 0 is not reported. */
  onEpoch?(record: EpochRecord): void;
  /** Called between gradient steps, `done` of `total` over all epochs. */
  onStep?(done: number, total: number): void;
  /** Called at epoch 0 (before training) and after each epoch named in `snapshotEpochs`; training waits for it. */
  onSnapshot?(epoch: number): Promise<void>;
}

/** A network built from a config: trains, and shows the states of its layers. Holds no tensors between its calls. */
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
   * The states of every layer but dropout for the first `samples` sequences of `set`; draws (codes, declared noise)
   * from `seed`.
   */
  activations(set: SequenceSet, samples: number, seed: number, signal?: AbortSignal): Promise<LayerActivations[]>;
  weights(): NamedWeights;
  /** @throws InputError naming the array that is missing or of the wrong shape */
  setWeights(weights: NamedWeights): void;
}
