import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Breather } from '../numerics/breather';
import type { LinearRecurrence } from './linearRecurrence';

/** Singular values below this part of the largest one count as none. */
export const sizeTolerance = 1e-4;

export interface StateSize {
  /** Step t, counted from 1: what is held of the inputs up to it for the states after it. */
  readonly time: number;
  /** exp of the entropy of these singular values over their sum; 0 where there are none. */
  readonly entropy: number;
  /** Singular values above `sizeTolerance` times the largest one. */
  readonly rank: number;
}

/**
 * The effective state size of a linear recurrence (Parnichkun et al. 2025): the rank of the map H_t from the inputs up
 * to step t to the states after it, which is the size of the smallest state that could stand in its place there (Ho and
 * Kalman 1966); and its effective rank, which counts weak directions in part (Roy and Vetterli 2007). With C_t = [K
 * R^(t-1); ...; K] and O_t = [R, R^2, ..., R^(T-t)] H_t is C_t O_t, so that its squared singular values are the
 * eigenvalues of the product of the Gramians P_t = C_t^T C_t and Q_t = O_t O_t^T.
 * @param length T
 * @param times steps from 1 to T - 1, increasing
 * @returns undefined where a Gramian has no finite value
 * @throws CancelledError
 */
export async function effectiveStateSizes(
  { kernel, recurrentKernel }: LinearRecurrence,
  length: number,
  times: readonly number[],
  breather: Breather,
): Promise<StateSize[] | undefined> {
  const turned = recurrentKernel.transpose();
  const ofInput = kernel.transpose().mmul(kernel);
  const units = recurrentKernel.rows;
  const reached = await gramians(
    units,
    times,
    (sum) => Matrix.add(turned.mmul(sum).mmul(recurrentKernel), ofInput),
    breather,
  );
  const own = Matrix.eye(units);
  const seen = await gramians(
    units,
    times.map((time) => length - time),
    (sum) => recurrentKernel.mmul(Matrix.add(sum, own)).mmul(turned),
    breather,
  );
  const sizes: StateSize[] = [];
  for (const time of times) {
    const singular = singularValues(reached.get(time), seen.get(length - time));
    if (!singular) return undefined;
    sizes.push({ time, ...sizeOf(singular) });
    if (breather.due()) await breather.rest();
  }
  return sizes;
}

/** The sums after so many steps from zero, by the number of steps. */
async function gramians(
  units: number,
  counts: readonly number[],
  next: (sum: Matrix) => Matrix,
  breather: Breather,
): Promise<ReadonlyMap<number, Matrix>> {
  const wanted = new Set(counts);
  const found = new Map<number, Matrix>();
  let sum = Matrix.zeros(units, units);
  for (let step = 1, most = Math.max(0, ...counts); step <= most; step++) {
    sum = next(sum);
    if (wanted.has(step)) found.set(step, sum);
    if (breather.due()) await breather.rest();
  }
  return found;
}

/** Roots of the eigenvalues of P Q, which are those of the symmetric B^T Q B with P = B B^T. */
function singularValues(reached: Matrix | undefined, seen: Matrix | undefined): number[] | undefined {
  if (!reached || !seen || ![reached, seen].every((gram) => Number.isFinite(gram.sum()))) return undefined;
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(symmetric(reached), {
    assumeSymmetric: true,
  });
  const roots = Matrix.diag(realEigenvalues.map((value) => Math.sqrt(Math.max(0, value))));
  const factor = eigenvectorMatrix.mmul(roots);
  const product = symmetric(factor.transpose().mmul(seen).mmul(factor));
  if (!Number.isFinite(product.sum())) return undefined;
  return new EigenvalueDecomposition(product, { assumeSymmetric: true }).realEigenvalues.map((value) =>
    Math.sqrt(Math.max(0, value)),
  );
}

/** Products of matrices are symmetric only but for rounding. */
const symmetric = (matrix: Matrix): Matrix => Matrix.add(matrix, matrix.transpose()).mul(0.5);

function sizeOf(singular: readonly number[]): Omit<StateSize, 'time'> {
  const largest = Math.max(0, ...singular);
  const kept = singular.filter((value) => value > sizeTolerance * largest);
  const sum = kept.reduce((total, value) => total + value, 0);
  const entropy = kept.reduce((total, value) => total - (value / sum) * Math.log(value / sum), 0);
  return { entropy: kept.length === 0 ? 0 : Math.exp(entropy), rank: kept.length };
}
