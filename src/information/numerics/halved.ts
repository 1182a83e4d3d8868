/** Places of rows that lie together: group g is `order` from `starts[g]` to `starts[g + 1]`. */
export interface Halved {
  readonly order: Int32Array;
  readonly starts: Int32Array;
}

/**
 * Halves groups of rows again and again at the median of their widest column (Friedman, Bentley and Finkel 1977), until
 * they have at most `most` rows.
 * @param rows [count, width]
 * @param order of the rows at first; it is changed
 * @param bounds of groups within the order that are never mixed, each with the end of the last; absent: one group
 */
export function halved(
  rows: ArrayLike<number>,
  width: number,
  most: number,
  order: Int32Array,
  bounds: ArrayLike<number> = [0, order.length],
): Halved {
  const starts = [bounds[0]];
  const keys = new Float64Array(order.length);
  const split = (from: number, to: number): void => {
    if (to - from <= most) {
      if (to > from) starts.push(to);
      return;
    }
    const column = widestColumn(rows, width, order, from, to);
    for (let j = from; j < to; j++) keys[j] = rows[order[j] * width + column];
    const middle = (from + to) >> 1;
    select(keys, order, from, to - 1, middle);
    split(from, middle);
    split(middle, to);
  };
  for (let g = 1; g < bounds.length; g++) split(bounds[g - 1], bounds[g]);
  return { order, starts: Int32Array.from(starts) };
}

/**
 * The column of the largest variance over the rows at places `from` to `to` of the order.
 * @param rows [count, width]
 */
export function widestColumn(
  rows: ArrayLike<number>,
  width: number,
  order: Int32Array,
  from: number,
  to: number,
): number {
  let [widest, largest] = [0, -1];
  const count = to - from;
  for (let k = 0; k < width; k++) {
    let [sum, squares] = [0, 0];
    for (let j = from; j < to; j++) {
      const value = rows[order[j] * width + k];
      sum += value;
      squares += value * value;
    }
    const variance = squares / count - (sum / count) ** 2;
    if (variance > largest) [largest, widest] = [variance, k];
  }
  return widest;
}

/** Puts no larger keys than that at place `k` before it, and no smaller ones behind it (Hoare 1961, Algorithm 65). */
function select(keys: Float64Array, order: Int32Array, left: number, right: number, k: number): void {
  while (left < right) {
    const pivot = medianOfThree(keys[left], keys[(left + right) >> 1], keys[right]);
    let [i, j] = [left, right];
    while (i <= j) {
      while (keys[i] < pivot) i++;
      while (keys[j] > pivot) j--;
      if (i > j) break;
      const [key, place] = [keys[i], order[i]];
      keys[i] = keys[j];
      order[i] = order[j];
      keys[j] = key;
      order[j] = place;
      i++;
      j--;
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else return;
  }
}

const medianOfThree = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
