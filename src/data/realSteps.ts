import type { Sequences, Targets } from './dataset';

/**
 * Sequences that may be shorter than their array: sequence i has real steps 0 ... lengths[i]-1, and what stands behind
 * them is padding, which nothing may read as data.
 *
 * Steps are counted so that the last one, `length`, is each sequence's own end: lags and the state at the end then mean
 * the same for all of them. Step t of a sequence of n real steps is its (n - length + t)-th; before its first it has
 * none.
 */
export interface Stepped {
  readonly length: number;
  /** Real steps of each sequence; absent where all have `length` of them. */
  readonly lengths?: Int32Array | undefined;
}

/** The place along the time axis of step `time` (counted from 1) of a sequence; negative where it has no such step. */
export const stepIndex = ({ length, lengths }: Stepped, row: number, time: number): number =>
  (lengths === undefined ? length : lengths[row]) - length + time - 1;

/** Where lags are counted from: back from a step, or from the first step on, which a backward direction reads last. */
export type LagOrigin = 'start' | undefined;

/** The place of what has been read from the end of the sequence to its start after `time` steps of `length`. */
export const backwardIndex = ({ length, lengths }: Stepped, row: number, time: number): number =>
  lengths !== undefined && lengths[row] < length - time + 1 ? -1 : length - time;

/** Those of `rows` whose sequence has a step `time`; `rows` itself where all have it. */
export function rowsReaching({ length, lengths }: Stepped, time: number, rows: Int32Array): Int32Array {
  if (lengths === undefined) return rows;
  const reaching = rows.filter((row) => lengths[row] > length - time);
  return reaching.length === rows.length ? rows : reaching;
}

/** Whether any sequence is shorter than its array. */
export const isPadded = ({ length, lengths }: Stepped): boolean => lengths?.some((own) => own < length) ?? false;

/**
 * The same sequences with their lengths; padding becomes zeros and symbol -1 (`filler` for values of targets), so that
 * no number depends on what stood there.
 */
export function withLengths<Kind extends Sequences>(sequences: Kind, lengths: Int32Array, filler = 0): Kind {
  const { samples, length, features } = sequences;
  const values = sequences.values.slice();
  const symbols = sequences.symbols?.slice();
  for (let row = 0; row < samples; row++) {
    values.fill(filler, (row * length + lengths[row]) * features, (row + 1) * length * features);
    symbols?.fill(-1, row * length + lengths[row], (row + 1) * length);
  }
  return { ...sequences, values, ...(symbols && { symbols }), lengths };
}

/** Targets at the end as targets of every step, of which each sequence has one, at its own last step. */
export function atOwnEnd(targets: Targets, { length, lengths }: Stepped): Targets {
  if (targets.at === 'every') return targets;
  const { samples, features } = targets;
  const endOf = (row: number): number => row * length + (lengths?.[row] ?? length) - 1;
  const values = new Float32Array(samples * length * features).fill(NaN);
  for (let row = 0; row < samples; row++)
    values.set(targets.values.subarray(row * features, (row + 1) * features), endOf(row) * features);
  const every = { ...targets, values, length, at: 'every' as const, ...(lengths && { lengths }) };
  if (!targets.symbols) return every;
  const symbols = new Int32Array(samples * length).fill(-1);
  targets.symbols.forEach((symbol, row) => {
    symbols[endOf(row)] = symbol;
  });
  return { ...every, symbols };
}
