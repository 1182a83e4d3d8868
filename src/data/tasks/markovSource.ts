import type { Random } from '../../base/random';
import { advance, symmetricTransition } from '../../information/exact/processes/markovChain';
import type { DataConfig } from '../../config/schema/data';
import { namedProcess, processSource } from './namedProcess';
import type { SymbolSource } from './symbolSource';

type Markov = Extract<DataConfig, { task: 'markov' }>;

/** The task's chain, or its view through the symmetric channel, over `length` steps. */
export function markovSource(config: Markov, length = config.length): SymbolSource {
  const { process, symbols: alphabet, flip, hidden, noise } = config;
  if (process) return processSource(namedProcess(process), length);
  const shown = (random: Random, state: number): number => (hidden ? elsewhere(random, state, alphabet, noise) : state);
  const transition = symmetricTransition(alphabet, flip);
  const emission = symmetricTransition(alphabet, hidden ? noise : 0);
  return {
    alphabet,
    length,
    // The visible chain is stationary and reversible: it runs backwards by the same law.
    ...(!hidden && {
      drawBefore: (random: Random, symbols: Int32Array, from: number, steps: number): void => {
        if (steps === 0) return;
        const last = from + steps - 1;
        symbols[last] =
          steps < length ? elsewhere(random, symbols[last + 1], alphabet, flip) : random.integer(alphabet);
        for (let at = last - 1; at >= from; at--) symbols[at] = elsewhere(random, symbols[at + 1], alphabet, flip);
      },
      alternatives: (symbols: Int32Array, from: number, t: number, out: Float64Array): void => {
        for (let symbol = 0; symbol < alphabet; symbol++) {
          const before = t > 0 ? transition[symbols[from + t - 1]][symbol] : 1;
          const after = t + 1 < length ? transition[symbol][symbols[from + t + 1]] : 1;
          out[symbol] = Math.log(before * after);
        }
      },
    }),
    draw: (random, symbols, from) => {
      let state = random.integer(alphabet);
      symbols[from] = shown(random, state);
      for (let at = from + 1; at < from + length; at++) {
        state = elsewhere(random, state, alphabet, flip);
        symbols[at] = shown(random, state);
      }
    },
    logProbability: (symbols, from) => {
      let belief: Float64Array = new Float64Array(alphabet).fill(1 / alphabet);
      let sum = 0;
      for (let t = 0; t < length; t++) {
        if (t > 0) belief = advance(belief, transition);
        let likelihood = 0;
        for (let state = 0; state < alphabet; state++)
          likelihood += belief[state] *= emission[state][symbols[from + t]];
        if (likelihood === 0) return -Infinity;
        sum += Math.log(likelihood);
        for (let state = 0; state < alphabet; state++) belief[state] /= likelihood;
      }
      return sum;
    },
  };
}

/** `symbol`, or with probability `chance` one of the others, all equally likely. */
function elsewhere(random: Random, symbol: number, symbols: number, chance: number): number {
  if (random.uniform() >= chance) return symbol;
  const other = random.integer(symbols - 1);
  return other < symbol ? other : other + 1;
}
