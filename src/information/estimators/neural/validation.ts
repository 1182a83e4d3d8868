import type { Breather } from '../../numerics/breather';
import type { Critic } from './critic';
import type { CriticKernel } from '../../numerics/kernels/criticKernel';
import type { CriticEstimator } from './objectives';
import type { PairScorer } from './pairScorer';

/** The objective over the validation samples, with negatives taken within batches; larger is better. */
export async function validationObjective(
  estimator: CriticEstimator,
  kernel: CriticKernel,
  critic: Critic,
  scorer: PairScorer,
  rows: Int32Array,
  batch: number,
  breather: Breather,
): Promise<number> {
  let positives = 0;
  let negatives = 0;
  let pairs = 0;
  for (let start = 0; start < rows.length; start += batch) {
    const part = rows.subarray(start, start + batch);
    // One sample has no negatives.
    if (part.length < 2) continue;
    if (breather.due()) await breather.rest();
    scorer.forward(part);
    for (let i = 0; i < part.length; i++) {
      let row = 0;
      for (let j = 0; j < part.length; j++) {
        const score = kernel.at(critic.scores, i, j);
        if (i !== j || estimator === 'infoNCE') row += negativePart(estimator, score);
        if (i === j) positives += estimator === 'js' || estimator === 'smile' ? -softplus(-score) : score;
      }
      negatives += estimator === 'infoNCE' ? Math.log(row / part.length) : row;
    }
    pairs += estimator === 'infoNCE' ? part.length : part.length * (part.length - 1);
  }
  const counted = estimator === 'infoNCE' ? pairs : rows.length;
  const mean = negatives / pairs;
  return positives / counted - (estimator === 'dv' || estimator === 'mine' ? Math.log(mean) : mean);
}

function negativePart(estimator: CriticEstimator, score: number): number {
  if (estimator === 'js' || estimator === 'smile') return softplus(score);
  return Math.exp(estimator === 'nwj' ? score - 1 : score);
}

const softplus = (value: number): number => Math.max(0, value) + Math.log1p(Math.exp(-Math.abs(value)));
