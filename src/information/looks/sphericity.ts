import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { distanceBetween, type StandardRows } from './standardRows';

/** Neighbours beyond the number of columns from which on a covariance is looked at. */
const more = 3;
/** This share of the rows has so many. */
const share = 0.25;

/**
 * How evenly the neighbours within `radius` of some rows spread over all directions: the mean of (det C)^(1/d) over
 * (tr C) / d of their covariances C (Mauchly 1940), 1 for a ball and near 0 for a line or a sheet; NaN where too few
 * rows have enough neighbours.
 */
export function meanSphericity(rows: StandardRows, asked: Int32Array, radius: number): number {
  const each = Array.from(asked, (row) => sphericity(rows, row, radius)).filter((value) => value !== undefined);
  return each.length < share * asked.length ? NaN : each.reduce((sum, value) => sum + value, 0) / each.length;
}

function sphericity(rows: StandardRows, row: number, radius: number): number | undefined {
  const { values, columns, samples } = rows;
  const near: number[] = [];
  for (let i = 0; i < samples; i++) if (distanceBetween(rows, row, i, radius) < radius) near.push(i);
  if (near.length < columns + more) return undefined;
  const means = Array.from(
    { length: columns },
    (_, j) => near.reduce((sum, i) => sum + values[i * columns + j], 0) / near.length,
  );
  const covariance = new Matrix(columns, columns);
  for (let a = 0; a < columns; a++)
    for (let b = 0; b < columns; b++)
      covariance.set(
        a,
        b,
        near.reduce((sum, i) => sum + (values[i * columns + a] - means[a]) * (values[i * columns + b] - means[b]), 0),
      );
  const { realEigenvalues } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  const logs = realEigenvalues.reduce((sum, value) => sum + Math.log(Math.max(value, Number.MIN_VALUE)), 0);
  const trace = realEigenvalues.reduce((sum, value) => sum + value, 0);
  return trace > 0 ? (Math.exp(logs / columns) * columns) / trace : undefined;
}
