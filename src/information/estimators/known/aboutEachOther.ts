import type { Contributions } from './fromRatios';
import type { LogRatios } from './logRatios';
import { isNearCeiling } from './nearCeiling';

/**
 * I(A;B) = I(X;A) + I(X;B) - I(X;(A,B)) of two states whose noises are independent given the input X, sample by sample,
 * so that what the three have in common cancels. The chain rule gives it: p(a,b|x) = p(a|x) p(b|x).
 *
 * All three mixtures are over the same inputs S and, for the ratios called `lower`, the sample's own. With S alone
 * p(a,b|S) / p(b|S) is a density of a for every b, so that E ln p(a,b|S) / (p(b|S) p(a)) is at most I(A;B) (Barber and
 * Agakov 2003). Given S and the own input among them the three terms are I(A;B|S), and I(A;B) <= I(A;S) + I(A;B|S),
 * where I(A;S) is at most the gap between the two bounds on I(X;A). Both hold with A and B exchanged; A is the one
 * whose own bounds are closer.
 */
export function aboutEachOther(a: LogRatios, b: LogRatios, both: LogRatios): Contributions {
  const [near, far] = gapOf(a) <= gapOf(b) ? [a, b] : [b, a];
  const lower = near.lower.map((value, i) =>
    Number.isFinite(both.upper[i]) ? value + far.upper[i] - both.upper[i] : -Infinity,
  );
  return {
    lower,
    upper: near.upper.map((value, i) => value + far.lower[i] - both.lower[i]),
    // Where the mixtures reach their ceiling, what they leave is that ceiling whatever the states share.
    alike:
      !both.exact && isNearCeiling(both, both.histories)
        ? lower
        : near.lower.map((value, i) => value + far.lower[i] - both.lower[i]),
    control: both.control,
    exact: a.exact && b.exact && both.exact,
  };
}

const gapOf = ({ lower, upper }: LogRatios): number => upper.reduce((sum, value, i) => sum + value - lower[i], 0);
