import type { DecoderMemory } from './decoderMemory';
import type { Fold, Stages } from './folds';
import { minimise, type Objective } from './lbfgs';

const penalty = 2e-4;
const longest = 40;
const patience = 3;
/** Rows of scores that the kernel's cross-entropy needs as work space. */
const workingRows = 132;

/**
 * Multinomial logistic regression of labels on features, trained outside each fold and evaluated on it: held-out ln
 * q(label | features) after 0, 1, 2 ... steps of L-BFGS from the class frequencies. Early stages act as regularised
 * models.
 */
export async function logisticStages(
  memory: DecoderMemory,
  folds: readonly Fold[],
  breathe: () => Promise<void>,
): Promise<Stages> {
  const { samples, width, classes, classCount, kernel } = memory;
  const stages: Float64Array[] = [];
  const reached: number[] = [];
  const size = width * classes;
  const weightsAt = kernel.allocate(size * 4);
  const gradientAt = kernel.allocate(size * 4);
  const scoresAt = kernel.allocate(workingRows * classes * 4);
  const constant = (memory.features.width - 1) * classes;
  for (const fold of folds) {
    let stage = 0;
    const record = (weights: Float64Array): number => {
      if (stages.length === stage) stages.push(new Float64Array(samples));
      kernel.floats(weightsAt, size).set(weights);
      return memory.logLikelihoods(fold, stages[stage++], (rows, count, scores) =>
        kernel.product(count, classes, width, rows, width * 4, 4, weightsAt, classes * 4, scores, classes * 4, 0),
      );
    };
    const start = new Float64Array(size);
    start.set(logPriors(memory.labelValues, classCount, fold), constant);
    let best = record(start);
    let worse = 0;
    const objective = crossEntropy(memory, fold, weightsAt, gradientAt, scoresAt);
    minimise(objective, start, longest, (weights) => {
      const score = record(weights);
      worse = score > best ? 0 : worse + 1;
      best = Math.max(best, score);
      return worse < patience;
    });
    reached.push(stage);
    await breathe();
  }
  // A fold that stopped early keeps the values of its last stage.
  folds.forEach(({ from, to }, fold) => {
    for (let stage = reached[fold]; stage < stages.length; stage++)
      stages[stage].set(stages[reached[fold] - 1].subarray(from, to), from);
  });
  return stages;
}

/** ln of the class frequencies outside the fold, with half a sample added to each class. */
export function logPriors(labels: Int32Array, classes: number, { from, to }: Fold): Float64Array {
  const counts = new Float64Array(classes).fill(0.5);
  for (let i = 0; i < labels.length; i++) if (i < from || i >= to) counts[labels[i]]++;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => Math.log(count / total));
}

/** Mean cross-entropy over the rows outside the fold, plus the ridge penalty; weights are [width, classes]. */
function crossEntropy(
  memory: DecoderMemory,
  { from, to }: Fold,
  weightsAt: number,
  gradientAt: number,
  scoresAt: number,
): Objective {
  const { kernel, samples, width, classes, mask } = memory;
  const count = samples - (to - from);
  const size = width * classes;
  const over = (first: number, last: number): number =>
    kernel.crossEntropy(
      memory.rowAt(first),
      last - first,
      width,
      memory.labelAt(first),
      weightsAt,
      classes,
      mask,
      scoresAt,
      gradientAt,
    );
  return (weights, gradient) => {
    kernel.floats(weightsAt, size).set(weights);
    const sums = kernel.floats(gradientAt, size).fill(0);
    const loss = over(0, from) + over(to, samples);
    let squares = 0;
    for (let i = 0; i < size; i++) {
      squares += weights[i] * weights[i];
      gradient[i] = sums[i] / count + penalty * weights[i];
    }
    return loss / count + (penalty * squares) / 2;
  };
}
