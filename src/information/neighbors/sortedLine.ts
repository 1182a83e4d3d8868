/** Points on a line in order, for counting neighbours by binary search. */
export class SortedLine {
  /** The points' numbers, ascending by value. */
  readonly order: Int32Array;
  private readonly sorted: Float64Array;

  constructor(column: Float64Array, private readonly weight: number) {
    this.order = Int32Array.from(column, (_, i) => i);
    this.order.sort((a, b) => column[a] - column[b]);
    this.sorted = Float64Array.from(this.order, (i) => column[i]);
  }

  /** The number of points closer to `value` than `radius` (at most `radius` away where `closed`), a point at `value` included. */
  count(value: number, radius: number, closed: boolean): number {
    const { sorted, weight } = this;
    // The test is the distance itself, not value ± radius, whose rounding could disagree with it.
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const gap = weight * (value - sorted[middle]);
      if (closed ? gap > radius : gap >= radius) low = middle + 1;
      else high = middle;
    }
    const start = low;
    high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const gap = weight * (sorted[middle] - value);
      if (closed ? gap > radius : gap >= radius) high = middle;
      else low = middle + 1;
    }
    return low - start;
  }
}
