import type { Space } from './space';
import { lineOf } from './structures';

/** The share of points that equal another point in every column. */
export function tiedShare(space: Space): number {
  const columns = space.parts.flatMap((part) => part.columns);
  if (columns.length === 0) return 1;
  const line = columns.length === 1 ? lineOf(space) : undefined;
  if (line) return line.tiedShare();
  const order = Int32Array.from({ length: space.samples }, (_, i) => i);
  const compare = (a: number, b: number): number => {
    for (const column of columns) if (column[a] !== column[b]) return column[a] - column[b];
    return 0;
  };
  order.sort(compare);
  let tied = 0;
  for (let r = 0; r < order.length; r++) {
    if ((r > 0 && compare(order[r], order[r - 1]) === 0) || (r + 1 < order.length && compare(order[r], order[r + 1]) === 0)) tied++;
  }
  return tied / space.samples;
}
