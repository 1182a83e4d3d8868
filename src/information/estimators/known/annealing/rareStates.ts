import type { Random } from '../../../../base/random';
import { endsOf, grounds, type Grounds } from '../../../types/assumption';
import { type Between, between as betweenLimits, type Limits } from '../weighedStates';
import { type HistorySource, logAlternatives } from './historySource';
import { type MeanBound, spreadOf } from './twoSided';
import { logSumExp } from '../../../numerics/logSums';

/** With 97.5 % confidence, the largest probability of what did not come among `states` (Clopper and Pearson 1934). */
const rareShare = (states: number): number => 1 - 0.025 ** (1 / states);

/**
 * What states of a kind that did not come may change, nats, so that states that all agree, whose spread is 0, still
 * leave an interval: where their log ratios r = ln p(h|x)/p(h) are within one bit of the mean of the others, as those
 * of states between two histories are, they move the mean by at most their probability times ln 2.
 *
 * That is a condition, not a theorem: nothing but the network excludes rarer histories that are lost as a whole.
 * `groundsOfBounds` says when an end holds without it.
 */
export const unseen = (states: number): number => rareShare(states) * Math.LN2;

/**
 * The grounds of an interval from the mean lower bound, less its spread and `unseen`, to the mean upper bound, with
 * both. An end is certified where
 * - states differ: then it is the limit of a large sample (Student 1908), as every certified end is. Where the spread
 *   is below `unseen`, the states agree, and say nothing of others; or
 * - it leaves room for the worst that histories of a probability p that did not come can do. Given any history the mean
 *   of r is a divergence, thus at least 0: they take off at most p times the mean. As p(h) >= p(x) p(h|x), r is at most
 *   -ln p(x): they add at most p times what is missing to the largest of these.
 * @param most the largest r that there can be, nats
 */
export function groundsOfBounds(lower: MeanBound, upper: MeanBound, states: number, most: number): Grounds {
  const rare = rareShare(states);
  const isRoom = (bound: MeanBound, worst: number): boolean => {
    const [spread, room] = [spreadOf(bound), unseen(states)];
    return spread >= room || spread + room >= rare * Math.max(0, worst);
  };
  const [low, high] = [isRoom(lower, lower.mean), isRoom(upper, most - upper.mean)];
  return low && high ? {} : grounds('rareStates', endsOf(low, high));
}

/** One number and its interval from two bounds on it; `most` as in `groundsOfBounds`. */
export function between(
  lower: MeanBound,
  upper: MeanBound,
  close: number,
  states: number,
  most: number,
): Grounds & Between {
  const limits = (bound: MeanBound): Limits => ({
    mean: bound.mean,
    low: bound.mean - spreadOf(bound) - unseen(states),
    high: bound.mean + spreadOf(bound) + unseen(states),
  });
  return { ...betweenLimits(limits(lower), limits(upper), close), ...groundsOfBounds(lower, upper, states, most) };
}

/**
 * The largest -ln p(x_{from+1:to}) in nats, where symbols are independent; infinite where nobody knows it. Symbols that
 * never come do not count.
 */
export function mostInformation(source: HistorySource, to: number, random: Random, from = 0): number {
  if (source.independent !== true) return Infinity;
  const history = new Int32Array(source.length);
  source.draw(random, history, 0);
  const logs = new Float64Array(source.alphabet);
  let most = 0;
  for (let t = from; t < to; t++) {
    logAlternatives(source, history, 0, t, logs);
    const possible = logs.filter((log) => log > -Infinity);
    most += logSumExp(possible) - Math.min(...possible);
  }
  return most;
}
