import type { Targets } from '../../data/dataset';

/** More steps than this are thinned evenly: nobody can tell them apart on a chart, and each costs a set of estimates. */
const mostTimes = 128;

/** The steps (counted from 1) that are analysed: all of them, or `mostTimes` spread evenly with the first and the last among them. */
export function analysedTimes(length: number): number[] {
  if (length <= mostTimes) return Array.from({ length }, (_, i) => i + 1);
  return Array.from({ length: mostTimes }, (_, i) => 1 + Math.round((i * (length - 1)) / (mostTimes - 1)));
}

/** The rows whose sequence has a target at `time` (counted from 1). */
export function rowsWithTarget(targets: Targets, time: number, rows: Int32Array): Int32Array {
  const step = targets.at === 'end' ? 0 : time - 1;
  const { length, features, symbols, values } = targets;
  return rows.filter((row) => (symbols ? symbols[row * length + step] >= 0 : !Number.isNaN(values[(row * length + step) * features])));
}
