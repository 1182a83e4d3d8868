import { meanAndVariance } from '../../types/measurement';
import { momentsOutside } from './classMoments';
import { classLogs, logShare, mixed } from './discriminant';
import type { Features } from './features';
import type { Fold } from './folds';
import { logPriors } from './logistic';

/** How far each class's covariance is moved to that of all classes together. */
const shares = [1, 0.7, 0.3, 0.05];
/** Log odds are also tried at half their size, as densities that are not normal make them too sure. */
const scales = [1, 0.5];
/** The largest number of multiplications for one share. */
const mostWork = 1e8;

/** I(X;Y) in nats by normal densities within classes. */
export interface ClassDensities {
  /** Scored on rows that the densities were not fitted to: a lower bound in expectation. */
  readonly heldOut: number;
  /** Scored on the rows that they were fitted to. */
  readonly fitted: number;
  /** Between the two: overfitting raises one as much as it lowers the other (Akaike 1974). */
  readonly nats: number;
  readonly standardError: number;
}

/**
 * The information of labels and a state whose density is normal in each class, by discriminants as
 * `discriminantStages` fits them, and one with a covariance in common. The value of the one that is best on held-out
 * rows. With few rows, a decoder's held-out score is far below the information, as it is learned from even fewer.
 * @param labels of the rows of the features
 * @returns undefined where classes and columns are too many
 */
export async function classDensities(
  { rows, samples, width }: Features,
  labels: Int32Array,
  classes: number,
  folds: readonly Fold[],
  pause: () => Promise<void>,
): Promise<ClassDensities | undefined> {
  const size = width - 1;
  if (samples * size * size * classes > mostWork) return undefined;
  const all: Fold = { from: 0, to: samples };
  const ridge = 0.01 + size / samples;
  const heldOut = shares.flatMap(() => scales.map(() => new Float64Array(samples)));
  const fitted = new Float64Array(heldOut.length);
  const logs = new Float64Array(samples * classes);
  const moments = momentsOutside(rows, width, labels, classes, folds);
  for (const [f, fold] of folds.entries()) {
    const { means, scatters, pooled, counts } = moments[f];
    const priors = logPriors(labels, classes, fold);
    const trained = samples - (fold.to - fold.from);
    for (const [s, share] of shares.entries()) {
      for (let k = 0; k < classes; k++) {
        const covariance = mixed(scatters[k], counts[k], pooled, share, size, ridge);
        classLogs(rows, width, all, means[k], covariance, priors[k], logs.subarray(k), classes);
        await pause();
      }
      scales.forEach((scale, t) => {
        const at = s * scales.length + t;
        for (let i = 0; i < samples; i++) {
          const value = logShare(logs, i * classes, classes, labels[i], scale, priors);
          if (i >= fold.from && i < fold.to) heldOut[at][i] = value;
          else fitted[at] += value / (trained * folds.length);
        }
      });
    }
  }
  return between(heldOut, fitted, labels, classes);
}

/** The best on held-out rows; ln q(label) becomes information by the frequencies of the labels (Miller 1955). */
function between(
  heldOut: readonly Float64Array[],
  fitted: Float64Array,
  labels: Int32Array,
  classes: number,
): ClassDensities {
  const samples = labels.length;
  const counts = new Float64Array(classes);
  for (const label of labels) counts[label]++;
  const surprise = Float64Array.from(labels, (label) => -Math.log(counts[label] / samples));
  const entropy = meanAndVariance(surprise).mean + (classes - 1) / (2 * samples);
  const scores = heldOut.map((values) => meanAndVariance(values).mean);
  const best = scores.indexOf(Math.max(...scores));
  const { variance } = meanAndVariance(heldOut[best].map((value, i) => value + surprise[i]));
  return {
    heldOut: scores[best] + entropy,
    fitted: fitted[best] + entropy,
    nats: Math.max(0, (scores[best] + fitted[best]) / 2 + entropy),
    standardError: Math.sqrt(variance / samples),
  };
}
