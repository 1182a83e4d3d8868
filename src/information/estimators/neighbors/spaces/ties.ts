import type { Space } from './space';
import { ascendingOrder } from './sortedLine';
import { lineOf } from './spaceIndexes';

/** The share of points that equal another point in every column. */
export function tiedShare(space: Space): number {
  const columns = space.parts.flatMap((part) => part.columns);
  if (columns.length === 0) return 1;
  const line = columns.length === 1 ? lineOf(space) : undefined;
  if (line) return line.tiedShare();
  // Tied points share the value of the first column, so only runs of equal values there are compared further.
  const [first] = columns;
  const order = ascendingOrder(first);
  const compare = (a: number, b: number): number => {
    for (const column of columns) if (column[a] !== column[b]) return column[a] - column[b];
    return 0;
  };
  let tied = 0;
  let end = 0;
  for (let start = 0; start < order.length; start = end) {
    end = start + 1;
    while (end < order.length && first[order[end]] === first[order[start]]) end++;
    if (end - start < 2) continue;
    const run = order.subarray(start, end).sort(compare);
    for (let r = 0; r < run.length; r++) {
      if ((r > 0 && compare(run[r], run[r - 1]) === 0) || (r + 1 < run.length && compare(run[r], run[r + 1]) === 0))
        tied++;
    }
  }
  return tied / space.samples;
}
