/** The place of the largest of `count` values, counted from `from`; the first of equal ones. */
export function placeOfLargest(values: ArrayLike<number>, from = 0, count = values.length - from): number {
  let best = 0;
  for (let j = 1; j < count; j++) if (values[from + j] > values[from + best]) best = j;
  return best;
}
