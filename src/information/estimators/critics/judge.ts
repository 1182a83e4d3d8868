import type { Random } from '../../../base/random';
import type { Breather } from '../../numerics/breather';
import { meanAndVariance } from '../../types/measurement';
import { foldsOf } from '../probe/folds';
import type { Critic, CriticName } from './critic';
import { pairScores } from './pairScores';

/** Rows of which all pairs are scored at once. */
const mostScored = 512;
const fewFolds = 3;
const manyFolds = 5;
/** With at least this number of rows, a third of them is enough to hold out. */
const rowsForThirds = 600;
/** 98.75 % of a normal distribution: two bounds are looked at, and the larger one is taken. */
const certain = 2.241402727604947;
/** Donsker and Varadhan's bound is trusted where its mean of e^T rests on this number of pairs for each row. */
const pairsARow = 4;

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
  /** The effective pairs of each fold, and the fewest of them for each row. */
  readonly effectivePairs: readonly number[];
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
 * the other folds, so looking at many costs nothing in expectation: it holds for independent rows whatever their law.
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
    const effectivePairs: number[] = [];
    for (const { outside, scored, known } of parts) {
      const fit = await critic.fit(outside, breather);
      const outer = pairScores(fit.scores(scored), scored.length);
      await breather.rest();
      const inner = pairScores(fit.scores(known), known.length);
      await breather.rest();
      heldOut += outer.bound / parts.length;
      fitted += inner.bound / parts.length;
      effectivePairs.push(outer.effectivePairs);
      contrast.push(...outer.contrast);
      influence.push(...outer.influence);
    }
    // Densities of extreme values may overflow: such a critic says nothing.
    if (![heldOut, fitted, ...contrast, ...influence].every(Number.isFinite)) {
      heldOut = fitted = 0;
      contrast.fill(0);
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
      effectivePairs,
      pairsARow: Math.min(...parts.map(({ scored }, fold) => effectivePairs[fold] / scored.length)),
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

/**
 * The lower limit of each fold's critic, chosen on the other folds. Its contributions are the first-order part of a
 * mean over pairs. Where all of them are nearly equal (clusters of equal shares that never mix) the second-order part
 * is what varies: 2 / effective pairs for each fold (Hoeffding 1948; Serfling 1980, lemma 5.2.1A).
 */
function lowerLimit(judged: readonly Judged[], ends: readonly number[], widening: number): number {
  let low = 0;
  for (const of of ['contrast', 'influence'] as const) {
    const fit = judged.filter((critic) => of === 'contrast' || critic.pairsARow >= pairsARow);
    if (fit.length === 0) continue;
    const { chosen, best } = chosenOutside(
      fit.map((critic) => critic[of]),
      ends,
    );
    const { mean, variance } = meanAndVariance(chosen);
    const rows = chosen.length;
    const ofPairs = best.map((at, fold) => {
      const share = (ends[fold] - (fold === 0 ? 0 : ends[fold - 1])) / rows;
      return of === 'contrast' ? 0 : (share * share * 2) / fit[at].effectivePairs[fold];
    });
    const error = Math.sqrt(ofPairs.reduce((sum, part) => sum + part, variance / rows));
    low = Math.max(low, mean - widening * certain * error);
  }
  // A critic that found nothing scores all pairs alike, up to rounding.
  return low > rounding ? low : 0;
}

/** The contributions of each fold's critic, and which one that is. */
function chosenOutside(
  contributions: readonly Float64Array[],
  ends: readonly number[],
): { chosen: Float64Array; best: number[] } {
  const sums = contributions.map((values) =>
    ends.map((to, fold) => values.subarray(fold === 0 ? 0 : ends[fold - 1], to).reduce((sum, value) => sum + value, 0)),
  );
  const chosen = new Float64Array(ends[ends.length - 1]);
  const best = ends.map((to, fold) => {
    const from = fold === 0 ? 0 : ends[fold - 1];
    const outside = sums.map((ofFolds) => ofFolds.reduce((sum, value, at) => (at === fold ? sum : sum + value), 0));
    const at = outside.indexOf(Math.max(...outside));
    chosen.set(contributions[at].subarray(from, to), from);
    return at;
  });
  return { chosen, best };
}

/** `count` of the rows at random, without repetition. */
function some(rows: Int32Array, count: number, random: Random): Int32Array {
  return random.shuffle(rows.slice()).subarray(0, Math.min(count, rows.length));
}
