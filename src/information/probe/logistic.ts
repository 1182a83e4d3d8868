import type { Features } from './features';
import type { Fold, Stages } from './folds';
import { minimise } from './lbfgs';

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
function crossEntropy({ rows, samples, width }: Features, labels: Int32Array, classes: number, fold: Fold) {
  const count = samples - (fold.to - fold.from);
  const scores = new Float64Array(classes);
  return (weights: Float64Array, gradient: Float64Array): number => {
    gradient.fill(0);
    let loss = 0;
    for (let i = 0; i < samples; i++) {
      if (i === fold.from) i = fold.to;
      if (i >= samples) break;
      const at = i * width;
      let best = -Infinity;
      for (let c = 0, w = 0; c < classes; c++) {
        let sum = 0;
        for (let j = 0; j < width; j++) sum += weights[w++] * rows[at + j];
        scores[c] = sum;
        if (sum > best) best = sum;
      }
      const label = labels[i];
      const own = scores[label] - best;
      let total = 0;
      for (let c = 0; c < classes; c++) total += scores[c] = Math.exp(scores[c] - best);
      loss += Math.log(total) - own;
      const inverse = 1 / total;
      for (let c = 0, w = 0; c < classes; c++) {
        const pull = scores[c] * inverse - (c === label ? 1 : 0);
        for (let j = 0; j < width; j++) gradient[w++] += pull * rows[at + j];
      }
    }
    let squares = 0;
    for (let i = 0; i < weights.length; i++) {
      squares += weights[i] * weights[i];
      gradient[i] = gradient[i] / count + penalty * weights[i];
    }
    return loss / count + (penalty * squares) / 2;
  };
}

function heldOut({ rows, width }: Features, labels: Int32Array, classes: number, { from, to }: Fold, weights: Float64Array, out: Float64Array): number {
  const scores = new Float64Array(classes);
  let total = 0;
  for (let i = from; i < to; i++) {
    for (let c = 0, w = 0; c < classes; c++) {
      let sum = 0;
      for (let j = 0; j < width; j++) sum += weights[w++] * rows[i * width + j];
      scores[c] = sum;
    }
    out[i] = scores[labels[i]] - logSumExp(scores);
    total += out[i];
  }
  return total;
}

export function logSumExp(values: Float64Array): number {
  let best = -Infinity;
  for (let i = 0; i < values.length; i++) if (values[i] > best) best = values[i];
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.exp(values[i] - best);
  return best + Math.log(sum);
}
