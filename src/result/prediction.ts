import type { Unit } from './estimate';

/**
 * How often a head is right about a symbol at one step, on the same sequences as the information about that target at
 * that step. The accuracy of a training record is of all steps, and must not be put beside such a number.
 */
export interface Prediction {
  /** The head's layer, and its target. */
  head: string;
  target: string;
  time: number;
  epoch: number;
  /** Share of right answers. */
  accuracy: number;
  /**
   * Share of right answers of whoever knows the law of the targets but not the input: 1/K where K symbols are equally
   * probable by the task, and otherwise that of the symbol which is the commonest of the training targets.
   */
  chance: number;
  /**
   * Of trials: the share of right answers of an ideal observer, who knows their law and has seen the input up to this
   * step. Absent where it is not known.
   */
  best?: number;
  /**
   * Of recorded networks, which have no loss here: the mean of -ln q(target) of the outputs, and the entropy of the
   * shares of these targets, in `unit`.
   */
  crossEntropy?: number;
  entropy?: number;
  unit?: Unit;
  samples: number;
  /** On the sequences that the network was trained on; absent: on held-out ones. */
  set?: 'training';
}
