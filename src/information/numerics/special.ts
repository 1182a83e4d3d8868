import digamma from '@stdlib/math-base-special-digamma';
import logGamma from '@stdlib/math-base-special-gammaln';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';

export { digamma, logGamma };

/** Two-sided 95 % quantile of the standard normal. */
export const z95 = 1.959963984540054;

/** Phi, the standard normal's distribution function. */
export function standardNormalCdf(x: number): number {
  return normalCdf(x, 0, 1);
}

/** The standard normal's quantile function, for p in (0, 1). */
export function standardNormalQuantile(p: number): number {
  return normalQuantile(p, 0, 1);
}
