import type { RankingMethod } from '../../../config/schema/studies/ranking';
import type { Pairwise } from './pairwise';

/** The methods that look at pairs of members. */
export type PairwiseMethod = Exclude<RankingMethod, 'gaussian'>;

/** One member in the order in which it was chosen; nats. */
export interface Ranked {
  readonly member: number;
  /** I(X_j;Y). */
  readonly relevance: number;
  /** The mean of I(X_j;X_s) over the members s that were chosen before; 0 for the first. */
  readonly redundancy: number;
  /** What the method chose it by: its relevance for the first. */
  readonly score: number;
}

/**
 * All members, the best first: each is the one of the largest score, given those that were chosen before (greedy
 * forward selection). Of equal scores the first member is taken.
 *
 * - `mrmr`: I(X_j;Y) less the mean of I(X_j;X_s) over the chosen s (Peng, Long and Ding 2005, eq. 6).
 * - `cmim`: the least of I(X_j;Y|X_s) over the chosen s, and of I(X_j;Y) (Fleuret 2004, eq. 6).
 * - `jmi`: the mean of I(X_j;Y|X_s) over the chosen s, which orders as the sum of I((X_j,X_s);Y) does (Brown et al.
 *   2012, eq. 17).
 *
 * I(X_j;Y|X_s) is I((X_j,X_s);Y) - I(X_s;Y), by the chain rule.
 */
export function rank(pairwise: Pairwise, method: PairwiseMethod): Ranked[] {
  const { relevance, redundancy } = pairwise;
  const left = new Set(relevance.keys());
  const chosen: number[] = [];
  const ranked: Ranked[] = [];
  while (left.size > 0) {
    let [best, bestScore] = [-1, -Infinity];
    for (const member of left) {
      const score = scoreOf(pairwise, method, member, chosen);
      if (best < 0 || score > bestScore) [best, bestScore] = [member, score];
    }
    ranked.push({
      member: best,
      relevance: relevance[best],
      redundancy: mean(chosen.map((other) => redundancy[best][other])),
      score: bestScore,
    });
    left.delete(best);
    chosen.push(best);
  }
  return ranked;
}

function scoreOf(
  { relevance, redundancy, joint }: Pairwise,
  method: PairwiseMethod,
  member: number,
  chosen: readonly number[],
): number {
  if (chosen.length === 0) return relevance[member];
  const given = (other: number): number => joint[member][other] - relevance[other];
  switch (method) {
    case 'mrmr':
      return relevance[member] - mean(chosen.map((other) => redundancy[member][other]));
    case 'cmim':
      return Math.min(relevance[member], ...chosen.map(given));
    case 'jmi':
      return mean(chosen.map(given));
  }
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
