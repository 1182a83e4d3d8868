import type { Space } from './space';

/** What rounding to float32 can have moved a max-norm distance by, twice over, relative to the distance and the coordinates (half a unit in the last place of each). */
const unitMargin = 2 ** -21;

/** A space of one part for the kernel: standardised around one of the points, in float32. */
export interface PackedPoints {
  readonly columns: number;
  readonly euclidean: boolean;
  /** [blocks of eight points][columns][8], filled up with infinities. */
  readonly values: Float32Array;
  /** Each point's largest coordinate. */
  readonly extents: Float32Array;
  /** What a distance can be off by, in units of itself and of the point's extent. */
  readonly margin: number;
}

/** Samples rounded up to whole blocks. */
export function paddedCount(samples: number): number {
  return 8 * Math.ceil(samples / 8);
}

export function packPoints(space: Space): PackedPoints {
  const [{ columns, weights }] = space.parts;
  const { samples } = space;
  const count = columns.length;
  const values = new Float32Array(paddedCount(samples) * count).fill(Infinity);
  const extents = new Float32Array(samples);
  columns.forEach((column, c) => {
    // Coordinates count from a point in the middle, so that most of them are small and lose least.
    const origin = middleOf(column);
    for (let i = 0; i < samples; i++) {
      const value = weights[c] * (column[i] - origin);
      values[8 * (count * (i >>> 3) + c) + (i & 7)] = value;
      if (Math.abs(value) > extents[i]) extents[i] = Math.abs(value);
    }
  });
  const euclidean = space.metric === 'euclidean' && count > 1;
  return { columns: count, euclidean, values, extents, margin: euclidean ? unitMargin * (1 + count / 4) : unitMargin };
}

/** The value nearest to the mean. */
function middleOf(column: Float64Array): number {
  let mean = 0;
  for (let i = 0; i < column.length; i++) mean += (column[i] - mean) / (i + 1);
  let nearest = column[0];
  for (let i = 1; i < column.length; i++) if (Math.abs(column[i] - mean) < Math.abs(nearest - mean)) nearest = column[i];
  return nearest;
}
