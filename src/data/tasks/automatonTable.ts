import { automatonSizes } from '../../config/layers/automatonSizes';
import { tomita } from '../../config/layers/tomita';
import type { DataConfig } from '../../config/schema/data';
import type { Automaton } from '../../information/exact/processes/automaton';
import { dyck } from './dyck';

export type AutomatonConfig = Extract<DataConfig, { task: 'automaton' }>;

/**
 * The automaton of a config. The symbols of a group are its elements, in the order of its states; 0 is the identity.
 */
export function automatonOf(config: AutomatonConfig): Automaton {
  const { states, symbols } = automatonSizes(config);
  const fair = new Array<number>(symbols).fill(1 / symbols);
  const table = (next: (state: number, symbol: number) => number, law = fair): Automaton =>
    driven(
      Array.from({ length: states }, (_, state) => Array.from({ length: symbols }, (__, x) => next(state, x))),
      law,
    );
  const { automaton, rate } = config;
  if (typeof automaton !== 'string') return driven(automaton, fair);
  switch (automaton) {
    case 'flipFlop':
      // No pulse, down, up.
      return table((state, x) => (x === 0 ? state : x - 1), [1 - rate, rate / 2, rate / 2]);
    case 'parity':
    case 'counter':
    case 'Z60':
      return table((state, x) => (state + x) % states);
    case 'A5':
    case 'S5': {
      const elements = permutationsOfFive().filter((one) => automaton === 'S5' || isEven(one));
      const places = new Map(elements.map((one, i) => [one.join(''), i]));
      // The newest element is applied after all before it.
      return table((state, x) => places.get(elements[state].map((at) => elements[x][at]).join('')) ?? 0);
    }
    case 'dyck':
      return dyck(config.kinds, config.depth);
    default:
      return driven(tomita[automaton], fair);
  }
}

/** Symbols of one law in all states. */
const driven = (next: Automaton['next'], law: readonly number[]): Automaton => ({
  next,
  probabilities: next.map(() => law),
});

/** The permutations of 0 ... 4 in lexical order, the identity first. */
function permutationsOfFive(): number[][] {
  let some: number[][] = [[]];
  for (let place = 0; place < 5; place++)
    some = some.flatMap((one) =>
      [0, 1, 2, 3, 4].filter((value) => !one.includes(value)).map((value) => [...one, value]),
    );
  return some;
}

function isEven(permutation: readonly number[]): boolean {
  let inversions = 0;
  permutation.forEach((value, i) => {
    for (const later of permutation.slice(i + 1)) if (later < value) inversions++;
  });
  return inversions % 2 === 0;
}
