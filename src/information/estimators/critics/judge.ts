import type { Random } from '../../../base/random';
import type { Breather } from '../../numerics/breather';
import { meanAndVariance } from '../../types/measurement';
import { foldsOf } from '../probe/folds';
import type { Critic, CriticName } from './critic';
import { z95 } from '../../numerics/special';
import { contrasts, pairScores } from './pairScores';

/** Rows of which all pairs are scored at once. */
const mostScored = 512;
const fewFolds = 3;
const manyFolds = 5;
/** With at least this number of rows, a third of them is enough to hold out. */
const rowsForThirds = 600;
/**
 * The scores are held within ln of the rows and this many nats more before they are used for the certified end: so no
 * rare row of an extreme score, which the samples may lack, can move its mean.
 */
const beyond = 5;

const rounding = 1e-9;

/** What the cross-fitted critic says, in nats. */
export interface Judged {
  readonly name: CriticName;
  /** The held-out lower bound, a mean over the scored rows. */
  readonly heldOut: number;
  /** The same bound on rows that the critic was fitted to. */
  readonly fitted: number;
  /** Between the two: overfitting raises one as much as it lowers the other (Akaike 1974). */
  readonly nats: number;
  readonly standardError: number;
  /** Contributions of each scored row, fold after fold: InfoNCE, and Donsker and Varadhan. */
  readonly contrast: Float64Array;
  readonly influence: Float64Array;
  /** InfoNCE's contributions of the scores held within bounds. */
  readonly certifying: Float64Array;
  /**
   * The fewest effective pairs for each row of any fold, or 0 where the bound exceeds ln of all pairs that were scored:
   * density ratios as large as that lie at pairs that were not drawn, so that nothing is known of their mean.
   */
  readonly pairsARow: number;
}

export interface Verdict {
  readonly judged: readonly Judged[];
  /** The rows of each fold among the contributions. */
  readonly ends: readonly number[];
  /** The scored rows of each fold. */
  readonly scored: readonly Int32Array[];
  /** A 97.5 % lower limit of the information, at least 0, and the most that it could have been. */
  readonly low: number;
  readonly ceiling: number;
}

/**
 * Fits every critic outside each fold and scores it on the fold. The lower limit is that of the critic which is best on
 * the other folds, so looking at many costs nothing in expectation.
 *
 * It is InfoNCE's (van den Oord et al. 2018): at most ln of the rows of a fold. No limit that holds for every law can
 * be much above that (McAllester and Stratos 2020, theorem 1.1): of Donsker and Varadhan's bound the mean of e^T may
 * rest on pairs that N rows do not show. Its conditions: independent rows; a critic that was not fitted to them; scores
 * held within bounds, so that each contribution is bounded and the mean of many is nearly normal for every law.
 * @param order the rows in random order
 * @param widening of standard errors, where rows are worth fewer independent ones
 * @throws CancelledError
 */
export async function judge(
  critics: readonly Critic[],
  order: Int32Array,
  random: Random,
  breather: Breather,
  widening = 1,
): Promise<Verdict> {
  const folds = foldsOf(order.length, order.length >= rowsForThirds ? fewFolds : manyFolds);
  const parts = folds.map(({ from, to }) => {
    const outside = new Int32Array(order.length - (to - from));
    outside.set(order.subarray(0, from));
    outside.set(order.subarray(to), from);
    const scored = order.subarray(from, Math.min(to, from + mostScored));
    return { outside, scored, known: some(outside, scored.length, random) };
  });
  const judged: Judged[] = [];
  for (const critic of critics) {
    const contrast: number[] = [];
    const influence: number[] = [];
    let heldOut = 0;
    let fitted = 0;
    const certifying: number[] = [];
    let pairsARow = Infinity;
    for (const { outside, scored, known } of parts) {
      const fit = await critic.fit(outside, breather);
      const scores = fit.scores(scored);
      const outer = pairScores(scores, scored.length);
      certifying.push(...withinBounds(scores, scored.length, outer.contrast));
      await breather.rest();
      const inner = pairScores(fit.scores(known), known.length);
      await breather.rest();
      heldOut += outer.bound / parts.length;
      fitted += inner.bound / parts.length;
      const isShown = outer.bound <= Math.log(scored.length * (scored.length - 1));
      pairsARow = Math.min(pairsARow, isShown ? outer.effectivePairs / scored.length : 0);
      contrast.push(...outer.contrast);
      influence.push(...outer.influence);
    }
    // Densities of extreme values may overflow: such a critic says nothing.
    if (![heldOut, fitted, ...contrast, ...certifying, ...influence].every(Number.isFinite)) {
      heldOut = fitted = 0;
      contrast.fill(0);
      certifying.fill(0);
      influence.fill(0);
    }
    const { variance } = meanAndVariance(influence);
    judged.push({
      name: critic.name,
      heldOut,
      fitted,
      nats: (heldOut + fitted) / 2,
      standardError: widening * Math.sqrt(variance / influence.length),
      contrast: Float64Array.from(contrast),
      influence: Float64Array.from(influence),
      certifying: Float64Array.from(certifying),
      pairsARow,
    });
  }
  const ends = parts.reduce<number[]>((all, { scored }) => [...all, (all.at(-1) ?? 0) + scored.length], []);
  const smallest = Math.min(...parts.map(({ scored }) => scored.length));
  return {
    judged,
    ends,
    scored: parts.map(({ scored }) => scored),
    low: lowerLimit(judged, ends, widening),
    ceiling: Math.log(smallest),
  };
}

/** The lower limit of each fold's critic, chosen on the other folds. */
function lowerLimit(judged: readonly Judged[], ends: readonly number[], widening: number): number {
  const chosen = chosenOutside(
    judged.map(({ certifying }) => certifying),
    ends,
  );
  const { mean, variance } = meanAndVariance(chosen);
  const low = mean - widening * z95 * Math.sqrt(variance / chosen.length);
  // A critic that found nothing scores all pairs alike, up to rounding.
  return low > rounding ? low : 0;
}

/** InfoNCE's contributions of the scores held within bounds; those that are known where no score lies beyond. */
function withinBounds(scores: Float64Array, rows: number, known: Float64Array): Float64Array {
  const most = Math.log(rows) + beyond;
  if (scores.every((score) => Math.abs(score) <= most)) return known;
  return contrasts(
    scores.map((score) => Math.min(most, Math.max(-most, score))),
    rows,
  );
}

/** The contributions of each fold's critic. */
function chosenOutside(contributions: readonly Float64Array[], ends: readonly number[]): Float64Array {
  const sums = contributions.map((values) =>
    ends.map((to, fold) => values.subarray(fold === 0 ? 0 : ends[fold - 1], to).reduce((sum, value) => sum + value, 0)),
  );
  const chosen = new Float64Array(ends[ends.length - 1]);
  ends.forEach((to, fold) => {
    const from = fold === 0 ? 0 : ends[fold - 1];
    const outside = sums.map((ofFolds) => ofFolds.reduce((sum, value, at) => (at === fold ? sum : sum + value), 0));
    const at = outside.indexOf(Math.max(...outside));
    chosen.set(contributions[at].subarray(from, to), from);
  });
  return chosen;
}

/** `count` of the rows at random, without repetition. */
function some(rows: Int32Array, count: number, random: Random): Int32Array {
  return random.shuffle(rows.slice()).subarray(0, Math.min(count, rows.length));
}
