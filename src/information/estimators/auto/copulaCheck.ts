import { cholesky, solveLower } from '../../numerics/cholesky';
import { crossProduct } from '../../numerics/products';
import type { GaussianPart } from '../copula/gaussianPart';
import { transpose, whitenedCovariance } from '../copula/whitenedCovariance';
import { pairScores } from '../critics/pairScores';
import { spreadRows } from './spreadRows';

const mostRows = 400;
/** In a job of many pairs: a quarter of the work. */
export const quickRows = 200;
/** The mean of e^T is read where at least this number of pairs for each row carry it. */
const readable = 1;
const contradicting = 4;

/** What a Gaussian copula says of pairs that do not belong together. */
export interface CopulaCheck {
  /** Nats by which its value is too large: ln of the mean of e^T over pairs of different rows. */
  readonly excess: number;
  /** Whether that is clear of chance. */
  readonly contradicted: boolean;
}

/**
 * Holds a Gaussian copula against pairs of different rows. Its log density ratio T has E e^T = 1 there if the scores of
 * each block of columns are jointly normal, however well the correlations between the blocks are known. E T - ln E e^T
 * is a lower bound of the information (Donsker and Varadhan 1983), so what ln E e^T exceeds 0 by is no information.
 * Clusters, ties and curved blocks make it large. It cannot be read where few pairs carry the mean.
 * @param nats the copula's value @param most rows that are looked at
 */
export function copulaCheck(x: GaussianPart, y: GaussianPart, nats: number, most = mostRows): CopulaCheck {
  const [p, q] = [x.factor.size, y.factor.size];
  const rows = spreadRows(x.samples, most);
  const count = rows.length;
  const u = whitened(x, rows);
  const v = whitened(y, rows);
  const k = whitenedCovariance(x, y);
  // A = (I - K K^T)^-1, so that the precision of (u, v) is [[A, -A K], [-K^T A, I + K^T A K]].
  const turned = transpose(k, p, q);
  const gram = crossProduct(turned, p, turned, p, q).map((sum) => -sum);
  for (let i = 0; i < p; i++) gram[i * p + i] += 1;
  const factor = cholesky(gram, p, 0);
  if (factor.size < p) return { excess: 0, contradicted: false };
  // With w = L^-1 (u - K v): T = (|u|^2 - |w|^2) / 2 - ln det / 2, L L^T = I - K K^T.
  const left = transpose(u, count, p);
  solveLower(factor, left, count);
  const right = new Float64Array(p * count);
  for (let i = 0; i < p; i++)
    for (let j = 0; j < q; j++) {
      const weight = k[i * q + j];
      for (let row = 0; row < count; row++) right[i * count + row] += weight * v[row * q + j];
    }
  solveLower(factor, right, count);
  const own = new Float64Array(count).fill(-factor.logDeterminant / 2);
  const other = new Float64Array(count);
  for (let row = 0; row < count; row++)
    for (let i = 0; i < p; i++) {
      own[row] += (u[row * p + i] ** 2 - left[i * count + row] ** 2) / 2;
      other[row] -= right[i * count + row] ** 2 / 2;
    }
  const scores = crossProduct(left, count, right, count, p);
  for (let i = 0; i < count; i++) for (let j = 0; j < count; j++) scores[i * count + j] += own[i] + other[j];
  const { effectivePairs, bound, influence } = pairScores(scores, count);
  const joint = mean(Float64Array.from({ length: count }, (_, i) => scores[i * count + i]));
  const excess = joint - bound;
  const spread = Math.sqrt(mean(influence.map((value, i) => (value - scores[i * (count + 1)] + excess) ** 2)) / count);
  const isReadable = effectivePairs >= readable * count;
  return { excess, contradicted: isReadable && excess > Math.max(contradicting * spread, 0.05 + 0.05 * nats) };
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Some rows in uncorrelated columns of variance one: row-major [rows, kept columns]. */
function whitened({ columns, dimensions, factor }: GaussianPart, rows: Int32Array): Float64Array {
  const size = factor.size;
  const out = new Float64Array(size * rows.length);
  factor.kept.forEach((column, j) => {
    for (let i = 0; i < rows.length; i++) out[j * rows.length + i] = columns[rows[i] * dimensions + column];
  });
  solveLower(factor, out, rows.length);
  return transpose(out, size, rows.length);
}
