import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { cholesky, solveLower, type CholeskyFactor } from '../../numerics/cholesky';
import type { Points } from '../critics/critic';
import type { StudentCopulaFit } from './studentCopula';
import { studentLogConstant } from './studentDistribution';

/**
 * ln q(x_i, y_j) / q(x_i) q(y_j) of a Student copula for every pair of the given rows, in nats: row-major [rows, rows].
 * With q = ln C(d) - ln det R / 2 - (v + d) / 2 ln(1 + z^T R^-1 z / v) for the whole and for each block of the Student
 * scores z (Demarta and McNeil 2005, equation 4), densities of single columns cancel.
 * @param scores normal scores of both sides
 */
export function studentScores(scores: Points, fit: StudentCopulaFit, rows: Int32Array): Float64Array {
  const { degrees, factor } = fit;
  const [p, q, count] = [scores.dimX, scores.dimY, rows.length];
  const [ofX, ofY] = halves(factor, p, q);
  const x = columnsOf(scores.x, p, rows, degrees);
  const y = columnsOf(scores.y, q, rows, degrees);
  const [alone, own] = [Float64Array.from(y), Float64Array.from(y)];
  solveLower(ofX, x, count);
  solveLower(ofY, alone, count);
  // The block of Y in L, and L_yy^-1 L_yx z for the whitened z of X.
  const inner: CholeskyFactor = { ...ofY, factor: innerBlock(factor, p, q) };
  const expected = new Float64Array(q * count);
  for (let r = 0; r < q; r++)
    for (let c = 0; c < p; c++) {
      const weight = factor.factor[(p + r) * (p + q) + c];
      for (let i = 0; i < count; i++) expected[r * count + i] += weight * x[c * count + i];
    }
  solveLower(inner, expected, count);
  solveLower(inner, own, count);
  const [squaresX, squaresY] = [squares(x, p, count), squares(alone, q, count)];
  const tail = (size: number, squared: number): number => ((degrees + size) / 2) * Math.log1p(squared / degrees);
  const constant =
    studentLogConstant(p + q, degrees) -
    studentLogConstant(p, degrees) -
    studentLogConstant(q, degrees) -
    (factor.logDeterminant - ofX.logDeterminant - ofY.logDeterminant) / 2;
  const tailsX = squaresX.map((squared) => constant + tail(p, squared));
  const tailsY = squaresY.map((squared) => tail(q, squared));
  const out = new Float64Array(count * count);
  for (let i = 0; i < count; i++)
    for (let j = 0; j < count; j++) {
      let squared = squaresX[i];
      for (let r = 0; r < q; r++) squared += (own[r * count + j] - expected[r * count + i]) ** 2;
      out[i * count + j] = tailsX[i] + tailsY[j] - tail(p + q, squared);
    }
  return out;
}

/** The factors of the correlations within X and within Y. */
function halves({ factor, size }: CholeskyFactor, p: number, q: number): [CholeskyFactor, CholeskyFactor] {
  const within = (from: number, count: number): CholeskyFactor => {
    const block = new Float64Array(count * count);
    for (let r = 0; r < count; r++)
      for (let c = 0; c <= r; c++) {
        for (let m = 0; m <= from + c; m++)
          block[r * count + c] += factor[(from + r) * size + m] * factor[(from + c) * size + m];
        block[c * count + r] = block[r * count + c];
      }
    return cholesky(block, count, 0);
  };
  return [within(0, p), within(p, q)];
}

function innerBlock({ factor, size }: CholeskyFactor, p: number, q: number): Float64Array {
  const out = new Float64Array(q * q);
  for (let r = 0; r < q; r++) for (let c = 0; c <= r; c++) out[r * q + c] = factor[(p + r) * size + p + c];
  return out;
}

/** Student scores of some rows, [dimensions, rows]. */
function columnsOf(values: Float64Array, dimensions: number, rows: Int32Array, degrees: number): Float64Array {
  const out = new Float64Array(dimensions * rows.length);
  rows.forEach((row, i) => {
    for (let j = 0; j < dimensions; j++)
      out[j * rows.length + i] = studentQuantile(normalCdf(values[row * dimensions + j], 0, 1), degrees);
  });
  return out;
}

function squares(columns: Float64Array, dimensions: number, count: number): Float64Array {
  const out = new Float64Array(count);
  for (let j = 0; j < dimensions; j++) for (let i = 0; i < count; i++) out[i] += columns[j * count + i] ** 2;
  return out;
}
