import { CholeskyDecomposition, EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Breather } from '../numerics/breather';
import type { LinearRecurrence } from './linearRecurrence';

/** From this ratio of the largest to the smallest variance on, a solution has fewer than about six digits. */
const worstCondition = 1e10;

export interface FisherMemory {
  /** J(k) of the input k steps back, k = 0 ... length - 1; 1 is that of the newest input without any past noise. */
  readonly curve: readonly number[];
  /** The sum of the curve, J_tot. */
  readonly total: number;
}

/**
 * The Fisher memory curve of a linear recurrence with Gaussian noise of equal variance v in every unit and step,
 * s_t = x_t K + s_{t-1} R + N(0, v I), after `length` steps from a fixed state (Ganguli, Huh and Sompolinsky 2008):
 * the Fisher information of the last state about the input k steps back,
 *
 *   J(k) = K R^k C^-1 (K R^k)^T,   C = v sum_m (R^m)^T R^m,
 *
 * over that of the newest input where the past adds no noise, K K^T / v, which cancels v. Of several inputs both are
 * traces. A normal recurrence (R R^T = R^T R) has J_tot = 1 exactly, at any length; any other has at most as much as it
 * has units, since the traces of all directions of the input together are the units.
 * @returns undefined where there is no input, or noise that the recurrence amplifies leaves no digits
 * @throws CancelledError
 */
export async function fisherMemory(
  { kernel, recurrentKernel }: LinearRecurrence,
  length: number,
  breather: Breather,
): Promise<FisherMemory | undefined> {
  const alone = squares(kernel);
  if (!(alone > 0)) return undefined;
  const noise = await accumulatedNoise(recurrentKernel, length, breather);
  const solver = scaledSolver(noise);
  if (!solver) return undefined;
  const curve: number[] = [];
  let reached = kernel;
  for (let lag = 0; lag < length; lag++) {
    curve.push(solver(reached) / alone);
    reached = reached.mmul(recurrentKernel);
    if (breather.due()) await breather.rest();
  }
  return { curve, total: curve.reduce((sum, value) => sum + value, 0) };
}

/** sum over m < length of (R^m)^T R^m, by doubling: so many products as `length` has binary digits. */
async function accumulatedNoise(recurrent: Matrix, length: number, breather: Breather): Promise<Matrix> {
  const own = Matrix.eye(recurrent.rows);
  const across = (inner: Matrix, power: Matrix): Matrix => power.transpose().mmul(inner).mmul(power);
  let sum = own;
  let power = recurrent;
  for (const digit of length.toString(2).slice(1)) {
    sum = Matrix.add(sum, across(sum, power));
    power = power.mmul(power);
    if (digit === '1') {
      sum = Matrix.add(own, across(sum, recurrent));
      power = power.mmul(recurrent);
    }
    if (breather.due()) await breather.rest();
  }
  return sum;
}

/** tr(A C^-1 A^T), by a C whose units are scaled to one variance first; undefined where it is nearly singular. */
function scaledSolver(covariance: Matrix): ((rows: Matrix) => number) | undefined {
  const scales = covariance.diagonal().map((variance) => 1 / Math.sqrt(variance));
  if (!scales.every((scale) => scale > 0 && Number.isFinite(scale))) return undefined;
  const scaled = covariance.clone();
  for (let i = 0; i < scaled.rows; i++)
    for (let j = 0; j <= i; j++) {
      const value = covariance.get(i, j) * scales[i] * scales[j];
      // Products of matrices are symmetric only but for rounding.
      scaled.set(i, j, value);
      scaled.set(j, i, value);
    }
  const { realEigenvalues } = new EigenvalueDecomposition(scaled, { assumeSymmetric: true });
  if (!(Math.min(...realEigenvalues) * worstCondition > Math.max(...realEigenvalues))) return undefined;
  const factor = new CholeskyDecomposition(scaled);
  return (rows) => {
    const columns = rows.transpose();
    for (let i = 0; i < columns.rows; i++)
      for (let j = 0; j < columns.columns; j++) columns.set(i, j, columns.get(i, j) * scales[i]);
    return Matrix.mul(columns, factor.solve(columns)).sum();
  };
}

const squares = (matrix: Matrix): number => Matrix.mul(matrix, matrix).sum();
