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

/** Symbols from a hidden chain with finitely many states; one state: independent symbols. */
export interface FiniteSource {
  readonly initial: readonly number[];
  /** p(next | state), one row a state. */
  readonly transition: readonly (readonly number[])[];
  /** p(symbol | state), one row a state. */
  readonly emission: readonly (readonly number[])[];
}

/** ln N(h; m, diag(v)) of one row, nats. */
export function logDensity(
  h: Float64Array,
  from: number,
  means: Float64Array,
  variances: Float64Array,
  row: number,
  units: number,
): number {
  let sum = 0;
  for (let j = 0, k = row * units; j < units; j++, k++)
    sum += Math.log(2 * Math.PI * variances[k]) + (h[from + j] - means[k]) ** 2 / variances[k];
  return -sum / 2;
}

/** h_t of carried rows, [count, units]. */
export function observed({ at, width, units }: NoisyRecurrence, rows: Float64Array): Float64Array {
  const count = rows.length / width;
  const out = new Float64Array(count * units);
  for (let i = 0; i < count; i++) out.set(rows.subarray(i * width + at, i * width + at + units), i * units);
  return out;
}
