import type { Variable } from '../types/variable';
import { standardColumns } from './standardColumns';

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
  let first = 0;
  for (const side of variables) {
    const { dimensions, scales } = standardColumns(side);
    for (let i = 0, at = 0; i < samples; i++)
      for (let j = 0; j < dimensions; j++, at++) values[i * columns + first + j] = side.values[at] * scales[j];
    first += dimensions;
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
