/** Weights of an attention layer at one epoch: means over held-out samples, shares that add up to 1 in every row. */
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
 * The distance that gets the most weight: so many steps back (ahead where negative), and the mean of its weight over
 * all steps that reach so far.
 */
export interface AttentionPeak {
  back: number;
  weight: number;
}
