import type { DataConfig } from '../../config/schema/data';
import { symmetricTransition, type TransitionMatrix } from '../../information/exact/processes/markovChain';
import type { SymbolSource } from './symbolSource';

type ProcessName = NonNullable<Extract<DataConfig, { task: 'markov' }>['process']>;

/** A stationary source with hidden states, which shows a symbol with each step from one state to the next. */
export interface HiddenProcess {
  /** p(s) before the first symbol: the stationary law. */
  readonly initial: readonly number[];
  /** p(x, s'|s) as [s][x][s']. */
  readonly ways: readonly (readonly (readonly number[])[])[];
}

/** A way between states: from one, with a symbol of some probability, to another. */
type Way = readonly [from: number, symbol: number, p: number, to: number];

/** Mess3 (Marzen and Crutchfield 2017): how often its state is left, and how often it shows another symbol. */
export const mess3 = { states: 3, flip: 0.1, noise: 0.15 };

/** The sources of computational mechanics that are known by name. */
export function namedProcess(name: ProcessName): HiddenProcess {
  switch (name) {
    case 'goldenMean':
      // A zero is followed by a one.
      return hiddenProcess([2 / 3, 1 / 3], 2, [
        [0, 1, 0.5, 0],
        [0, 0, 0.5, 1],
        [1, 1, 1, 0],
      ]);
    case 'even':
      // Ones come in runs of even length.
      return hiddenProcess([2 / 3, 1 / 3], 2, [
        [0, 0, 0.5, 0],
        [0, 1, 0.5, 1],
        [1, 1, 1, 0],
      ]);
    case 'rrxor':
      // Two fair bits and their exclusive or, again and again: before the first, after 0, after 1, xor 0, xor 1.
      return hiddenProcess([1 / 3, 1 / 6, 1 / 6, 1 / 6, 1 / 6], 2, [
        [0, 0, 0.5, 1],
        [0, 1, 0.5, 2],
        [1, 0, 0.5, 3],
        [1, 1, 0.5, 4],
        [2, 0, 0.5, 4],
        [2, 1, 0.5, 3],
        [3, 0, 1, 0],
        [4, 1, 1, 0],
      ]);
    case 'mess3': {
      const { states, flip, noise } = mess3;
      const emission = symmetricTransition(states, noise);
      return {
        initial: emission.map(() => 1 / states),
        ways: symmetricTransition(states, flip).map((row) =>
          emission.map((_, symbol) => row.map((p, to) => p * emission[to][symbol])),
        ),
      };
    }
  }
}

function hiddenProcess(initial: readonly number[], symbols: number, known: readonly Way[]): HiddenProcess {
  const ways = initial.map(() => Array.from({ length: symbols }, () => initial.map(() => 0)));
  for (const [from, symbol, p, to] of known) ways[from][symbol][to] = p;
  return { initial, ways };
}

/** Its symbols over `length` steps. */
export function processSource({ initial, ways }: HiddenProcess, length: number): SymbolSource {
  const states = initial.length;
  const flat = ways.map((row) => row.flat());
  return {
    alphabet: ways[0].length,
    length,
    draw: (random, symbols, from) => {
      let state = random.choice(initial);
      for (let t = 0; t < length; t++) {
        const way = random.choice(flat[state]);
        symbols[from + t] = Math.floor(way / states);
        state = way % states;
      }
    },
    logProbability: (symbols, from) => {
      let law: readonly number[] = initial;
      let sum = 0;
      for (let t = 0; t < length; t++) {
        const seen = law;
        const joint = initial.map((_, to) =>
          seen.reduce((p, q, state) => p + q * ways[state][symbols[from + t]][to], 0),
        );
        const likelihood = joint.reduce((p, q) => p + q, 0);
        if (likelihood <= 0) return -Infinity;
        sum += Math.log(likelihood);
        law = joint.map((p) => p / likelihood);
      }
      return sum;
    },
  };
}

/**
 * The same symbols as those of a chain whose states show them: a state is a pair of a symbol and the state it led to.
 */
export function asChain({ initial, ways }: HiddenProcess): {
  readonly initial: readonly number[];
  readonly transition: TransitionMatrix;
  readonly emission: TransitionMatrix;
} {
  const pairs = ways[0].flatMap((row, symbol) => row.map((_, to) => ({ symbol, to })));
  return {
    initial: pairs.map(({ symbol, to }) => initial.reduce((sum, p, from) => sum + p * ways[from][symbol][to], 0)),
    transition: pairs.map(({ to: from }) => pairs.map(({ symbol, to }) => ways[from][symbol][to])),
    emission: pairs.map(({ symbol }) => ways[0].map((_, shown) => (shown === symbol ? 1 : 0))),
  };
}
