import { cholesky } from '../numerics/cholesky';
import { crossProduct } from '../numerics/products';
import { standardNormalQuantile } from '../numerics/special';

/** The chance that a capacity of zero is counted (Dambre et al. 2012, supplement: p = 10^-4). */
const chanceCounted = 1e-4;

/** Least squares on the units of a state, with an intercept: what every function of the input is read by. */
export interface LinearReadout {
  readonly samples: number;
  /** Directions of the state that vary: at most the units. */
  readonly rank: number;
  /** The centred states in orthonormal columns, row-major [samples, rank]. */
  readonly directions: Float64Array;
  /** What each row weighs in its own prediction, the intercept's share included. */
  readonly leverage: Float64Array;
}

/** The read-out of states, row-major [samples, units]. */
export function linearReadout(states: Float64Array, samples: number, units: number): LinearReadout {
  const centred = standardised(states, samples, units);
  const { factor, size, kept } = cholesky(crossProduct(centred, units, centred, units, samples), units);
  const directions = new Float64Array(samples * size);
  const leverage = new Float64Array(samples).fill(1 / samples);
  for (let i = 0; i < samples; i++) {
    const row = i * size;
    for (let j = 0; j < size; j++) {
      let rest = centred[i * units + kept[j]];
      for (let k = 0; k < j; k++) rest -= factor[j * size + k] * directions[row + k];
      const value = rest / factor[j * size + j];
      directions[row + j] = value;
      leverage[i] += value * value;
    }
  }
  return { samples, rank: size, directions, leverage };
}

/** Centred columns of unit length; a constant column stays zero. */
function standardised(values: Float64Array, samples: number, columns: number): Float64Array {
  const out = new Float64Array(values.length);
  for (let j = 0; j < columns; j++) {
    let mean = 0;
    for (let i = 0; i < samples; i++) mean += values[i * columns + j] / samples;
    let square = 0;
    for (let i = 0; i < samples; i++) square += (values[i * columns + j] - mean) ** 2;
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let i = 0; i < samples; i++) out[i * columns + j] = (values[i * columns + j] - mean) * scale;
  }
  return out;
}

/** What a linear read-out gives of one function of the input. */
export interface FunctionCapacity {
  /** The share of its variance that is read, its bias on finite samples removed; it may be below zero by chance. */
  readonly value: number;
  /** Whether it is distinguishable from zero. */
  readonly counts: boolean;
  /** From this share on a capacity counts. */
  readonly threshold: number;
  /** Variance of `value` by the second order of its expansion, which alone is left where nothing is read. */
  readonly spread: number;
}

/**
 * The capacity C = 1 - MSE/Var(z) of a function z of the input (Dambre et al. 2012, eq. 2), read by least squares. With
 * n rows and r directions a function of which nothing can be read has nC near chi-squared of r degrees, so that C is
 * about r/n too large. That is removed, by White's (1980) estimate of the errors of the weights, since products of
 * inputs have errors that grow with the state. A capacity counts if nC is above the quantile of chi-squared at
 * 1 - 10^-4, as there, and also above that of the weighted sum of chi-squares with White's errors (Satterthwaite 1946).
 * @param z centred, of unit variance, [samples]
 * @param influence what each row adds to the sampling error of the value, to which this adds if it counts, [samples]
 */
export function functionCapacity(
  { samples, rank, directions, leverage }: LinearReadout,
  z: Float64Array,
  influence?: Float64Array,
): FunctionCapacity {
  const weights = new Float64Array(rank);
  for (let i = 0; i < samples; i++) for (let j = 0; j < rank; j++) weights[j] += directions[i * rank + j] * z[i];
  const raw = weights.reduce((sum, weight) => sum + weight * weight, 0) / samples;
  const errors = new Float64Array(samples);
  let bias = 0;
  let rest = 0;
  for (let i = 0; i < samples; i++) {
    let read = 0;
    for (let j = 0; j < rank; j++) read += directions[i * rank + j] * weights[j];
    errors[i] = (z[i] - read) ** 2;
    rest += errors[i] / samples;
    // A row that the read-out passes through exactly tells nothing of the error.
    const free = 1 - leverage[i];
    if (free > 1e-9) bias += ((leverage[i] - 1 / samples) * errors[i]) / free / samples;
  }
  const plain = plainThreshold(samples, rank);
  let threshold = plain;
  if (raw > plain) threshold = Math.max(plain, robustThreshold(directions, errors, samples, rank));
  const counts = raw > threshold;
  if (counts && influence) for (let i = 0; i < samples; i++) influence[i] += (rest * z[i] * z[i] - errors[i]) / samples;
  return { value: raw - bias, counts, threshold, spread: (2 * rank * rest * rest) / samples ** 2 };
}

/** From this share on a capacity counts where the errors of the read-out do not depend on the state. */
export const plainThreshold = (samples: number, rank: number): number =>
  rank > 0 ? exceededBy(chanceCounted, rank) / samples : 0;

/** The quantile of a chi-squared law with the mean and variance that White's errors of the weights give. */
function robustThreshold(directions: Float64Array, errors: Float64Array, samples: number, rank: number): number {
  const weighted = new Float64Array(directions.length);
  for (let i = 0; i < samples; i++) {
    const root = Math.sqrt(errors[i]);
    for (let j = 0; j < rank; j++) weighted[i * rank + j] = directions[i * rank + j] * root;
  }
  const covariance = crossProduct(weighted, rank, weighted, rank, samples);
  let trace = 0;
  let square = 0;
  for (let j = 0; j < rank; j++) trace += covariance[j * rank + j];
  for (const value of covariance) square += value * value;
  if (!(square > 0)) return 0;
  return ((square / trace) * exceededBy(chanceCounted, (trace * trace) / square)) / samples;
}

/**
 * What a chi-squared variable of so many degrees of freedom exceeds by this chance (Wilson and Hilferty 1931): at a
 * chance of 10^-4 a little too large, by 7 % for one degree and less than 1 % from four on.
 */
export function exceededBy(chance: number, degrees: number): number {
  const width = 2 / (9 * degrees);
  return degrees * Math.max(0, 1 - width + standardNormalQuantile(1 - chance) * Math.sqrt(width)) ** 3;
}
