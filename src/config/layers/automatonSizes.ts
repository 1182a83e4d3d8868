import type { DataConfig } from '../schema/data';
import { tomita } from './tomita';

/** How many states an automaton has, and how many symbols drive it. */
export function automatonSizes({ automaton, modulus, kinds, depth }: Extract<DataConfig, { task: 'automaton' }>): {
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
    case 'dyck': {
      // A state is the brackets that are open.
      let states = 1;
      for (let open = 1; open <= depth; open++) states += kinds ** open;
      return { states, symbols: 2 * kinds };
    }
    default:
      return { states: tomita[automaton].length, symbols: 2 };
  }
}
