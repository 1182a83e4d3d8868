import type { Random } from '../../../../base/random';

/** The known law of the input: sequences of symbols 0 ... alphabet-1, all of one length. */
export interface HistorySource {
  readonly alphabet: number;
  readonly length: number;
  /** Whether the symbols are independent of each other. */
  readonly independent?: boolean;
  /** Writes a sequence into `symbols`, from place `from` on. */
  draw(random: Random, symbols: Int32Array, from: number): void;
  /** ln p(x_{1:length}) of the sequence at place `from`, nats; -Infinity of one that never comes. */
  logProbability(symbols: Int32Array, from: number): number;
  /**
   * Writes ln p(x) of the sequence at `from` with each symbol at step `t` (from 0) in turn, up to a constant; where it
   * costs less than `logProbability` of each.
   */
  alternatives?(symbols: Int32Array, from: number, t: number, out: Float64Array): void;
  /** Draws the first `steps` symbols anew, given those that follow. Absent where nobody knows how. */
  drawBefore?(random: Random, symbols: Int32Array, from: number, steps: number): void;
  /**
   * Every choice of the first `steps` symbols that can come before those that follow, [choices, steps]; undefined where
   * there are more than `most`. Absent where nobody knows how.
   */
  everyBefore?(symbols: Int32Array, from: number, steps: number, most: number): Int32Array | undefined;
}

/** ln p(x) with each symbol at step `t` in turn, up to a constant. The sequence stays as it is. */
export function logAlternatives(
  source: HistorySource,
  symbols: Int32Array,
  from: number,
  t: number,
  out: Float64Array,
): void {
  if (source.alternatives) {
    source.alternatives(symbols, from, t, out);
    return;
  }
  const now = symbols[from + t];
  for (let symbol = 0; symbol < source.alphabet; symbol++) {
    symbols[from + t] = symbol;
    out[symbol] = source.logProbability(symbols, from);
  }
  symbols[from + t] = now;
}
