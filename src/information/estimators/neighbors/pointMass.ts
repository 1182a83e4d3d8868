import type { Variable } from '../../types/variable';

/** The share of the samples at one value of a column from which on it is a point mass. */
const massShare = 0.05;

/** Whether a column of numbers has one value far more often than others, such as the zero of a rectifier. */
export function hasPointMass({ values, samples, dimensions }: Variable): boolean {
  for (let j = 0; j < dimensions; j++) {
    const counts = new Map<number, number>();
    for (let i = j; i < values.length; i += dimensions) {
      const count = (counts.get(values[i]) ?? 0) + 1;
      if (count > massShare * samples && count > 1) return true;
      counts.set(values[i], count);
    }
  }
  return false;
}
