import type { Records } from '../records';

/** A network on the held-out sequences, spoiled at a level. Amounts of information are in the config's unit. */
export interface RobustnessPoint {
  /** The network's name. */
  name: string;
  /** In the unit of `data.corrupt.by`; absent for the clean sequences. */
  level?: number;
  /** The repetition, from 1. */
  repetition: number;
  /** Share of held-out targets that are right; absent where values are predicted. */
  accuracy?: number;
  /** The held-out loss: information a target for classes, squared error for values. */
  loss: number;
  /** H(Y) less the held-out loss, a lower bound on what the network tells about the target; classes only. */
  information?: number;
  /**
   * A lower bound on I(Z;N|X): what the last state before the head at the last step holds of the noise N of a known
   * sequence X, with the declared noise where the state draws none. It is never above the log of the draws. Absent for
   * clean sequences, and where the state has no known density.
   */
  noise?: number;
}

/** Networks on spoiled sequences. */
export interface RobustnessLists {
  robustness: RobustnessPoint;
}

export const robustnessRecords = {
  robustness: { key: ['name', 'level', 'repetition'], form: { name: 'text', repetition: 'number', loss: 'number' } },
} as const satisfies Records<RobustnessLists>;
