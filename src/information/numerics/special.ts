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

/** From this argument on, the asymptotic series of the trigamma function is exact to 1e-10. */
const asymptotic = 10;

/** psi'(x), the derivative of the digamma function, for x > 0 (Abramowitz and Stegun 1964, 6.4.6 and 6.4.12). */
export function trigamma(x: number): number {
  let sum = 0;
  for (; x < asymptotic; x++) sum += 1 / (x * x);
  const square = 1 / (x * x);
  return sum + 1 / x + square / 2 + (square / x) * (1 / 6 - square * (1 / 30 - square * (1 / 42 - square / 30)));
}
