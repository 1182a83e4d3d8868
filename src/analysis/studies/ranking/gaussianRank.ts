import type { Variable } from '../../../information/types/variable';
import type { Covariance } from './covariance';
import { covarianceOf, withinTarget } from './covariance';
import type { RankedStep } from './pairwise';
import type { Ranked } from './rank';

/**
 * All members, the best first: each adds the most about the target to all that were chosen before together,
 * I(X_j;Y|X_S) = ½ ln(var(X_j|X_S) / var(X_j|X_S,Y)), the mean over steps and targets. Members are taken as jointly
 * Gaussian, over all samples and within each class of the target (Cover and Thomas 2006, section 9.4), so that the
 * score is a model's, and orders only. A member that is a function of those chosen before adds nothing.
 */
export function gaussianRank(steps: readonly RankedStep[]): Ranked[] {
  const { count } = steps[0];
  const parts = steps.flatMap(({ members, targets }) => targets.map((target) => partOf(members, count, target)));
  const mean = (of: (part: Part) => number): number => parts.reduce((sum, part) => sum + of(part), 0) / parts.length;
  const relevance = Array.from({ length: count }, (_, j) => mean((part) => informationOf(part, j)));
  const shared = steps.map(({ members, targets: [{ samples }] }) => covarianceOf(members, samples, count));
  const left = new Set(relevance.keys());
  const ranked: Ranked[] = [];
  while (left.size > 0) {
    let [best, score] = [-1, -Infinity];
    for (const j of left) {
      const own = mean((part) => informationOf(part, j));
      if (own > score) [best, score] = [j, own];
    }
    const redundancies = ranked.map(({ member }) => sharedBy(shared, best, member));
    ranked.push({
      member: best,
      relevance: relevance[best],
      redundancy: redundancies.reduce((sum, value) => sum + value, 0) / Math.max(1, redundancies.length),
      score,
    });
    left.delete(best);
    for (const { all, within } of parts) {
      all.condition(best);
      within.condition(best);
    }
  }
  return ranked;
}

/** Covariances of the members given those chosen so far, over all samples, and given the target too. */
interface Part {
  readonly all: Covariance;
  readonly within: Covariance;
}

function partOf(members: Float64Array, count: number, target: Variable): Part {
  return { all: covarianceOf(members, target.samples, count), within: withinTarget(members, count, target) };
}

const informationOf = ({ all, within }: Part, j: number): number => {
  const [variance, left] = [all.variance(j), within.variance(j)];
  return variance > 0 && left > 0 ? Math.max(0, 0.5 * Math.log(variance / left)) : 0;
};

/** -½ ln(1 - correlation²), the mean over steps; of copies as much as a correlation of 1 - 1e-6 tells. */
function sharedBy(covariances: readonly Covariance[], j: number, s: number): number {
  const values = covariances.map((covariance) => {
    const squared = covariance.at(j, s) ** 2 / (covariance.variance(j) * covariance.variance(s));
    return Number.isFinite(squared) ? -0.5 * Math.log(Math.max(1e-6, 1 - squared)) : 0;
  });
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
