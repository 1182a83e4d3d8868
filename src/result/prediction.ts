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
  /** Share of right answers of whoever always names the commonest symbol of these targets. */
  chance: number;
  samples: number;
  /** On the sequences that the network was trained on; absent: on held-out ones. */
  set?: 'training';
}
