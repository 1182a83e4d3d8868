import type { Variable } from '../../types/variable';

/** At most `most` row numbers, evenly spread over all, so that they represent a sorted file too. */
export function spreadRows(samples: number, most: number): Int32Array {
  const count = Math.min(samples, most);
  return Int32Array.from({ length: count }, (_, i) => Math.floor((i * samples) / count));
}

/** Some rows of a variable, row-major [rows, dimensions]. */
export function takeRows(
  { values, dimensions }: Pick<Variable, 'values' | 'dimensions'>,
  rows: Int32Array,
): Float64Array {
  const out = new Float64Array(rows.length * dimensions);
  rows.forEach((row, i) => out.set(values.subarray(row * dimensions, (row + 1) * dimensions), i * dimensions));
  return out;
}
