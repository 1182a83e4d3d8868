import { cholesky } from '../../numerics/cholesky';
import type { Features } from './features';
import type { Fold, Stages } from './folds';
import { logPriors } from './logistic';

/** How far each class's covariance is moved to that of all classes together. */
const shares = [0.7, 0.3, 0.05];
/** Log odds are also tried at half their size, as densities that are not normal make them too sure. */
const scales = [1, 0.5];
/** Added to the variances of the whitened columns, which are about 1. */
const ridge = 0.01;
/** The largest number of multiplications for one share. */
const mostWork = 1e8;

/**
 * Quadratic discriminants: ln q(label) of every held-out row where each class is normal with its own mean and a
 * covariance between its own and that of all classes (regularised discriminant analysis; Friedman 1989). They read
 * classes that differ in their covariances, which a linear read-out cannot. One stage for each share and scale; none
 * where classes and columns are too many.
 */
export async function discriminantStages(
  { rows, samples, width }: Features,
  labels: Int32Array,
  classes: number,
  folds: readonly Fold[],
  pause: () => Promise<void>,
): Promise<Stages> {
  const size = width - 1;
  if (samples * size * size * classes > mostWork) return [];
  const stages = shares.flatMap(() => scales.map(() => new Float64Array(samples)));
  for (const fold of folds) {
    const { means, scatters, pooled, counts } = moments(rows, width, labels, classes, fold);
    const priors = logPriors(labels, classes, fold);
    for (const [s, share] of shares.entries()) {
      const held = fold.to - fold.from;
      const logs = new Float64Array(held * classes);
      for (let k = 0; k < classes; k++) {
        classLogs(
          rows,
          width,
          fold,
          means[k],
          mixed(scatters[k], counts[k], pooled, share, size),
          priors[k],
          (i, value) => {
            logs[i * classes + k] = value;
          },
        );
        await pause();
      }
      scales.forEach((scale, t) => {
        const stage = stages[s * scales.length + t];
        for (let i = 0; i < held; i++)
          stage[fold.from + i] = logShare(logs, i * classes, classes, labels[fold.from + i], scale, priors);
      });
    }
  }
  return stages;
}

interface Moments {
  readonly means: readonly Float64Array[];
  readonly scatters: readonly Float64Array[];
  readonly pooled: Float64Array;
  readonly counts: Float64Array;
}

/** Means and scatter matrices of each class outside the fold, and the mean covariance within classes. */
function moments(rows: Float64Array, width: number, labels: Int32Array, classes: number, { from, to }: Fold): Moments {
  const size = width - 1;
  const samples = labels.length;
  const counts = new Float64Array(classes);
  const means = Array.from({ length: classes }, () => new Float64Array(size));
  const scatters = Array.from({ length: classes }, () => new Float64Array(size * size));
  const each = (visit: (row: number, label: number) => void): void => {
    for (let i = 0; i < samples; i++) if (i < from || i >= to) visit(i * width, labels[i]);
  };
  each((row, label) => {
    counts[label]++;
    for (let j = 0; j < size; j++) means[label][j] += rows[row + j];
  });
  means.forEach((mean, k) => {
    for (let j = 0; j < size; j++) mean[j] /= Math.max(1, counts[k]);
  });
  const rest = new Float64Array(size);
  each((row, label) => {
    const [mean, scatter] = [means[label], scatters[label]];
    for (let j = 0; j < size; j++) rest[j] = rows[row + j] - mean[j];
    for (let r = 0; r < size; r++) for (let c = 0; c <= r; c++) scatter[r * size + c] += rest[r] * rest[c];
  });
  const pooled = new Float64Array(size * size);
  for (const scatter of scatters)
    for (let at = 0; at < pooled.length; at++) pooled[at] += scatter[at] / (samples - (to - from));
  return { means, scatters, pooled, counts };
}

/** The covariance of a class, moved to the pooled one as if that had been seen in `share` of its rows. */
function mixed(scatter: Float64Array, count: number, pooled: Float64Array, share: number, size: number): Float64Array {
  const own = count > 1 ? (1 - share) / count : 0;
  const out = scatter.map((sum, at) => own * sum + (count > 1 ? share : 1) * pooled[at]);
  for (let j = 0; j < size; j++) out[j * size + j] += ridge;
  return out;
}

/** ln of prior times density of a class at each row of the fold. */
function classLogs(
  rows: Float64Array,
  width: number,
  { from, to }: Fold,
  mean: Float64Array,
  covariance: Float64Array,
  prior: number,
  write: (row: number, value: number) => void,
): void {
  const size = width - 1;
  const { factor, logDeterminant } = cholesky(covariance, size, 0);
  const z = new Float64Array(size);
  for (let i = from; i < to; i++) {
    let squares = 0;
    for (let r = 0; r < size; r++) {
      let sum = rows[i * width + r] - mean[r];
      for (let c = 0; c < r; c++) sum -= factor[r * size + c] * z[c];
      z[r] = sum / factor[r * size + r];
      squares += z[r] * z[r];
    }
    write(i - from, prior - logDeterminant / 2 - squares / 2);
  }
}

/** ln of the label's share, the log odds beside the priors scaled. */
function logShare(
  logs: Float64Array,
  at: number,
  classes: number,
  label: number,
  scale: number,
  priors: Float64Array,
): number {
  const value = (k: number): number => priors[k] + scale * (logs[at + k] - priors[k]);
  let most = -Infinity;
  for (let k = 0; k < classes; k++) most = Math.max(most, value(k));
  let sum = 0;
  for (let k = 0; k < classes; k++) sum += Math.exp(value(k) - most);
  return value(label) - most - Math.log(sum);
}
