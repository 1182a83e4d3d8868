import type { Random } from '../../base/random';

/** The known law of a task's input symbols: fresh sequences can be drawn from it, and each has a probability. */
export interface SymbolSource {
  /** Symbols are 0 ... alphabet-1. */
  readonly alphabet: number;
  /** Steps of a sequence. */
  readonly length: number;
  /** Whether the symbols are independent of each other. */
  readonly independent?: boolean;
  /** Writes the symbols of a sequence into `symbols`, from place `from` on. */
  draw(random: Random, symbols: Int32Array, from: number): void;
  /** ln p(x_{1:length}) of the sequence at place `from`, nats; -Infinity of one that never comes. */
  logProbability(symbols: Int32Array, from: number): number;
  /**
   * Writes ln p(x) of the sequence at `from` with each symbol at step `t` (from 0) in turn, up to a constant; where it
   * costs less than `logProbability` of each.
   */
  alternatives?(symbols: Int32Array, from: number, t: number, out: Float64Array): void;
  /** H(X_{from+1:to}) in nats of the symbols at places `from` ... `to - 1`. Absent where nobody knows it. */
  readonly windowEntropy?: (from: number, to: number) => number;
  /** Draws the first `steps` symbols anew, given those that follow. Absent where nobody knows how. */
  drawBefore?(random: Random, symbols: Int32Array, from: number, steps: number): void;
  /**
   * Every choice of the first `steps` symbols that can come before those that follow, [choices, steps]; undefined where
   * there are more than `most`. Absent where nobody knows how.
   */
  everyBefore?(symbols: Int32Array, from: number, steps: number, most: number): Int32Array | undefined;
}

/** Independent symbols, all alike. */
export function uniformSource(alphabet: number, length: number): SymbolSource {
  const logProbability = -length * Math.log(alphabet);
  const draw = (random: Random, symbols: Int32Array, from: number, steps: number): void => {
    for (let t = 0; t < steps; t++) symbols[from + t] = random.integer(alphabet);
  };
  return {
    alphabet,
    length,
    independent: true,
    draw: (random, symbols, from) => draw(random, symbols, from, length),
    logProbability: () => logProbability,
    alternatives: (_symbols, _from, _t, out) => out.fill(0),
    drawBefore: draw,
  };
}

/** Independent symbols with these probabilities at every step. */
export const weightedSource = (probabilities: readonly number[], length: number): SymbolSource =>
  independentSource(Array.from({ length }, () => probabilities));

/** Independent symbols with the probabilities of each step, [length][alphabet]. */
export function independentSource(steps: readonly (readonly number[])[]): SymbolSource {
  const [first] = steps;
  const { length } = steps;
  if (steps.every((step) => step.every((p) => p === first[0]))) return uniformSource(first.length, length);
  const logs = steps.map((probabilities) => Float64Array.from(probabilities, Math.log));
  const draw = (random: Random, symbols: Int32Array, from: number, some: number): void => {
    for (let t = 0; t < some; t++) symbols[from + t] = random.choice(steps[t]);
  };
  return {
    alphabet: first.length,
    length,
    independent: true,
    draw: (random, symbols, from) => draw(random, symbols, from, length),
    logProbability: (symbols, from) => {
      let sum = 0;
      for (let t = 0; t < length; t++) sum += logs[t][symbols[from + t]];
      return sum;
    },
    alternatives: (_symbols, _from, t, out) => out.set(logs[t]),
    drawBefore: draw,
  };
}
