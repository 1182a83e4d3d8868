import type { SequenceSet, Sequences } from '../../../data/dataset';
import type { LayerActivations } from '../../../models/activations';
import type { Cotangents, GivenNoise, PulledBack, VisitGates } from '../../../models/model';

/** Runs the network of one snapshot on further sequences. */
export interface NetworkRuns {
  /** The states of all layers at every step. */
  states(set: SequenceSet): Promise<readonly LayerActivations[]>;
  /** The logits of a head for states of one step of an earlier layer (see `Model.logitsOf`). */
  logitsOf(way: readonly number[], states: Float32Array, samples: number): Promise<Float32Array>;
  /** The states of all layers at the last step, [samples, units], by the layer's name; means of noisy ones. */
  lastStates(inputs: Sequences, noise?: GivenNoise): Promise<ReadonlyMap<string, Float32Array>>;
  /** The gates of recurrent layers at every step, some sequences at a time (see `Model.gates`). */
  gates(inputs: Sequences, visit: VisitGates): Promise<void>;
  /** A layer's states at the last step, and gradients with respect to the inputs (see `Model.pullBack`). */
  pullBack(layer: string, inputs: Sequences, cotangents: Cotangents, noise?: GivenNoise): Promise<PulledBack>;
}

/** Further sequences, with the states that a network has on them. */
export interface NetworkHistories {
  readonly set: SequenceSet;
  readonly layers: readonly LayerActivations[];
  /** ln p(x) of every sequence, where each that has a probability is there once. */
  readonly logProbabilities?: Float64Array;
}
