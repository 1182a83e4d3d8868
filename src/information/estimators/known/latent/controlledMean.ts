import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { Limits } from '../weighedStates';
import { meanAndVariance } from '../../../types/measurement';

/** A number of every state whose expectation is known, or was estimated from states of its own. */
export interface Control {
  readonly values: Float64Array;
  readonly mean: number;
  /** Standard error of `mean`; 0 where it is known. */
  readonly error: number;
}

/** With fewer states in a fold no slope is fitted. */
const fewestInFold = 8;
/** Parts of the states; the slopes of each come from the others. */
const folds = 4;

/**
 * The mean of `values` less what the controls explain of it (Glynn and Szechtman 2002). The slopes for each part of the
 * states come from the other parts, so that the mean stays unbiased. The error of a control's own mean enters the
 * limits by its slope (Pasupathy et al. 2012, section 3).
 */
export function controlledLimits(values: Float64Array, controls: readonly Control[]): Limits {
  const n = values.length;
  const infinite = values.find((value) => !Number.isFinite(value));
  if (infinite !== undefined) return { mean: infinite, low: -Infinity, high: Infinity };
  const used =
    n < fewestInFold * folds ? [] : controls.filter((control) => meanAndVariance(control.values).variance > 0);
  const corrected = values.slice();
  const average = new Float64Array(used.length);
  if (used.length > 0)
    for (let fold = 0; fold < folds; fold++) {
      const slopes = slopesOf(values, used, (i) => i % folds !== fold);
      for (let i = fold; i < n; i += folds)
        used.forEach(({ values: control, mean }, c) => {
          corrected[i] -= slopes[c] * (control[i] - mean);
          average[c] += slopes[c] / n;
        });
    }
  const { mean, variance } = meanAndVariance(corrected);
  const own = used.reduce((sum, { error }, c) => sum + (average[c] * error) ** 2, 0);
  const spread = n < 2 ? Infinity : studentQuantile(0.975, n - 1) * Math.sqrt(variance / n + own);
  return { mean, low: mean - spread, high: mean + spread };
}

/** Least squares with an intercept over the states that `chosen` picks. */
function slopesOf(values: Float64Array, controls: readonly Control[], chosen: (i: number) => boolean): number[] {
  const rows = Array.from(values.keys()).filter(chosen);
  const centred = (all: Float64Array): number[] => {
    const mean = rows.reduce((sum, row) => sum + all[row], 0) / rows.length;
    return rows.map((row) => all[row] - mean);
  };
  const y = centred(values);
  const x = controls.map((control) => centred(control.values));
  const product = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, v, i) => sum + v * b[i], 0);
  // A ridge far below the spread keeps controls apart that are nearly one.
  const gram = new Matrix(x.map((a, i) => x.map((b, j) => product(a, b) * (i === j ? 1 + 1e-6 : 1))));
  const factor = new CholeskyDecomposition(gram);
  if (!factor.isPositiveDefinite()) return controls.map(() => 0);
  return factor.solve(Matrix.columnVector(x.map((a) => product(a, y)))).to1DArray();
}
