import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { cholesky, solveLower, solveUpper, type CholeskyFactor } from '../../numerics/cholesky';
import { pacedCrossProduct } from '../../numerics/pacedProducts';
import type { Critic, FittedCritic, Points } from './critic';

/** Added to the variances, which are about 1: a larger one hides what nearly equal columns share. */
const ridge = 1e-5;
const closest = 0.99999;

/**
 * The log density ratio of a Gaussian, in canonical variates (Hotelling 1936): the sum over pairs (u, v) of correlation
 * r of r u v / (1-r^2) - r^2 (u^2 + v^2) / 2(1-r^2) - ln(1-r^2) / 2. The correlations of the fitted rows are too large
 * for others: their squares are lowered by 2 (1-r^2) (d_x + d_y - 1) / N, the optimism of a regression on both sides
 * (after Wherry 1931), and pairs that fall below 0 are left out.
 */
export const canonicalCritic = (points: Points): Critic => ({
  name: 'canonical',
  fit: async (rows, breather) => {
    const { dimX, dimY } = points;
    const count = rows.length;
    const left = taken(points.x, dimX, rows);
    const right = taken(points.y, dimY, rows);
    const covariance = async (values: Float64Array, size: number): Promise<CholeskyFactor> => {
      const sums = await pacedCrossProduct(values, size, values, size, count, breather);
      for (let at = 0; at < sums.length; at++) sums[at] /= count;
      for (let j = 0; j < size; j++) sums[j * size + j] += ridge;
      return cholesky(sums, size, 0);
    };
    const factorX = await covariance(left, dimX);
    const factorY = await covariance(right, dimY);
    const cross = await pacedCrossProduct(left, dimX, right, dimY, count, breather);
    for (let at = 0; at < cross.length; at++) cross[at] /= count;
    solveLower(factorX, cross, dimY);
    const turned = transposed(cross, dimX, dimY);
    solveLower(factorY, turned, dimX);
    const svd = new SingularValueDecomposition(Matrix.from1DArray(dimY, dimX, turned), { autoTranspose: true });
    if (breather.due()) await breather.rest();
    const correlations: number[] = [];
    for (const value of svd.diagonal) {
      const squared = value * value - (2 * (1 - value * value) * (dimX + dimY - 1)) / count;
      if (squared > 0) correlations.push(Math.min(closest, Math.sqrt(squared)));
      else break;
    }
    const pairs = correlations.length;
    const directions = (matrix: Matrix, factor: CholeskyFactor): Float64Array => {
      const out = new Float64Array(factor.size * pairs);
      for (let j = 0; j < factor.size; j++) for (let k = 0; k < pairs; k++) out[j * pairs + k] = matrix.get(j, k);
      solveUpper(factor, out, pairs);
      return out;
    };
    const [u, v] = [directions(svd.rightSingularVectors, factorX), directions(svd.leftSingularVectors, factorY)];
    return { scores: (some) => gaussianScores(points, u, v, correlations, some) } satisfies FittedCritic;
  },
});

function gaussianScores(
  { x, y, dimX, dimY }: Points,
  directionsX: Float64Array,
  directionsY: Float64Array,
  correlations: readonly number[],
  rows: Int32Array,
): Float64Array {
  const pairs = correlations.length;
  const count = rows.length;
  const u = projected(x, dimX, directionsX, pairs, rows);
  const v = projected(y, dimY, directionsY, pairs, rows);
  const [ownX, ownY] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < count; i++)
    for (let k = 0; k < pairs; k++) {
      const r = correlations[k];
      const shrink = (r * r) / (2 * (1 - r * r));
      ownX[i] -= shrink * u[i * pairs + k] ** 2 + Math.log(1 - r * r) / 2;
      ownY[i] -= shrink * v[i * pairs + k] ** 2;
      u[i * pairs + k] *= r / (1 - r * r);
    }
  const out = new Float64Array(count * count);
  for (let i = 0; i < count; i++) scoreRow(u, i * pairs, v, pairs, ownX[i], ownY, out.subarray(i * count));
  return out;
}

/** One row against all, four at a time: sums that do not wait for each other. */
function scoreRow(
  u: Float64Array,
  from: number,
  v: Float64Array,
  pairs: number,
  ownX: number,
  ownY: Float64Array,
  out: Float64Array,
): void {
  const count = ownY.length;
  let j = 0;
  for (; j + 4 <= count; j += 4) {
    let [a, b, c, d] = [ownX + ownY[j], ownX + ownY[j + 1], ownX + ownY[j + 2], ownX + ownY[j + 3]];
    for (let k = 0, at = j * pairs; k < pairs; k++, at++) {
      const value = u[from + k];
      a += value * v[at];
      b += value * v[at + pairs];
      c += value * v[at + 2 * pairs];
      d += value * v[at + 3 * pairs];
    }
    out[j] = a;
    out[j + 1] = b;
    out[j + 2] = c;
    out[j + 3] = d;
  }
  for (; j < count; j++) {
    let sum = ownX + ownY[j];
    for (let k = 0; k < pairs; k++) sum += u[from + k] * v[j * pairs + k];
    out[j] = sum;
  }
}

function projected(
  values: Float64Array,
  dimensions: number,
  directions: Float64Array,
  count: number,
  rows: Int32Array,
): Float64Array {
  const out = new Float64Array(rows.length * count);
  rows.forEach((row, i) => {
    for (let j = 0; j < dimensions; j++) {
      const value = values[row * dimensions + j];
      for (let k = 0; k < count; k++) out[i * count + k] += value * directions[j * count + k];
    }
  });
  return out;
}

export function taken(values: Float64Array, dimensions: number, rows: Int32Array): Float64Array {
  const out = new Float64Array(rows.length * dimensions);
  rows.forEach((row, i) => out.set(values.subarray(row * dimensions, (row + 1) * dimensions), i * dimensions));
  return out;
}

function transposed(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(matrix.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = matrix[i * columns + j];
  return out;
}
