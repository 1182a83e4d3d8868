import { type HistorySource, logAlternatives } from '../annealing/historySource';
import type { SteppedNetwork } from '../../../../base/stepped/steppedNetwork';

/** States after some symbols of an ending, one for each beginning. */
export interface Ended {
  /** How many of its symbols were read: all, or all but the last. */
  readonly steps: number;
  /** Means [beginnings, dimensions]; overwritten later. */
  readonly means: Float64Array;
  /** Those of one step before. */
  readonly before: Float64Array;
  /** The symbols read, with others behind them; overwritten later. */
  readonly symbols: Int32Array;
  readonly probability: number;
}

/**
 * Runs every beginning on through endings: as a tree, so that endings which start alike share their first steps. States
 * that lack the last symbol come before those that have it.
 * @param states after the beginnings, [count, width]
 * @param laws the probabilities of the symbols at each step of an ending, which are independent
 * @param first the symbol that endings start with; absent: all endings
 */
export function* endings(
  network: SteppedNetwork,
  states: Float64Array,
  count: number,
  laws: readonly Float64Array[],
  first?: number,
): Generator<Ended, void, undefined> {
  const levels = [states, ...laws.map(() => new Float64Array(states.length))];
  const [before, means] = [0, 1].map(() => new Float64Array(count * network.dimensions));
  const read = new Int32Array(count);
  const symbols = new Int32Array(laws.length);
  yield* from(0, 1);

  function* from(level: number, probability: number): Generator<Ended, void, undefined> {
    if (level === laws.length) {
      network.observe(levels[level], count, means);
      yield { steps: level, means, before, symbols, probability };
      return;
    }
    if (level === laws.length - 1) {
      network.observe(levels[level], count, before);
      // Where this is the state that all endings start from, each first symbol takes its share of it.
      const share = level === 0 && first !== undefined ? laws[0][first] : 1;
      yield { steps: level, means: before, before, symbols, probability: probability * share };
    }
    for (const [symbol, p] of laws[level].entries()) {
      if (p === 0 || (level === 0 && first !== undefined && symbol !== first)) continue;
      symbols[level] = symbol;
      network.step(levels[level], read.fill(symbol), count, levels[level + 1]);
      yield* from(level + 1, probability * p);
    }
  }
}

/** Steps that the tree takes for one beginning. */
export function stepsOfEndings(alphabet: number, length: number): number {
  let steps = 0;
  for (let level = 1; level <= length; level++) steps += alphabet ** level;
  return steps;
}

/** The probabilities of the symbols at steps `start` to the end of a source whose symbols are independent. */
export function symbolLaws(source: HistorySource, history: Int32Array, start: number): Float64Array[] {
  return Array.from({ length: source.length - start }, (_, step) => {
    const logs = new Float64Array(source.alphabet);
    logAlternatives(source, history, 0, start + step, logs);
    const top = logs.reduce((most, log) => Math.max(most, log), -Infinity);
    const weights = logs.map((log) => Math.exp(log - top));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  });
}
