/**
 * A state that is drawn inside its recurrence: h_t = N(m(h_{t-1}, x_t), diag(v)), where v follows from the mean. A
 * carried row holds h_t, and what else goes on to the next step; the row before the first step is zeros.
 */
export interface NoisyRecurrence {
  /** Numbers of a carried row. */
  readonly width: number;
  /** The first of the numbers of a row that are h_t. */
  readonly at: number;
  /** Numbers of h_t. */
  readonly units: number;
  /** Multiplications of one step of one row. */
  readonly cost: number;
  /** Whether h_{t-1} and x_t alone decide the mean of h_t: nothing else is carried. */
  readonly markov: boolean;
  /** Writes into `after` [count, width] what `before` becomes by reading `symbols` [count], without noise. */
  step(before: Float64Array, symbols: Int32Array, count: number, after: Float64Array): void;
  /** Variances of h_t [count, units] for means [count, units]. */
  variances(means: Float64Array): Float64Array;
}
