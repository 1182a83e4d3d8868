import type { Random } from '../../base/random';
import { type Automaton, isIndependent } from '../../information/exact/processes/automaton';
import { drawnFrom, type SymbolSource, weightedSource } from './symbolSource';

/** The symbols that drive an automaton over `length` steps. */
export function automatonSource(automaton: Automaton, length: number): SymbolSource {
  const { next, probabilities } = automaton;
  if (isIndependent(automaton)) return weightedSource(probabilities[0], length);
  const alphabet = probabilities[0].length;
  const laws = stateLaws(automaton, length);
  return {
    alphabet,
    length,
    draw: (random, symbols, from) => {
      for (let t = 0, state = 0; t < length; t++) {
        const symbol = (symbols[from + t] = drawnFrom(random, probabilities[state]));
        state = next[state][symbol];
      }
    },
    logProbability: (symbols, from) => {
      let sum = 0;
      for (let t = 0, state = 0; t < length; t++) {
        const symbol = symbols[from + t];
        sum += Math.log(probabilities[state][symbol]);
        if (sum === -Infinity) break;
        state = next[state][symbol];
      }
      return sum;
    },
    // The state after the beginning is drawn by what follows it, then the way to it, from its end.
    drawBefore: (random, symbols, from, steps) => {
      let state = drawnFrom(random, lawGiven(automaton, laws[steps], symbols.subarray(from + steps, from + length)));
      for (let t = steps - 1; t >= 0; t--) {
        const way = wayTo(random, automaton, laws[t], state);
        symbols[from + t] = way.symbol;
        state = way.state;
      }
    },
  };
}

/** The laws of the state before the first symbol, and after each. */
function stateLaws({ next, probabilities }: Automaton, length: number): Float64Array[] {
  const laws = [Float64Array.from(next, (_, state) => (state === 0 ? 1 : 0))];
  for (let t = 0; t < length; t++) {
    const law = new Float64Array(next.length);
    laws[t].forEach((p, state) => probabilities[state].forEach((q, x) => (law[next[state][x]] += p * q)));
    laws.push(law);
  }
  return laws;
}

/** p(s|what follows), up to rounding a distribution. */
function lawGiven({ next, probabilities }: Automaton, law: Float64Array, following: Int32Array): Float64Array {
  const joint = law.map((p, first) => {
    let likelihood = p;
    let state = first;
    for (const symbol of following) {
      if (likelihood === 0) break;
      likelihood *= probabilities[state][symbol];
      state = next[state][symbol];
    }
    return likelihood;
  });
  return normalised(joint);
}

/** A state and the symbol that led from it to `to`. */
function wayTo(
  random: Random,
  { next, probabilities }: Automaton,
  before: Float64Array,
  to: number,
): { readonly state: number; readonly symbol: number } {
  const alphabet = probabilities[0].length;
  const joint = new Float64Array(before.length * alphabet);
  before.forEach((p, state) =>
    probabilities[state].forEach((q, x) => {
      if (next[state][x] === to) joint[state * alphabet + x] = p * q;
    }),
  );
  const drawn = drawnFrom(random, normalised(joint));
  return { state: Math.floor(drawn / alphabet), symbol: drawn % alphabet };
}

function normalised(weights: Float64Array): Float64Array {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
