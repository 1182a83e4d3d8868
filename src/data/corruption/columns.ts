import type { ColumnMoments, Sequences } from '../dataset';

/** The mean and the standard deviation of every column over the real steps. */
export function columnMoments({ values, samples, length, features, lengths }: Sequences): ColumnMoments {
  const means = new Float64Array(features);
  const squares = new Float64Array(features);
  let count = 0;
  // Welford 1962.
  for (let row = 0; row < samples; row++)
    for (let t = 0; t < (lengths?.[row] ?? length); t++) {
      count++;
      for (let j = 0; j < features; j++) {
        const value = values[(row * length + t) * features + j];
        const before = value - means[j];
        means[j] += before / count;
        squares[j] += before * (value - means[j]);
      }
    }
  return { means, deviations: squares.map((sum) => Math.sqrt(sum / count)) };
}
