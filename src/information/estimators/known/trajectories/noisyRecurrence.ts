import type { NoisyRecurrence } from '../../../../base/stepped/noisyRecurrence';

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
