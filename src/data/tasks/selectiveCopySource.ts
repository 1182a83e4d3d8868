import type { Random } from '../../base/random';
import type { DataConfig } from '../../config/schema/data';
import { logChoices, scatteredTokens } from './scatteredTokens';
import type { SymbolSource } from './symbolSource';

export type SelectiveCopy = Extract<DataConfig, { task: 'selectiveCopy' }>;

/** Tokens at random places among blanks (the last symbol but one), then markers (the last symbol). */
export function selectiveCopySource({ symbols, tokens, blanks }: SelectiveCopy): SymbolSource {
  const places = tokens + blanks;
  const length = places + tokens;
  const [blank, marker] = [symbols, symbols + 1];
  const logEach = -logChoices(places, tokens) - tokens * Math.log(symbols);
  const scattered = scatteredTokens(places, tokens);
  const countIn = (at: Int32Array, from: number, end: number): number => {
    let count = 0;
    for (let i = from; i < end; i++) if (at[i] < symbols) count++;
    return count;
  };
  /** Every place takes a token with the probability that leaves all choices equally likely. */
  const scatter = (random: Random, at: Int32Array, from: number, free: number, some: number): void => {
    for (let t = 0, left = some; t < free; t++) {
      const isToken = random.uniform() * (free - t) < left;
      at[from + t] = isToken ? random.integer(symbols) : blank;
      if (isToken) left--;
    }
  };
  return {
    alphabet: symbols + 2,
    length,
    draw: (random, at, from) => {
      scatter(random, at, from, places, tokens);
      at.fill(marker, from + places, from + length);
    },
    logProbability: (at, from) => {
      for (let t = 0; t < length; t++)
        if (t < places ? at[from + t] > blank : at[from + t] !== marker) return -Infinity;
      return countIn(at, from, from + places) === tokens ? logEach : -Infinity;
    },
    windowEntropy: (from, to) => {
      const seen = Math.min(to, places) - Math.min(from, places);
      return scattered.placesEntropy(seen) + scattered.expected(seen) * Math.log(symbols);
    },
    drawBefore: (random, at, from, steps) => {
      const free = Math.min(steps, places);
      scatter(random, at, from, free, tokens - countIn(at, from + free, from + places));
      at.fill(marker, from + free, from + steps);
    },
  };
}
