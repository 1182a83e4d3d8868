import { digamma, z95 } from '../../numerics/special';
import type { EstimatorOf } from '../table';
import { nsbEntropy } from './nsb';

export type DiscreteEstimator = EstimatorOf<'counts'>;

/**
 * Entropy in nats from counts (zeros allowed, and ignored); `alphabet` is the number of possible symbols that NSB
 * assumes.
 */
export type EntropyOfCounts = (counts: ArrayLike<number>, samples: number, alphabet: number) => number;

/** Maximum likelihood: biased down by about (K-1)/2N. */
function plugin(counts: ArrayLike<number>, samples: number): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i] > 1) sum += counts[i] * Math.log(counts[i]);
  return Math.log(samples) - sum / samples;
}

/** Miller 1955: the plug-in value plus (K-1)/2N, K the symbols seen. */
function millerMadow(counts: ArrayLike<number>, samples: number): number {
  let seen = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i] > 0) seen++;
  return plugin(counts, samples) + (seen - 1) / (2 * samples);
}

/** Grassberger 2003 (arXiv physics/0307138), eq. 35: ln N - (1/N) sum n G(n), at least 0. */
function grassberger(counts: ArrayLike<number>, samples: number): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i] > 0) sum += counts[i] * grassbergerG(counts[i]);
  return Math.max(0, Math.log(samples) - sum / samples);
}

const gTable: number[] = [];

/** G(n) = psi(n) + (-1)^n (psi((n+1)/2) - psi(n/2)) / 2. */
function grassbergerG(n: number): number {
  if (n >= 4096) return evaluateG(n);
  while (gTable.length <= n) gTable.push(gTable.length === 0 ? 0 : evaluateG(gTable.length));
  return gTable[n];
}

function evaluateG(n: number): number {
  return digamma(n) + ((n % 2 === 0 ? 1 : -1) * (digamma((n + 1) / 2) - digamma(n / 2))) / 2;
}

/** Chao and Shen 2003: coverage-adjusted Horvitz-Thompson. */
function chaoShen(counts: ArrayLike<number>, samples: number): number {
  return atCoverage(counts, samples, 0);
}

/** With a smaller share of the symbols' mass seen, a sample says nothing of how many more there are. */
const leastCoverage = 0.75;

/**
 * An upper end of Chao and Shen's value: that of the coverage less 1.96 times its standard error, whose square is (f_1
 * + 2 f_2)/N^2 for f_1 symbols that were seen once and f_2 that were seen twice (Esty 1983), or the value itself where
 * that is larger: it does not always grow as the coverage falls. Infinite below a coverage of three quarters: the
 * unseen symbols may then be few or many.
 */
export function chaoShenUpperEnd(counts: ArrayLike<number>, samples: number): number {
  const [once, twice] = [1, 2].map((n) => Array.from(counts).reduce((sum, count) => sum + (count === n ? 1 : 0), 0));
  if (1 - once / samples < leastCoverage) return Infinity;
  const less = (z95 * Math.sqrt(once + 2 * twice)) / samples;
  return Math.max(atCoverage(counts, samples, 0), atCoverage(counts, samples, less));
}

function atCoverage(counts: ArrayLike<number>, samples: number, less: number): number {
  let singletons = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i] === 1) singletons++;
  // All singletons would give coverage 0; one fewer keeps the estimate finite, as the authors advise.
  const coverage = Math.max(1 / samples, 1 - Math.min(singletons, samples - 1) / samples - less);
  let entropy = 0;
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    const p = (coverage * counts[i]) / samples;
    if (p < 1) entropy -= (p * Math.log(p)) / -Math.expm1(samples * Math.log1p(-p));
  }
  return entropy;
}

export const entropyEstimators: Readonly<Record<DiscreteEstimator, EntropyOfCounts>> = {
  plugin,
  millerMadow,
  grassberger,
  chaoShen,
  nsb: nsbEntropy,
};
