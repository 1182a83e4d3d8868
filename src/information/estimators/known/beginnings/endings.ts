import { type HistorySource, logAlternatives } from '../annealing/historySource';
import type { SteppedNetwork } from '../../../../base/stepped/steppedNetwork';

/** States after one ending, one for each beginning. */
export interface Ending {
  /** Means [beginnings, dimensions]; overwritten by the next ending. */
  readonly means: Float64Array;
  /** The probability of the ending. */
  readonly probability: number;
}

/**
 * Runs every beginning on through all endings: as a tree, so that endings which start alike share their first steps.
 * @param states after the beginnings, [count, width]
 * @param probabilities of the symbols at each step of an ending, which are independent
 */
export function* endings(
  network: SteppedNetwork,
  states: Float64Array,
  count: number,
  probabilities: readonly Float64Array[],
): Generator<Ending, void, undefined> {
  const levels = [states, ...probabilities.map(() => new Float64Array(states.length))];
  const means = new Float64Array(count * network.dimensions);
  const read = new Int32Array(count);
  yield* from(0, 1);

  function* from(level: number, probability: number): Generator<Ending, void, undefined> {
    if (level === probabilities.length) {
      network.observe(levels[level], count, means);
      yield { means, probability };
      return;
    }
    for (const [symbol, p] of probabilities[level].entries()) {
      if (p === 0) continue;
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
