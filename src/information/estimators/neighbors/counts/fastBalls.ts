import type { BallCounts } from './ballCounts';
import type { DistanceEngine } from '../search/distanceEngine';
import { columnsOf, isEuclidean, marginOf } from '../spaces/packedPoints';
import type { Breather } from '../../../numerics/breather';
import { recountExactly } from './recountExactly';
import type { Space } from '../spaces/space';
import { dimensionsOf } from '../spaces/space';

export interface SpacePair {
  readonly x: Space;
  readonly y: Space;
}

/** Largest size of a block of rows of all spaces, in bytes: the size of a second-level cache. */
const blockBytes = 256 << 10;
const wordsOfRow = 4;

/** A space whose rows are made block by block. */
interface Streamed {
  readonly space: Space;
  readonly points: number;
  readonly rows: number;
}

/**
 * Ball counts of several pairs by float32 distances, each space's distances computed once. Points that rounding could
 * misplace are recounted in double precision, so that the counts equal those of `countBalls`.
 */
export async function countBallsTogether(
  engine: DistanceEngine,
  pairs: readonly SpacePair[],
  k: number,
  breather: Breather,
): Promise<BallCounts[]> {
  const { samples, stride, width, kernel } = engine;
  const spaces = [...new Set(pairs.flatMap(({ x, y }) => [x, y]))];
  const kept = new Map<Space, number>();
  const streamed: Streamed[] = [];
  const reserved: [at: number, bytes: number][] = [];
  const keep = (at: number, bytes: number): number => {
    reserved.push([at, bytes]);
    return at;
  };
  const reserve = (bytes: number): number => keep(engine.reserve(bytes), bytes);
  const placeExtents = (space: Space): number => {
    const extents = engine.extentsOf(space);
    const at = reserve(extents.byteLength);
    new Float32Array(kernel.memory.buffer, at, samples).set(extents);
    return at;
  };
  try {
    for (const space of spaces)
      if (engine.keeps(space))
        kept.set(space, await engine.matrixOf(space, spaces[spaces.length - 1 - spaces.indexOf(space)], breather));
    const others = spaces.filter((space) => !kept.has(space));
    const together = 8 * Math.min(8, Math.max(1, Math.floor(blockBytes / (8 * stride * Math.max(1, others.length)))));
    for (const space of others)
      streamed.push({
        space,
        points: keep(engine.placePoints(space), engine.pointBytes(space)),
        rows: reserve(together * stride),
      });
    const extents = new Map(spaces.map((space) => [space, placeExtents(space)]));
    const scratch = reserve(64 + 4 * k);
    const out = reserve(4 * wordsOfRow * together);
    const results = pairs.map(() => emptyCounts(samples, k));
    const blocks = width / 8;
    for (let from = 0; from < samples; from += together) {
      if (breather.due()) await breather.rest();
      const end = Math.min(samples, from + together);
      const rowsAt = new Map<Space, number>();
      for (const [space, at] of kept) rowsAt.set(space, at + from * stride);
      for (const { space, points, rows } of streamed) {
        kernel.rows(
          points,
          columnsOf(space),
          blocks,
          from / 8,
          Math.ceil(end / 8),
          isEuclidean(space) ? 1 : 0,
          rows,
          stride,
        );
        rowsAt.set(space, rows);
        if (breather.due()) await breather.rest();
      }
      for (const [p, { x, y }] of pairs.entries()) {
        const atX = rowsAt.get(x) ?? 0;
        const atY = rowsAt.get(y) ?? 0;
        const margin = Math.max(marginOf(x), marginOf(y));
        kernel.balls(
          atX,
          stride,
          atY,
          stride,
          width,
          end - from,
          k,
          (extents.get(x) ?? 0) + 4 * from,
          (extents.get(y) ?? 0) + 4 * from,
          margin,
          scratch,
          out,
        );
        const { buffer } = kernel.memory;
        const radii = new Float32Array(buffer, out, wordsOfRow * (end - from));
        const words = new Int32Array(buffer, out, wordsOfRow * (end - from));
        const counts = results[p];
        for (let i = from; i < end; i++) {
          const w = wordsOfRow * (i - from);
          // Distances within the slack of the radius: those of points near in x or y or both, with k of them in both,
          // less those below. A single one is that of the k-th neighbour, so no recount is needed. (A further point
          // that is near in both adds one distance and is not counted, since it is no nearer than the k-th neighbour
          // and not inside the ball.)
          if (words[w + 3] + k - words[w + 1] - words[w + 2] === 1) {
            counts.radii[i] = radii[w];
            counts.inX[i] = words[w + 1] + 1;
            counts.inY[i] = words[w + 2] + 1;
          } else {
            const slackUnits = Math.fround(Math.fround(radii[w] + engine.extentsOf(x)[i]) + engine.extentsOf(y)[i]);
            recountExactly(
              { space: x, row: new Float32Array(buffer, atX + (i - from) * stride, samples) },
              { space: y, row: new Float32Array(buffer, atY + (i - from) * stride, samples) },
              i,
              radii[w],
              Math.fround(margin * slackUnits),
              counts,
            );
            if (breather.due()) await breather.rest();
          }
        }
      }
    }
    return results;
  } finally {
    for (const [at, bytes] of reserved) engine.release(at, bytes);
  }
}

/** Up to this number of samples, distances of all pairs of points are quickest, whatever the dimension. */
const mostSamples = 4000;
/** With more samples, a tree is quicker for spaces of at most this number of columns. */
const fewColumns = 6;

/** Whether all distances are quicker than searches. */
export function suitsMatrices(x: Space, y: Space): boolean {
  const dimensions = dimensionsOf(x) + dimensionsOf(y);
  return dimensions > 2 && (x.samples <= mostSamples || dimensions > fewColumns);
}

function emptyCounts(samples: number, k: number): BallCounts {
  return {
    k,
    radii: new Float64Array(samples),
    inX: new Int32Array(samples),
    inY: new Int32Array(samples),
    inJoint: new Int32Array(samples).fill(k),
  };
}
