import { cholesky } from '../../numerics/cholesky';
import { momentsOutside } from './classMoments';
import type { Features } from './features';
import type { Fold, Stages } from './folds';
import { logPriors } from './logistic';
import { exp } from '../../numerics/exp';

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
  const moments = momentsOutside(rows, width, labels, classes, folds);
  for (const [f, fold] of folds.entries()) {
    const { means, scatters, pooled, counts } = moments[f];
    const priors = logPriors(labels, classes, fold);
    for (const [s, share] of shares.entries()) {
      const held = fold.to - fold.from;
      const logs = new Float64Array(held * classes);
      for (let k = 0; k < classes; k++) {
        const covariance = mixed(scatters[k], counts[k], pooled, share, size);
        classLogs(rows, width, fold, means[k], covariance, priors[k], logs.subarray(k), classes);
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

/** The covariance of a class, moved to the pooled one as if that had been seen in `share` of its rows. */
export function mixed(
  scatter: Float64Array,
  count: number,
  pooled: Float64Array,
  share: number,
  size: number,
  added = ridge,
): Float64Array {
  const own = count > 1 ? (1 - share) / count : 0;
  const out = scatter.map((sum, at) => own * sum + (count > 1 ? share : 1) * pooled[at]);
  for (let j = 0; j < size; j++) out[j * size + j] += added;
  return out;
}

/** ln of prior times density of a class at each of the given rows: every `stride`th number of `out`. */
export function classLogs(
  rows: Float64Array,
  width: number,
  { from, to }: Fold,
  mean: Float64Array,
  covariance: Float64Array,
  prior: number,
  out: Float64Array,
  stride: number,
): void {
  const size = width - 1;
  const { factor, logDeterminant } = cholesky(covariance, size, 0);
  const inverse = mean.map((_, r) => 1 / factor[r * size + r]);
  const constant = prior - logDeterminant / 2;
  const four = new Float64Array(4 * size);
  let [i, at] = [from, 0];
  for (; i + 4 <= to; i += 4, at += 4 * stride) {
    const squares = squaredLengths(rows, i * width, width, mean, factor, inverse, four);
    for (let k = 0; k < 4; k++) out[at + k * stride] = constant - squares[k] / 2;
  }
  const z = new Float64Array(size);
  for (let row = i * width; i < to; i++, row += width, at += stride) {
    let squares = 0;
    for (let r = 0; r < size; r++) {
      let sum = rows[row + r] - mean[r];
      const line = r * size;
      for (let c = 0; c < r; c++) sum -= factor[line + c] * z[c];
      sum *= inverse[r];
      z[r] = sum;
      squares += sum * sum;
    }
    out[at] = constant - squares / 2;
  }
}

/** Squared lengths of four rows in a class's own units: sums that do not wait for each other, each in its one order. */
function squaredLengths(
  rows: Float64Array,
  from: number,
  width: number,
  mean: Float64Array,
  factor: Float64Array,
  inverse: Float64Array,
  z: Float64Array,
): readonly [number, number, number, number] {
  const size = width - 1;
  let [p, q, s, t] = [0, 0, 0, 0];
  for (let r = 0, at = from; r < size; r++, at++) {
    const middle = mean[r];
    let a = rows[at] - middle;
    let b = rows[at + width] - middle;
    let c = rows[at + 2 * width] - middle;
    let d = rows[at + 3 * width] - middle;
    for (let j = 0, line = r * size; j < 4 * r; j += 4, line++) {
      const weight = factor[line];
      a -= weight * z[j];
      b -= weight * z[j + 1];
      c -= weight * z[j + 2];
      d -= weight * z[j + 3];
    }
    const scale = inverse[r];
    a *= scale;
    b *= scale;
    c *= scale;
    d *= scale;
    const to = 4 * r;
    z[to] = a;
    z[to + 1] = b;
    z[to + 2] = c;
    z[to + 3] = d;
    p += a * a;
    q += b * b;
    s += c * c;
    t += d * d;
  }
  return [p, q, s, t];
}

/** ln of the label's share, the log odds beside the priors scaled. */
export function logShare(
  logs: Float64Array,
  at: number,
  classes: number,
  label: number,
  scale: number,
  priors: Float64Array,
): number {
  let most = -Infinity;
  for (let k = 0; k < classes; k++) most = Math.max(most, priors[k] + scale * (logs[at + k] - priors[k]));
  let sum = 0;
  for (let k = 0; k < classes; k++) sum += exp(priors[k] + scale * (logs[at + k] - priors[k]) - most);
  return priors[label] + scale * (logs[at + label] - priors[label]) - most - Math.log(sum);
}
