import type { Targets } from '../../data/dataset';

/**
 * More steps than this are thinned evenly: nobody can tell them apart on a chart, and each costs a set of estimates.
 */
const mostTimes = 128;

/**
 * The steps (counted from 1) that are analysed: all of them, or `mostTimes` spread evenly with the first and the last
 * among them.
 */
export function analysedTimes(length: number): number[] {
  return spreadTimes(length, mostTimes);
}

/** A map of memory over lag and position has half the square of these estimates a layer. */
const mostPositions = 28;

/** The steps whose states are held against single inputs, and those inputs. */
export function memoryPositions(length: number): number[] {
  return spreadTimes(length, mostPositions);
}

function spreadTimes(length: number, most: number): number[] {
  if (length <= most) return Array.from({ length }, (_, i) => i + 1);
  return Array.from({ length: most }, (_, i) => 1 + Math.round((i * (length - 1)) / (most - 1)));
}

/** The rows whose sequence has a target at `time` (counted from 1). */
export function rowsWithTarget(targets: Targets, time: number, rows: Int32Array): Int32Array {
  const step = targets.at === 'end' ? 0 : time - 1;
  const { length, features, symbols, values } = targets;
  return rows.filter((row) =>
    symbols ? symbols[row * length + step] >= 0 : !Number.isNaN(values[(row * length + step) * features]),
  );
}
