/**
 * How the step of a state is counted. 'own order': after t steps in the layer's own direction, so that the last one is
 * its final state, which for a backward layer stands at the first step. 'step': beside X_t and Y_t.
 */
export type StateReading = 'own order' | 'step';

/** One state of every sequence. */
export interface StateView {
  /** Counted from 1. */
  readonly time: number;
  readonly reading: StateReading;
}
