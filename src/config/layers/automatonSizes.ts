import type { DataConfig } from '../schema/data';

/** How many states an automaton has, and how many symbols drive it. */
export function automatonSizes({ automaton, modulus }: Extract<DataConfig, { task: 'automaton' }>): {
  readonly states: number;
  readonly symbols: number;
} {
  if (typeof automaton !== 'string') return { states: automaton.length, symbols: automaton[0].length };
  switch (automaton) {
    case 'flipFlop':
      return { states: 2, symbols: 3 };
    case 'parity':
      return { states: 2, symbols: 2 };
    case 'counter':
      return { states: modulus, symbols: 2 };
    case 'A5':
    case 'Z60':
      return { states: 60, symbols: 60 };
    case 'S5':
      return { states: 120, symbols: 120 };
  }
}
