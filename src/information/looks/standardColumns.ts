import type { Variable } from '../types/variable';

/** The columns of one side [samples, dimensions], and one over the standard deviation of each; 0 of a constant one. */
export interface StandardColumns {
  readonly values: Float64Array;
  readonly dimensions: number;
  readonly scales: Float64Array;
  /** The first column over its standard deviation. */
  readonly first: Float64Array;
  /** The largest difference of two rows is at most this. */
  readonly range: number;
}

export function standardColumns({ values, samples, dimensions }: Variable): StandardColumns {
  const [means, squares] = [new Float64Array(dimensions), new Float64Array(dimensions)];
  const least = new Float64Array(dimensions).fill(Infinity);
  const most = new Float64Array(dimensions).fill(-Infinity);
  for (let at = 0; at < values.length;)
    for (let j = 0; j < dimensions; j++, at++) {
      const value = values[at];
      means[j] += value / samples;
      if (value < least[j]) least[j] = value;
      if (value > most[j]) most[j] = value;
    }
  for (let at = 0; at < values.length;)
    for (let j = 0; j < dimensions; j++, at++) squares[j] += (values[at] - means[j]) ** 2 / samples;
  const scales = squares.map((square) => (square > 0 ? 1 / Math.sqrt(square) : 0));
  const range = scales.reduce((widest, scale, j) => Math.max(widest, (most[j] - least[j]) * scale), 0);
  const first = new Float64Array(samples);
  for (let i = 0, at = 0; i < samples; i++, at += dimensions) first[i] = values[at] * scales[0];
  return { values, dimensions, scales, first, range };
}
