import { binaryEntropy, entropyTerm } from '../../information/exact/discrete/entropyFunctions';
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

/** ln C(n, k), nats. */
export const logChoices = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);

type Entropies = Record<'count' | 'places' | 'next', number>;

/** What is known of tokens at random places: their number at some of them has a hypergeometric law. */
export function scatteredTokens(places: number, tokens: number): ScatteredTokens {
  // ln n!
  const logFactorials = Float64Array.from({ length: places + 1 }, (_, n) => logGamma(n + 1));
  const logAll = logChoices(places, tokens);
  /** -Infinity where there is no such choice. */
  const log = (n: number, k: number): number =>
    k < 0 || k > n ? -Infinity : logFactorials[n] - logFactorials[k] - logFactorials[n - k];
  const entropiesAt = (t: number): Entropies => {
    const sums = { count: 0, places: 0, next: 0 };
    for (let k = 0; k <= Math.min(t, tokens); k++) {
      /** ln p of one choice of k of t places. */
      const logOne = log(places - t, tokens - k) - logAll;
      const p = Math.exp(log(t, k) + logOne);
      if (p === 0) continue;
      sums.count += entropyTerm(p);
      sums.places -= p * logOne;
      if (t < places) sums.next += p * binaryEntropy((tokens - k) / (places - t));
    }
    return sums;
  };
  const known = new Map<number, Entropies>();
  const at = (t: number): Entropies => {
    const held = known.get(t) ?? entropiesAt(t);
    known.set(t, held);
    return held;
  };
  return {
    stepEntropy: binaryEntropy(tokens / places),
    expected: (t) => (t * tokens) / places,
    countEntropy: (t) => at(t).count,
    placesEntropy: (t) => at(t).places,
    nextEntropy: (t) => at(t).next,
    lastIs: (t) => Math.exp(log(t - 1, tokens - 1) - logAll),
  };
}
