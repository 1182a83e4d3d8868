import type { BallCounts } from './ballCounts';
import type { Space } from '../spaces/space';
import { distance } from '../spaces/space';

/** One point's float32 distances in a space, infinite to itself. */
export interface ApproximateRow {
  readonly space: Space;
  readonly row: Float32Array;
}

/**
 * Writes the exact counts of point `i`: points whose float32 distance is within `slack` of the float32 radius are
 * measured again in double precision. The others are on the side that float32 shows.
 */
export function recountExactly(
  x: ApproximateRow,
  y: ApproximateRow,
  i: number,
  radius: number,
  slack: number,
  counts: BallCounts,
): void {
  const low = Math.fround(radius - slack);
  const high = Math.fround(radius + slack);
  const closeX: number[] = [];
  const closeY: number[] = [];
  const closeJoint: number[] = [];
  let belowX = 0;
  let belowY = 0;
  let below = 0;
  for (let j = 0; j < x.row.length; j++) {
    const offX = x.row[j];
    const offY = y.row[j];
    if (offX < low) belowX++;
    else if (offX < high) closeX.push(distance(x.space, i, j));
    if (offY < low) belowY++;
    else if (offY < high) closeY.push(distance(y.space, i, j));
    if (offX < low && offY < low) below++;
    else if (offX < high && offY < high) closeJoint.push(Math.max(distance(x.space, i, j), distance(y.space, i, j)));
  }
  const exact = Float64Array.from(closeJoint).sort()[counts.k - 1 - below];
  counts.radii[i] = exact;
  // A ball of radius zero contains the points that coincide. The point itself is in every ball.
  const within = (close: readonly number[]): number =>
    close.reduce((sum, off) => sum + (off < exact || off === 0 ? 1 : 0), 1);
  counts.inX[i] = belowX + within(closeX);
  counts.inY[i] = belowY + within(closeY);
  if (exact === 0) counts.inJoint[i] = within(closeJoint);
}
