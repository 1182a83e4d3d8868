/** What a sampler gives for states h with known latents: weights of p(h), from draws and from the truth. */
export interface TwoSidedWeights {
  /** Log weights, [states, draws]: the mean of exp is unbiased for p(h). */
  readonly forward: Float64Array;
  /** The log weight of a run from the latents that made h, one a state: the mean of 1/exp is unbiased for 1/p(h). */
  readonly reverse: Float64Array;
  /** ln p(h|u) of those latents, up to the same constant. */
  readonly own: Float64Array;
  /** Multiplications. */
  readonly spent: number;
}
