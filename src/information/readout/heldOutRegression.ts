import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { Breather } from '../numerics/breather';
import { z95 } from '../numerics/special';
import { crossProduct } from '../numerics/products';

/** Parts of the rows, each predicted by what is fitted to the others. */
const folds = 5;
/** The penalty over the mean variance of the columns: it only keeps columns that depend on each other apart. */
const relativePenalty = 1e-6;

export interface HeldOutRegression {
  /** 1 - sum |y - y'|^2 / sum |y - mean|^2 over all columns and rows, each predicted from other rows; at most 1. */
  readonly share: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
  /** The predictions y', row-major [samples, targets]. */
  readonly predicted: Float64Array;
}

/**
 * R^2 of a ridge regression (Hoerl and Kennard 1970) of several numbers on several others, on held-out rows: it is
 * below that of the best linear map, by what few rows leave unknown of it. The interval is that of a ratio of two means
 * over rows (the delta method).
 * @param x row-major [samples, inputs]
 * @param y row-major [samples, targets]
 * @param order of the rows, at random: every fifth one is a part
 * @returns undefined where y never differs
 * @throws CancelledError
 */
export async function heldOutRegression(
  x: Float64Array,
  inputs: number,
  y: Float64Array,
  targets: number,
  order: Int32Array,
  breather: Breather,
): Promise<HeldOutRegression | undefined> {
  const samples = order.length;
  const predicted = new Float64Array(samples * targets);
  for (let fold = 0; fold < folds; fold++) {
    const fitted = order.filter((_, i) => i % folds !== fold);
    const map = ridgeMap(rowsOf(x, inputs, fitted), inputs, rowsOf(y, targets, fitted), targets, fitted.length);
    order.forEach((row, i) => {
      if (i % folds === fold) map(x.subarray(row * inputs, (row + 1) * inputs), predicted, row * targets);
    });
    if (breather.due()) await breather.rest();
  }
  const means = meansOf(y, targets, samples);
  const errors = new Float64Array(samples);
  const spreads = new Float64Array(samples);
  for (let i = 0; i < samples; i++)
    for (let k = 0; k < targets; k++) {
      errors[i] += (y[i * targets + k] - predicted[i * targets + k]) ** 2 / samples;
      spreads[i] += (y[i * targets + k] - means[k]) ** 2 / samples;
    }
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const spread = sum(spreads);
  if (!(spread > 1e-12)) return undefined;
  const rest = sum(errors) / spread;
  let square = 0;
  for (let i = 0; i < samples; i++) square += ((errors[i] - rest * spreads[i]) / spread) ** 2;
  const margin = z95 * Math.sqrt(square);
  return { share: 1 - rest, low: 1 - rest - margin, high: Math.min(1, 1 - rest + margin), predicted };
}

type LinearMap = (x: Float64Array, out: Float64Array, at: number) => void;

function ridgeMap(x: Float64Array, inputs: number, y: Float64Array, targets: number, rows: number): LinearMap {
  const [meansX, meansY] = [meansOf(x, inputs, rows), meansOf(y, targets, rows)];
  const [centredX, centredY] = [without(x, meansX), without(y, meansY)];
  const gram = crossProduct(centredX, inputs, centredX, inputs, rows);
  const moments = crossProduct(centredX, inputs, centredY, targets, rows);
  let trace = 0;
  for (let j = 0; j < inputs; j++) trace += gram[j * inputs + j];
  // A state that never differs predicts the mean.
  const penalty = (relativePenalty * trace) / inputs || 1;
  const penalised = Matrix.from1DArray(inputs, inputs, gram).add(Matrix.eye(inputs, inputs, penalty));
  const weights = new CholeskyDecomposition(penalised).solve(Matrix.from1DArray(inputs, targets, moments));
  return (row, out, at) => {
    for (let k = 0; k < targets; k++) {
      let value = meansY[k];
      for (let j = 0; j < inputs; j++) value += (row[j] - meansX[j]) * weights.get(j, k);
      out[at + k] = value;
    }
  };
}

function rowsOf(values: Float64Array, columns: number, rows: Int32Array): Float64Array {
  const out = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => out.set(values.subarray(row * columns, (row + 1) * columns), i * columns));
  return out;
}

function meansOf(values: Float64Array, columns: number, rows: number): Float64Array {
  const means = new Float64Array(columns);
  for (let i = 0; i < values.length; i++) means[i % columns] += values[i] / rows;
  return means;
}

const without = (values: Float64Array, means: Float64Array): Float64Array =>
  values.map((value, i) => value - means[i % means.length]);
