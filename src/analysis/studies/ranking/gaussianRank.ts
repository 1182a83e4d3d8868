import { Breather } from '../../../information/numerics/breather';
import { type Covariance, covarianceOf, withinTarget } from './covariance';
import type { RankedStep } from './pairwise';
import { targetEntropy } from './targetEntropy';
import type { Ranked } from './rank';

/**
 * All members, the best first: each adds the most about the target to all that were chosen before together,
 * I(X_j;Y|X_S) = ½ ln(var(X_j|X_S) / var(X_j|X_S,Y)): the mean over steps of the sum over a step's targets, which is
 * the information about all of them where they are independent. Members are taken as jointly Gaussian, over all samples
 * and within each class of the target (Cover and Thomas 2006, section 9.4), so that the score is a model's, and orders
 * only. By the chain rule (theorem 2.5.2) scores add up to no more than the entropy of the targets: where the model
 * reads more, what is left of it counts. A member that is a function of those chosen before adds nothing.
 * @throws CancelledError
 */
export async function gaussianRank(steps: readonly RankedStep[], signal?: AbortSignal): Promise<Ranked[]> {
  const breather = new Breather(signal);
  const { count } = steps[0];
  const parts: Part[] = [];
  const before: Covariance[] = [];
  for (const { members, targets } of steps) {
    const [{ samples }] = targets;
    before.push(await covarianceOf(members, samples, count, breather));
    const within: Covariance[] = [];
    for (const target of targets) within.push(await withinTarget(members, count, target, breather));
    const left = targets.map(targetEntropy);
    parts.push({ all: await covarianceOf(members, samples, count, breather), within, left });
  }
  const relevance = Array.from({ length: count }, (_, j) => possible(parts, j));
  const left = new Set(relevance.keys());
  const ranked: Ranked[] = [];
  while (left.size > 0) {
    let [best, most] = [-1, -Infinity];
    for (const j of left) {
      const own = informationOf(parts, j);
      if (own > most) [best, most] = [j, own];
    }
    const redundancies = ranked.map(({ member }) => sharedBy(before, best, member));
    ranked.push({
      member: best,
      relevance: relevance[best],
      redundancy: mean(redundancies),
      score: possible(parts, best),
    });
    left.delete(best);
    for (const part of parts) {
      const told = amountsOf(part, best);
      part.left.forEach((nats, y) => (part.left[y] = Math.max(0, nats - told[y])));
    }
    for (const { all, within } of parts)
      for (const covariance of [all, ...within]) {
        covariance.condition(best);
        if (breather.due()) await breather.rest();
      }
  }
  return ranked;
}

/** Covariances of the members at one step given those chosen so far: over all samples, and given each target too. */
interface Part {
  readonly all: Covariance;
  readonly within: readonly Covariance[];
  /** Of the entropy of each target, nats, what the members chosen so far leave. */
  readonly left: number[];
}

/** What a member adds about each target of a step, by the model. */
function amountsOf({ all, within }: Part, j: number): number[] {
  const variance = all.variance(j);
  if (variance === 0) return within.map(() => 0);
  return within.map((given) => Math.max(0, 0.5 * Math.log(variance / Math.max(given.variance(j), given.least(j)))));
}

/** The same, no more than what is left. */
const possible = (parts: readonly Part[], j: number): number =>
  mean(parts.map((part) => sum(amountsOf(part, j).map((nats, y) => Math.min(nats, part.left[y])))));

const informationOf = (parts: readonly Part[], j: number): number => mean(parts.map((part) => sum(amountsOf(part, j))));

/** -½ ln(1 - correlation²), the mean over steps; of copies as much as a squared correlation of 1 - 1e-6 tells. */
const sharedBy = (covariances: readonly Covariance[], j: number, s: number): number =>
  mean(
    covariances.map((covariance) => {
      const squared = covariance.at(j, s) ** 2 / (covariance.variance(j) * covariance.variance(s));
      return Number.isFinite(squared) ? -0.5 * Math.log(Math.max(1e-6, 1 - squared)) : 0;
    }),
  );

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** 0 of none. */
const mean = (values: readonly number[]): number => sum(values) / Math.max(1, values.length);
