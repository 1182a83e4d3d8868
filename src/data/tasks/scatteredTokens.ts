import { binaryEntropy, entropy } from '../../information/exact/discrete/entropyFunctions';
import { logGamma } from '../../information/numerics/special';

/** Tokens at `tokens` of `places` places, all choices equally likely. */
export interface ScatteredTokens {
  /** Entropy of whether a token stands at a place, nats. */
  readonly stepEntropy: number;
  /** The expected number of tokens at the first t places. */
  expected(t: number): number;
  /** Entropy of the number of tokens at the first t places, nats. */
  countEntropy(t: number): number;
  /** Entropy of which of any t places have tokens, nats. */
  placesEntropy(t: number): number;
  /** Entropy of whether a token comes next, given the number at the first t places, nats. */
  nextEntropy(t: number): number;
  /** The probability that the last token stands at place t, counted from 1. */
  lastIs(t: number): number;
}

/** ln C(n, k); -Infinity where there is no such choice. */
const logChoices = (n: number, k: number): number =>
  k < 0 || k > n ? -Infinity : logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);

/** What is known of tokens at random places: their number at some of them has a hypergeometric law. */
export function scatteredTokens(places: number, tokens: number): ScatteredTokens {
  const logAll = logChoices(places, tokens);
  /** ln p of one choice of k of t places. */
  const logOne = (t: number, k: number): number => logChoices(places - t, tokens - k) - logAll;
  const counts = (t: number): number[] =>
    Array.from({ length: Math.min(t, tokens) + 1 }, (_, k) => Math.exp(logChoices(t, k) + logOne(t, k)));
  return {
    stepEntropy: binaryEntropy(tokens / places),
    expected: (t) => (t * tokens) / places,
    countEntropy: (t) => entropy(counts(t)),
    placesEntropy: (t) => counts(t).reduce((sum, p, k) => (p > 0 ? sum - p * logOne(t, k) : sum), 0),
    nextEntropy: (t) =>
      counts(t).reduce((sum, p, k) => {
        const next = (tokens - k) / (places - t);
        return p > 0 ? sum + p * binaryEntropy(next) : sum;
      }, 0),
    lastIs: (t) => Math.exp(logChoices(t - 1, tokens - 1) - logAll),
  };
}
