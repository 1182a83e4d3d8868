import { cholesky, solveLower, type CholeskyFactor } from '../../numerics/cholesky';
import { crossProduct } from '../../numerics/products';
import type { Fold } from './folds';

/** The shrinkage of a covariance towards its diagonal is this number times the columns per sample. */
const shrinkAColumn = 0.5;

/**
 * ln N(y; prediction, residual covariance) - ln N(y; 0, whole covariance) of every row, with covariances learned
 * outside the row's fold. Targets and predictions are row-major [samples, dimensions].
 */
export async function gaussianLogRatios(
  targets: Float64Array,
  predictions: Float64Array,
  dimensions: number,
  folds: readonly Fold[],
  pause: () => Promise<void>,
): Promise<Float64Array> {
  const samples = targets.length / dimensions;
  const errors = targets.map((value, i) => value - predictions[i]);
  const out = new Float64Array(samples);
  for (const fold of folds) {
    const residual = factorOutside(errors, dimensions, samples, fold);
    const whole = factorOutside(targets, dimensions, samples, fold);
    for (let i = fold.from; i < fold.to; i++) {
      const row = (of: Float64Array): Float64Array => of.slice(i * dimensions, (i + 1) * dimensions);
      if ((i & 1023) === 0) await pause();
      out[i] =
        (whole.logDeterminant -
          residual.logDeterminant +
          squaredNorm(whole, row(targets)) -
          squaredNorm(residual, row(errors))) /
        2;
    }
  }
  return out;
}

function factorOutside(rows: Float64Array, dimensions: number, samples: number, { from, to }: Fold): CholeskyFactor {
  const count = samples - (to - from);
  const before = rows.subarray(0, from * dimensions);
  const after = rows.subarray(to * dimensions);
  const scatter = crossProduct(before, dimensions, before, dimensions, from);
  const rest = crossProduct(after, dimensions, after, dimensions, samples - to);
  const shrink = Math.min(0.9, (shrinkAColumn * (dimensions - 1)) / count);
  const covariance = scatter.map((sum, at) => {
    const whole = (sum + rest[at]) / count;
    return at % (dimensions + 1) === 0 ? whole + 1e-9 : whole * (1 - shrink);
  });
  return cholesky(covariance, dimensions, 0);
}

/** y^T C^-1 y of one row, which is overwritten. */
function squaredNorm(factor: CholeskyFactor, row: Float64Array): number {
  solveLower(factor, row, 1);
  let sum = 0;
  for (const value of row) sum += value * value;
  return sum;
}
