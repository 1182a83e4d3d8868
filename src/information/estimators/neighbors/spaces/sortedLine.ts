/** The numbers of `values` in ascending order of value; equal values keep their order. */
export function ascendingOrder(values: Float64Array): Int32Array {
  // A native sort of the values and a search for each place is much quicker than a sort of indices by a comparison
  // function.
  const sorted = values.slice().sort();
  const taken = new Int32Array(values.length);
  const order = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const place = firstAtLeast(sorted, values[i], 0, sorted.length);
    order[place + taken[place]++] = i;
  }
  return order;
}

/**
 * The first place from `start` to `end` (exclusive) of an ascending array whose value is `value` or more; `end` if
 * there is none.
 */
export function firstAtLeast(sorted: Float64Array, value: number, start: number, end: number): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Points on a line in order, for counting neighbours by binary search. */
export class SortedLine {
  /** The points' numbers, ascending by value. */
  readonly order: Int32Array;
  /** The points' values, ascending. */
  readonly values: Float64Array;

  constructor(
    column: Float64Array,
    readonly weight: number,
  ) {
    this.order = ascendingOrder(column);
    this.values = new Float64Array(column.length);
    for (let rank = 0; rank < column.length; rank++) this.values[rank] = column[this.order[rank]];
  }

  /**
   * The number of points closer to the point of rank `rank` than `radius` (at most `radius` away where `closed`),
   * itself included if it is.
   */
  count(rank: number, radius: number, closed: boolean): number {
    if (closed ? radius < 0 : radius <= 0) return 0;
    return this.reach(rank, 1, radius, closed) + this.reach(rank, -1, radius, closed) + 1;
  }

  /** How many points on one side of a rank are within the radius: doubling steps, then halving ones. */
  private reach(rank: number, direction: 1 | -1, radius: number, closed: boolean): number {
    const { values, weight } = this;
    const centre = values[rank];
    const room = direction === 1 ? values.length - 1 - rank : rank;
    // The test is the distance itself, not centre ± radius, whose rounding could disagree with it.
    let inside = 0;
    let step = 16;
    let outside = room + 1;
    while (inside + step <= room) {
      const gap = weight * Math.abs(values[rank + direction * (inside + step)] - centre);
      if (closed ? gap <= radius : gap < radius) {
        inside += step;
        step *= 2;
      } else {
        outside = inside + step;
        break;
      }
    }
    while (outside - inside > 1) {
      const middle = (inside + outside) >>> 1;
      const gap = weight * Math.abs(values[rank + direction * middle] - centre);
      if (closed ? gap <= radius : gap < radius) inside = middle;
      else outside = middle;
    }
    return inside;
  }

  /** The share of points whose value another point has too. */
  tiedShare(): number {
    const { values } = this;
    let tied = 0;
    for (let r = 0; r < values.length; r++) {
      if ((r > 0 && values[r] === values[r - 1]) || (r + 1 < values.length && values[r] === values[r + 1])) tied++;
    }
    return tied / values.length;
  }
}
