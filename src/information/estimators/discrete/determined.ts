import type { Symbols } from './symbols';

/** Agreements that chance would give with a smaller probability show a function: ln 10^4. */
const strong = Math.log(1e4);

/**
 * Whether the samples show that Y is a function of X: every symbol of X was seen with one symbol of Y alone, and too
 * often for chance. Of Y independent of X, each repeated symbol of X agrees with probability sum_y p(y)^2. Where all
 * symbols of X differ, there is nothing to tell it from.
 * @param cells the number of different pairs
 */
export function determines(x: Symbols, y: Symbols, cells: number): boolean {
  if (cells > x.alphabet) return false;
  const samples = x.counts.reduce((sum, count) => sum + count, 0);
  const same = y.counts.reduce((sum, count) => sum + (count / samples) ** 2, 0);
  return (samples - x.alphabet) * -Math.log(same) > strong;
}

/**
 * An upper end of H(Y|X) in nats where no repeated symbol of X was seen with another Y. Y then differs from a function
 * of X with a probability of at most 3 / repeats at 95 % (the rule of three; Hanley and Lippman-Hand 1983), and Fano's
 * inequality bounds what is left: h(e) + e ln(K - 1).
 */
export function leftUndetermined(x: Symbols, y: Symbols): number {
  const repeats = x.counts.reduce((sum, count) => sum + count, 0) - x.alphabet;
  const most = 1 - 1 / y.alphabet;
  const error = Math.min(most, 3 / repeats);
  const binary = -error * Math.log(error) - (1 - error) * Math.log1p(-error);
  return binary + error * Math.log(Math.max(1, y.alphabet - 1));
}
