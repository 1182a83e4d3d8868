import type { DataConfig } from '../schema/data';

/** The size of the alphabet that a chain shows. */
export function markovSymbols({ process, symbols }: Extract<DataConfig, { task: 'markov' }>): number {
  if (process === undefined) return symbols;
  return process === 'mess3' ? 3 : 2;
}
