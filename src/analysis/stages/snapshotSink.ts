import type { HeldStates } from '../../models/heldStates';
import type { NamedWeights } from '../../models/model';
import type { NetworkRuns } from '../measures/histories/networkRuns';

/** The states of a snapshot's layers on one set of sequences, made anew at every call. */
export type StatesOf = (set: 'heldOut' | 'training') => Promise<HeldStates>;

/** One epoch of a network whose states can be made. */
export interface Snapshot {
  readonly epoch: number;
  /** Empty where the network is not here. */
  readonly weights: NamedWeights;
  readonly states: StatesOf;
  /** Runs the snapshot's network on further sequences; absent where the network is not here. */
  readonly runs?: NetworkRuns;
  /** Names the states of this epoch, where the key of all activations does not. */
  readonly statesKey?: string | undefined;
}

export interface SnapshotSink {
  /**
   * Takes a snapshot without its states, which are made when its turn comes, so that memory does not grow with the
   * number of snapshots.
   * @returns whether its estimates are kept from an earlier run, so that no states are made
   */
  take(snapshot: Snapshot): Promise<boolean>;
}
