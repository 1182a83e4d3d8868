import { isVisibleChain } from '../../config/layers/markovSymbols';
import type { DataConfig } from '../../config/schema/data';
import { symmetricTransition } from '../../information/exact/processes/markovChain';

/**
 * p(x_t, x_{t+1}) of a chain whose states are shown, a row for each x_t: the past informs about the next symbol only
 * through the newest one. Undefined for a hidden chain, of which no single symbol summarises the past.
 */
export function visibleJoint(data: Extract<DataConfig, { task: 'markov' }>): number[][] | undefined {
  const { symbols, flip } = data;
  if (!isVisibleChain(data)) return undefined;
  return symmetricTransition(symbols, flip).map((row) => row.map((p) => p / symbols));
}
