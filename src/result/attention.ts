/** Weights of an attention layer at one epoch: means over held-out samples. Every row adds up to 1. */
export interface AttentionMap {
  layer: string;
  epoch: number;
  samples: number;
  /**
   * The last step, counted from 1, of each row and column: every step by itself, or blocks of steps where the sequence
   * is long.
   */
  steps: number[];
  /** [looking][looked at], a mean over heads. */
  weights: number[][];
  peak: AttentionPeak;
  /** Head by head, where there are several. */
  heads?: { weights: number[][]; peak: AttentionPeak }[];
}

/**
 * The distance with the most weight: the number of steps back (ahead where negative), and its mean weight over all
 * steps that have a step at that distance.
 */
export interface AttentionPeak {
  back: number;
  weight: number;
}
