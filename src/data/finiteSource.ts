import { isIndependent } from '../information/exact/processes/automaton';
import { symmetricTransition } from '../information/exact/processes/markovChain';
import type { FiniteSource } from '../information/estimators/known/trajectories/noisyRecurrence';
import type { DataConfig } from '../config/schema/data';
import { namedSource } from './source/sourceOf';
import { asChain, namedProcess } from './tasks/namedProcess';
import { automatonOf } from './tasks/automatonTable';

/**
 * The law of a task's symbols as a hidden chain with few states, which a filter can follow; undefined of other tasks.
 */
export function finiteSource(config: DataConfig): FiniteSource | undefined {
  switch (config.task) {
    case 'delayedCopy':
      return independent(new Array<number>(config.symbols).fill(1 / config.symbols));
    case 'parity':
      return independent([0.5, 0.5]);
    case 'automaton': {
      const machine = automatonOf(config);
      return isIndependent(machine) ? independent(machine.probabilities[0]) : undefined;
    }
    case 'markov': {
      const { process, symbols, flip, hidden, noise } = config;
      if (process) return asChain(namedProcess(process));
      return {
        initial: new Array<number>(symbols).fill(1 / symbols),
        transition: symmetricTransition(symbols, flip),
        emission: symmetricTransition(symbols, hidden ? noise : 0),
      };
    }
    case 'file':
    case 'activations': {
      const named = namedSource(config);
      if (!named) return undefined;
      if ('task' in named) return finiteSource(named.task);
      const [first] = named.steps;
      return named.steps.every((step) => step.every((p, symbol) => p === first[symbol]))
        ? independent(first)
        : undefined;
    }
    default:
      return undefined;
  }
}

const independent = (probabilities: readonly number[]): FiniteSource => ({
  initial: [1],
  transition: [[1]],
  emission: [probabilities],
});
