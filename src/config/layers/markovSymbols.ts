import type { DataConfig } from '../schema/data';

type Markov = Extract<DataConfig, { task: 'markov' }>;

/** The size of the alphabet that a chain shows. */
export function markovSymbols({ process, symbols }: Markov): number {
  if (process === undefined) return symbols;
  return process === 'mess3' ? 3 : 2;
}

/** Whether a chain shows its own states, so that the newest symbol says all that the past does about the next. */
export const isVisibleChain = ({ process, hidden }: Markov): boolean => !process && !hidden;
