import type { Symbols } from './symbols';

/** With fewer samples of each cell or symbol, some may be unseen, and a correction of first order may be wrong. */
export const samplesACell = 4;

/** Whether a variable may well have symbols that its samples do not show. */
export const mayHaveUnseen = (alphabet: number, samples: number): boolean => samples < samplesACell * alphabet;

/**
 * The most that a discrete variable can hold or share, in nats: ln K of K symbols (Shannon 1948). Where nobody says how
 * many symbols there are, they are those of the sample if it has at least four samples of each on average: one of equal
 * ones is then missed with a probability of e^-4 at most. With fewer the alphabet is open, and so is the cap.
 * @param known the number of symbols that there can be
 */
export function alphabetCap({ alphabet, counts }: Pick<Symbols, 'alphabet' | 'counts'>, known = Infinity): number {
  if (Number.isFinite(known)) return Math.log(Math.max(known, alphabet));
  // A stream keeps counts alone.
  const samples = counts.reduce((sum, count) => sum + count, 0);
  return mayHaveUnseen(alphabet, samples) ? Infinity : Math.log(alphabet);
}
