import type { Sequences, Targets } from '../../../data/dataset';
import { type Likeness, likeness } from './likeness';
import { add, emptySums, leftByLine, squaredCorrelation } from './lineSums';

/** How near some values come to clean ones. */
export interface Nearness extends Partial<Likeness> {
  /** The mean squared error, in the data's own units. */
  readonly squaredError: number;
  /** Peak signal-to-noise ratio, dB: 10 log10 of the squared range of the clean values over the squared error. */
  readonly psnr: number;
  /** The same for the best line through each of the values alone, one line a column: the filter without memory. */
  readonly linePsnr: number;
  /**
   * Nats a value: -ln(1 - r^2)/2 with the correlation r of each column, averaged over the columns that vary. It is the
   * information of a Gaussian pair (Cover and Thomas 2006, equation 8.56).
   */
  readonly information: number;
}

/** Compares values [samples, steps, features] with clean ones, NaN where there is none. */
export function nearness(values: Float32Array, clean: Targets): Nearness {
  const { features, scale } = clean;
  const columns = emptySums(features);
  let [count, total, least, most] = [0, 0, Infinity, -Infinity];
  clean.values.forEach((standard, i) => {
    if (Number.isNaN(standard)) return;
    const column = i % features;
    const [wide, middle] = [scale?.deviations[column] ?? 1, scale?.means[column] ?? 0];
    const [own, value] = [standard * wide + middle, values[i] * wide + middle];
    count++;
    total += (value - own) ** 2;
    least = Math.min(least, own);
    most = Math.max(most, own);
    add(columns[column], values[i], standard);
  });
  const squaredError = total / count;
  const correlations = columns.flatMap(squaredCorrelation);
  const ofLines = columns.reduce((sum, column, j) => sum + leftByLine(column) * (scale?.deviations[j] ?? 1) ** 2, 0);
  const psnrOf = (error: number): number => 10 * Math.log10((most - least) ** 2 / error);
  return {
    squaredError,
    psnr: psnrOf(squaredError),
    linePsnr: psnrOf(ofLines / count),
    information:
      correlations.reduce((sum, square) => sum - 0.5 * Math.log(Math.max(1e-12, 1 - square)), 0) /
      Math.max(1, correlations.length),
    ...likeness(values, clean, most - least),
  };
}

/** The first sequence of some values, [steps, features], in the data's own units. */
export function firstOf(values: Float32Array, { length, features, scale }: Sequences): number[][] {
  return Array.from({ length }, (_, t) =>
    Array.from({ length: features }, (_, j) => {
      const value = values[t * features + j];
      return value * (scale?.deviations[j] ?? 1) + (scale?.means[j] ?? 0);
    }),
  );
}
