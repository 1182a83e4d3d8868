import type { Variable } from '../types/variable';

/** Rows of some variables side by side, each column over its standard deviation: [samples, columns]. */
export interface StandardRows {
  readonly values: Float64Array;
  readonly columns: number;
  readonly samples: number;
}

export function standardised(variables: readonly Variable[]): StandardRows {
  const { samples } = variables[0];
  const columns = variables.reduce((sum, { dimensions }) => sum + dimensions, 0);
  const values = new Float64Array(samples * columns);
  let to = 0;
  for (const side of variables)
    for (let j = 0; j < side.dimensions; j++, to++) {
      let [mean, square] = [0, 0];
      for (let i = 0; i < samples; i++) mean += side.values[i * side.dimensions + j] / samples;
      for (let i = 0; i < samples; i++) square += (side.values[i * side.dimensions + j] - mean) ** 2 / samples;
      const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
      for (let i = 0; i < samples; i++) values[i * columns + to] = side.values[i * side.dimensions + j] * scale;
    }
  return { values, columns, samples };
}

/** The largest difference of two rows over columns, or some number of at least `limit` where it is no smaller. */
export function distanceBetween({ values, columns }: StandardRows, one: number, other: number, limit: number): number {
  let distance = 0;
  for (let a = one * columns, b = other * columns, end = a + columns; a < end && distance < limit; a++, b++) {
    const difference = Math.abs(values[a] - values[b]);
    if (difference > distance) distance = difference;
  }
  return distance;
}
