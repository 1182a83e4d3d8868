import { meanAndVariance } from '../../types/measurement';
import { Breather } from '../../numerics/breather';
import type { CriticEstimator } from './objectives';
import type { PairScorer } from './pairScorer';

/** The estimate of a trained critic on held-out samples, in nats, with the contribution of every sample. */
export interface Evaluation {
  readonly nats: number;
  readonly contributions: Float64Array;
}

/** The largest number of samples that are paired with one another. */
const group = 2048;

/**
 * The estimate over the rows, in nats. SMILE clips e^T in the partition to [e^-clip, e^clip] (Song and Ermon 2020, eq.
 * 7).
 */
export async function evaluate(
  estimator: CriticEstimator,
  scorer: PairScorer,
  rows: Int32Array,
  { batch, clip }: { readonly batch: number; readonly clip: number },
  signal?: AbortSignal,
): Promise<Evaluation> {
  const contributions: number[] = [];
  const size = estimator === 'infoNCE' ? batch : group;
  // Groups of nearly equal size: a small last one would have few negatives.
  const groups = Math.max(1, estimator === 'infoNCE' ? Math.floor(rows.length / size) : Math.ceil(rows.length / size));
  for (let g = 0; g < groups; g++) {
    const part = rows.subarray(Math.floor((g * rows.length) / groups), Math.floor(((g + 1) * rows.length) / groups));
    contributions.push(...(await evaluateGroup(estimator, scorer, part, clip, signal)));
  }
  return { nats: meanAndVariance(contributions).mean, contributions: Float64Array.from(contributions) };
}

/**
 * Contributions of one group over all its pairs: their mean is the estimate, their variance that of its influence
 * function.
 */
async function evaluateGroup(
  estimator: CriticEstimator,
  scorer: PairScorer,
  rows: Int32Array,
  clip: number,
  signal?: AbortSignal,
): Promise<number[]> {
  const count = rows.length;
  const positive = new Float64Array(count);
  const byRow = new Float64Array(count);
  const byColumn = new Float64Array(count);
  const breather = new Breather(signal);
  for (const tile of scorer.tiles(rows)) {
    if (breather.due()) await breather.rest();
    for (let i = 0; i < tile.xCount; i++) {
      for (let j = 0; j < tile.yCount; j++) {
        const [row, column] = [tile.xStart + i, tile.yStart + j];
        const score = tile.score(i, j);
        if (row === column) positive[row] = score;
        if (row === column && estimator !== 'infoNCE') continue;
        const weight = Math.exp(estimator === 'smile' ? Math.max(-clip, Math.min(clip, score)) : score);
        byRow[row] += weight;
        byColumn[column] += weight;
      }
    }
  }
  return contributionsOf(estimator, positive, byRow, byColumn);
}

function contributionsOf(
  estimator: CriticEstimator,
  positive: Float64Array,
  byRow: Float64Array,
  byColumn: Float64Array,
): number[] {
  const count = positive.length;
  // ln of the batch's mean e^T for every x, the positive among it.
  if (estimator === 'infoNCE') return Array.from(positive, (score, i) => score - Math.log(byRow[i] / count));
  const others = Math.max(1, count - 1);
  const mean = meanAndVariance(byRow).mean / others;
  // A sample is in its row and in its column. Its influence on the mean is its part there beyond an equal share.
  const influence = (i: number): number => (byRow[i] + byColumn[i]) / others - 2 * mean;
  if (estimator === 'nwj') return Array.from(positive, (score, i) => score - (mean + influence(i)) / Math.E);
  // JS trains T towards the log ratio itself, and NWJ's bound needs the log ratio plus one.
  if (estimator === 'js') return Array.from(positive, (score, i) => score + 1 - mean - influence(i));
  return Array.from(positive, (score, i) => score - Math.log(mean) - influence(i) / mean);
}
