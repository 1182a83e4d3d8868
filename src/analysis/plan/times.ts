import type { Targets } from '../../data/dataset';
import { stepIndex } from '../../data/realSteps';

/** More steps than this are thinned evenly: a chart cannot show them apart, and each costs a set of estimates. */
const mostTimes = 128;

/** The analysed steps (counted from 1): all, or `mostTimes` spread evenly, including the first and the last. */
export function analysedTimes(length: number): number[] {
  return spreadTimes(length, mostTimes);
}

/** A map of memory over lag and position needs half the square of this number of estimates per layer. */
const mostPositions = 28;

/** The steps at which states are compared with single inputs, and the steps of those inputs. */
export function memoryPositions(length: number): number[] {
  return spreadTimes(length, mostPositions);
}

/** At most `most` steps, spread evenly, including the first and the last. */
export function spreadTimes(length: number, most: number): number[] {
  if (length <= most) return Array.from({ length }, (_, i) => i + 1);
  return Array.from({ length: most }, (_, i) => 1 + Math.round((i * (length - 1)) / (most - 1)));
}

/** The rows whose sequence has a target at `time` (counted from 1). */
export function rowsWithTarget(targets: Targets, time: number, rows: Int32Array): Int32Array {
  const { length, features, symbols, values } = targets;
  return rows.filter((row) => {
    const step = targets.at === 'end' ? 0 : stepIndex(targets, row, time);
    if (step < 0) return false;
    return symbols ? symbols[row * length + step] >= 0 : !Number.isNaN(values[(row * length + step) * features]);
  });
}
