import type { Random } from '../../base/random';

/** The known law of a task's input symbols: fresh sequences can be drawn from it, and each has a probability. */
export interface SymbolSource {
  /** Symbols are 0 ... alphabet-1. */
  readonly alphabet: number;
  /** Steps of a sequence. */
  readonly length: number;
  /** Writes the symbols of a sequence into `symbols`, from place `from` on. */
  draw(random: Random, symbols: Int32Array, from: number): void;
  /** ln p(x_{1:length}) of the sequence at place `from`, nats; -Infinity of one that never comes. */
  logProbability(symbols: Int32Array, from: number): number;
}

/** Independent symbols, all alike. */
export function uniformSource(alphabet: number, length: number): SymbolSource {
  const logProbability = -length * Math.log(alphabet);
  return {
    alphabet,
    length,
    draw: (random, symbols, from) => {
      for (let t = 0; t < length; t++) symbols[from + t] = random.integer(alphabet);
    },
    logProbability: () => logProbability,
  };
}
