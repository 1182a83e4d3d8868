import type { Random } from '../../../../base/random';
import type { FiniteSource } from './noisyRecurrence';
import { drawnSymbols } from './paths';

/** Sequences of the input, and classes that they belong to. */
export interface DrawnInputs {
  /** [count, steps]. */
  readonly symbols: Int32Array;
  /** One list for each of `asked`, [count]; undefined where a sequence has no class. */
  readonly classes: readonly (Int32Array | undefined)[];
}

/** Where paths get their input from: every draw is of the law of the analysed sequences. */
export interface PathSource {
  /** The steps (counted from 1) at which the states' information about each classification is wanted. */
  readonly asked: readonly number[];
  /** Draws sequences of `steps` symbols each. */
  draw(random: Random, count: number, steps: number, signal?: AbortSignal): Promise<DrawnInputs>;
  /** p(x_t) of step t, counted from 0. Absent where the symbols of different steps depend on each other. */
  readonly independent?: (step: number) => ArrayLike<number>;
}

/** Paths of a hidden chain's symbols, of which no classes are asked for. */
export function finitePaths(source: FiniteSource): PathSource {
  const [alone] = source.emission;
  return {
    asked: [],
    draw: (random, count, steps) =>
      Promise.resolve({ symbols: drawnSymbols(source, count, steps, random), classes: [] }),
    ...(source.initial.length === 1 && { independent: () => alone }),
  };
}
