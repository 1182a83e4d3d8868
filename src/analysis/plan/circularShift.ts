import type { Random } from '../../base/random';

/**
 * Rows moved around a circle: the `which`-th of `count` shifts, which share out the circle evenly from a place that
 * `random` gives. No row stays in its place, unless there is only one.
 */
export function circularShift(rows: Int32Array, which: number, count: number, random: Random): Int32Array {
  const { length } = rows;
  if (length < 2) return rows;
  // Between 0 and 1: shifts of neighbouring numbers keep their distance.
  const distance = (which + 0.25 + 0.5 * random.uniform()) / count;
  const shift = 1 + Math.floor(distance * (length - 1));
  return rows.map((_, i) => rows[(i + shift) % length]);
}
