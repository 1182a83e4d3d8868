import type { Space } from './space';

/** Twice the error of a max-norm distance by rounding to float32, relative to the distance and the coordinates. */
const unitMargin = 2 ** -21;

/** Samples rounded up to whole blocks of eight. */
export function paddedCount(samples: number): number {
  return 8 * Math.ceil(samples / 8);
}

/** The error of a space's float32 distances, relative to the distance and the point's extent. */
export function marginOf(space: Space): number {
  return Math.fround(isEuclidean(space) ? unitMargin * (1 + columnsOf(space) / 4) : unitMargin);
}

export function columnsOf(space: Space): number {
  return space.parts[0].columns.length;
}

/** One column has one distance, whatever the norm. */
export function isEuclidean(space: Space): boolean {
  return space.metric === 'euclidean' && columnsOf(space) > 1;
}

/**
 * Writes a space of one part as the kernel reads it, standardised: [blocks of eight points][columns][8], filled up with
 * infinities.
 */
export function packPoints(space: Space, into: Float32Array): void {
  const [{ columns, weights, means }] = space.parts;
  const { samples } = space;
  const size = 8 * columns.length;
  for (let c = 0; c < columns.length; c++) {
    const column = columns[c];
    const weight = weights[c];
    const mean = means[c];
    for (let i = 0; i < samples; i++) into[size * (i >>> 3) + 8 * c + (i & 7)] = weight * (column[i] - mean);
    for (let i = samples; i < paddedCount(samples); i++) into[size * (i >>> 3) + 8 * c + (i & 7)] = Infinity;
  }
}

/** Each point's largest standardised coordinate, which its rounding errors grow with. */
export function extentsOf(space: Space): Float32Array {
  const [{ columns, weights, means }] = space.parts;
  const extents = new Float32Array(space.samples);
  for (let c = 0; c < columns.length; c++) {
    const column = columns[c];
    const weight = weights[c];
    const mean = means[c];
    for (let i = 0; i < extents.length; i++) {
      const size = weight * Math.abs(column[i] - mean);
      if (size > extents[i]) extents[i] = size;
    }
  }
  return extents;
}
