/**
 * Kendall's tau of two columns: concordant minus discordant pairs, divided by all pairs; ties count as neither (Knight
 * 1966, in N log N). `orderOfX` sorts the samples by x.
 */
export function kendallTau(orderOfX: Int32Array, x: Float64Array, y: Float64Array): number {
  const count = orderOfX.length;
  if (count < 2) return 0;
  const sorted = new Float64Array(count);
  let tiedX = 0;
  let tiedBoth = 0;
  for (let from = 0; from < count;) {
    let to = from + 1;
    while (to < count && x[orderOfX[to]] === x[orderOfX[from]]) to++;
    for (let i = from; i < to; i++) sorted[i] = y[orderOfX[i]];
    // In order of y inside a tie of x, a tie adds no inversion.
    if (to - from > 1) {
      const run = sorted.subarray(from, to).sort();
      tiedX += pairs(to - from);
      tiedBoth += tiedPairs(run);
    }
    from = to;
  }
  const discordant = sortCountingInversions(sorted);
  const tiedY = tiedPairs(sorted);
  const concordant = pairs(count) - tiedX - tiedY + tiedBoth - discordant;
  return (concordant - discordant) / pairs(count);
}

const pairs = (count: number): number => (count * (count - 1)) / 2;

/** Pairs of equal values in a sorted array. */
function tiedPairs(sorted: Float64Array): number {
  let total = 0;
  for (let from = 0; from < sorted.length;) {
    let to = from + 1;
    while (to < sorted.length && sorted[to] === sorted[from]) to++;
    total += pairs(to - from);
    from = to;
  }
  return total;
}

/** Merge sort in place; the number of pairs that stood in falling order. */
function sortCountingInversions(values: Float64Array): number {
  let from: Float64Array = values;
  let into: Float64Array = new Float64Array(values.length);
  let inversions = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(start + 2 * width, values.length);
      let left = start;
      let right = middle;
      for (let i = start; i < end; i++) {
        if (left < middle && (right >= end || from[left] <= from[right])) into[i] = from[left++];
        else {
          inversions += middle - left;
          into[i] = from[right++];
        }
      }
    }
    [from, into] = [into, from];
  }
  if (from !== values) values.set(from);
  return inversions;
}
