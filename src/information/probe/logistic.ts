import { crossProduct } from '../linear/products';
import type { Features } from './features';
import type { Fold, Stages } from './folds';
import { minimise, type Objective } from './lbfgs';

const penalty = 2e-4;
const longest = 40;
const patience = 3;

/**
 * Multinomial logistic regression of labels on features, trained without each fold and read on it: held-out ln q(label | features)
 * after 0, 1, 2 ... steps of L-BFGS from the class frequencies. Early stages are the regularised models.
 */
export async function logisticStages(features: Features, labels: Int32Array, classes: number, folds: readonly Fold[], breathe: () => Promise<void>): Promise<Stages> {
  const { samples, width } = features;
  const stages: Float64Array[] = [];
  const reached: number[] = [];
  for (const fold of folds) {
    let stage = 0;
    const record = (weights: Float64Array): number => {
      if (stages.length === stage) stages.push(new Float64Array(samples));
      return heldOut(features, labels, classes, fold, weights, stages[stage++]);
    };
    const start = new Float64Array(classes * width);
    logPriors(labels, classes, fold).forEach((prior, c) => start[c * width + width - 1] = prior);
    let best = record(start);
    let worse = 0;
    const objective = crossEntropy(features, labels, classes, fold);
    minimise(objective, start, longest, (weights) => {
      const score = record(weights);
      worse = score > best ? 0 : worse + 1;
      best = Math.max(best, score);
      return worse < patience;
    });
    reached.push(stage);
    await breathe();
  }
  // A fold that stopped early stays as it was at its last stage.
  folds.forEach(({ from, to }, fold) => {
    for (let stage = reached[fold]; stage < stages.length; stage++) stages[stage].set(stages[reached[fold] - 1].subarray(from, to), from);
  });
  return stages;
}

/** ln of the class frequencies outside the fold, half a sample added to each class. */
export function logPriors(labels: Int32Array, classes: number, { from, to }: Fold): Float64Array {
  const counts = new Float64Array(classes).fill(0.5);
  for (let i = 0; i < labels.length; i++) if (i < from || i >= to) counts[labels[i]]++;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => Math.log(count / total));
}

/** Mean cross-entropy over the rows outside the fold, plus the ridge penalty; weights are [classes, width]. */
function crossEntropy({ rows, samples, width }: Features, labels: Int32Array, classes: number, { from, to }: Fold): Objective {
  const count = samples - (to - from);
  const parts = [[0, from], [to, samples]].filter(([start, end]) => end > start).map(([start, end]) => ({
    rows: rows.subarray(start * width, end * width), labels: labels.subarray(start, end), pulls: new Float64Array((end - start) * classes),
  }));
  return (weights, gradient) => {
    gradient.fill(0);
    let loss = 0;
    for (const part of parts) {
      allScores(part.rows, width, weights, classes, part.pulls);
      loss += scoresToPulls(part.pulls, part.labels, classes);
      const slope = crossProduct(part.pulls, classes, part.rows, width, part.labels.length);
      for (let i = 0; i < slope.length; i++) gradient[i] += slope[i];
    }
    let squares = 0;
    for (let i = 0; i < weights.length; i++) {
      squares += weights[i] * weights[i];
      gradient[i] = gradient[i] / count + penalty * weights[i];
    }
    return loss / count + (penalty * squares) / 2;
  };
}

/** rows times weights^T: [samples, classes], four classes at a time. */
function allScores(rows: Float64Array, width: number, weights: Float64Array, classes: number, out: Float64Array): void {
  const samples = rows.length / width;
  for (let c = 0; c < classes; c += 4) {
    const wide = Math.min(4, classes - c);
    const w0 = c * width;
    const [w1, w2, w3] = [1, 2, 3].map((step) => (c + Math.min(step, wide - 1)) * width);
    for (let i = 0; i < samples; i++) {
      const at = i * width;
      let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
      for (let j = 0; j < width; j++) {
        const value = rows[at + j];
        s0 += value * weights[w0 + j];
        s1 += value * weights[w1 + j];
        s2 += value * weights[w2 + j];
        s3 += value * weights[w3 + j];
      }
      const to = i * classes + c;
      out[to] = s0;
      if (wide > 1) out[to + 1] = s1;
      if (wide > 2) out[to + 2] = s2;
      if (wide > 3) out[to + 3] = s3;
    }
  }
}

/** Turns scores into probabilities less the label's indicator, in place; the summed cross-entropy. */
function scoresToPulls(scores: Float64Array, labels: Int32Array, classes: number): number {
  let loss = 0;
  for (let i = 0, at = 0; i < labels.length; i++, at += classes) {
    let best = scores[at];
    for (let c = 1; c < classes; c++) if (scores[at + c] > best) best = scores[at + c];
    const own = scores[at + labels[i]] - best;
    let total = 0;
    for (let c = 0; c < classes; c++) total += scores[at + c] = Math.exp(scores[at + c] - best);
    loss += Math.log(total) - own;
    const inverse = 1 / total;
    for (let c = 0; c < classes; c++) scores[at + c] *= inverse;
    scores[at + labels[i]] -= 1;
  }
  return loss;
}

function heldOut({ rows, width }: Features, labels: Int32Array, classes: number, { from, to }: Fold, weights: Float64Array, out: Float64Array): number {
  const scores = new Float64Array((to - from) * classes);
  allScores(rows.subarray(from * width, to * width), width, weights, classes, scores);
  let total = 0;
  for (let i = from, at = 0; i < to; i++, at += classes) {
    out[i] = scores[at + labels[i]] - logSumExp(scores, at, classes);
    total += out[i];
  }
  return total;
}

function logSumExp(values: Float64Array, from: number, count: number): number {
  let best = values[from];
  for (let i = from + 1; i < from + count; i++) if (values[i] > best) best = values[i];
  let sum = 0;
  for (let i = from; i < from + count; i++) sum += Math.exp(values[i] - best);
  return best + Math.log(sum);
}
