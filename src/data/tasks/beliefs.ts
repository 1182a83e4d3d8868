import { isVisibleChain } from '../../config/layers/markovSymbols';
import type { DataConfig } from '../../config/schema/data';
import { symmetricTransition } from '../../information/exact/processes/markovChain';
import { namedSource } from '../source/sourceOf';
import { type HiddenProcess, namedProcess } from './namedProcess';

type Markov = Extract<DataConfig, { task: 'markov' }>;

/** The source of the inputs as hidden states that show symbols; undefined where it is none, or they are spoiled. */
export function hiddenSource(data: DataConfig): HiddenProcess | undefined {
  if ('corrupt' in data && data.corrupt) return undefined;
  if (data.task === 'markov') return hiddenProcessOf(data);
  if (data.task !== 'file' && data.task !== 'activations') return undefined;
  const named = namedSource(data);
  return named && 'task' in named ? hiddenSource(named.task) : undefined;
}

/** The task as hidden states that show symbols; undefined where the symbols are its states. */
export function hiddenProcessOf(config: Markov): HiddenProcess | undefined {
  const { process, symbols, flip, noise } = config;
  if (process) return namedProcess(process);
  if (isVisibleChain(config)) return undefined;
  const emission = symmetricTransition(symbols, noise);
  return {
    // The stationary law, so that it is also that one step earlier.
    initial: emission.map(() => 1 / symbols),
    ways: symmetricTransition(symbols, flip).map((row) =>
      emission.map((_, symbol) => row.map((p, to) => p * emission[to][symbol])),
    ),
  };
}

/**
 * The belief state p(s_t | x_{1:t}) after the first `time` symbols of each sequence, by Bayes' rule: all that the
 * symbols tell about what comes (Shai et al. 2024, eq. 2).
 * @param symbols of the sequences, row-major [samples, length]
 * @returns row-major [rows, states]
 */
export function beliefStates(
  { initial, ways }: HiddenProcess,
  symbols: Int32Array,
  length: number,
  time: number,
  rows: Int32Array,
): Float64Array {
  const states = initial.length;
  const beliefs = new Float64Array(rows.length * states);
  rows.forEach((row, i) => {
    let belief: readonly number[] = initial;
    for (let t = 0; t < time; t++) {
      const seen = belief;
      const symbol = symbols[row * length + t];
      const joint = initial.map((_, to) => seen.reduce((sum, p, from) => sum + p * ways[from][symbol][to], 0));
      const likelihood = joint.reduce((sum, p) => sum + p, 0);
      belief = joint.map((p) => p / likelihood);
    }
    beliefs.set(belief, i * states);
  });
  return beliefs;
}
