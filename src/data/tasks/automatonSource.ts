import { type Automaton, isIndependent, stateLaws } from '../../information/exact/processes/automaton';
import { type SymbolSource, weightedSource } from './symbolSource';

/** The symbols that drive an automaton over `length` steps. */
export function automatonSource(automaton: Automaton, length: number): SymbolSource {
  const { next, probabilities } = automaton;
  if (isIndependent(automaton)) return weightedSource(probabilities[0], length);
  const alphabet = probabilities[0].length;
  const laws = stateLaws(automaton, length);
  const into = waysInto(automaton);
  return {
    alphabet,
    length,
    draw: (random, symbols, from) => {
      for (let t = 0, state = 0; t < length; t++) {
        const symbol = (symbols[from + t] = random.choice(probabilities[state]));
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
      const ends = jointWith(automaton, laws[steps], symbols.subarray(from + steps, from + length));
      let state = random.choice(ends, sumOf(ends));
      for (let t = steps - 1; t >= 0; t--) {
        const ways = into[state];
        const weights = Float64Array.from(ways, (way) => way.p * laws[t][way.from]);
        const way = ways[random.choice(weights, sumOf(weights))];
        symbols[from + t] = way.symbol;
        state = way.from;
      }
    },
  };
}

/** p(s, what follows). */
function jointWith({ next, probabilities }: Automaton, law: Float64Array, following: Int32Array): Float64Array {
  return law.map((p, first) => {
    let likelihood = p;
    let state = first;
    for (const symbol of following) {
      if (likelihood === 0) break;
      likelihood *= probabilities[state][symbol];
      state = next[state][symbol];
    }
    return likelihood;
  });
}

/** A way into a state: the one before, and the symbol that leads on, which comes there with probability `p`. */
interface Way {
  readonly from: number;
  readonly symbol: number;
  readonly p: number;
}

/** The ways into each state. */
function waysInto({ next, probabilities }: Automaton): Way[][] {
  const into = next.map((): Way[] => []);
  probabilities.forEach((row, from) =>
    row.forEach((p, symbol) => {
      if (p > 0) into[next[from][symbol]].push({ from, symbol, p });
    }),
  );
  return into;
}

const sumOf = (weights: Float64Array): number => weights.reduce((sum, weight) => sum + weight, 0);
