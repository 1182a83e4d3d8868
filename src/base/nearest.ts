import { closest, distance } from 'fastest-levenshtein';

/** The option that was probably meant by a misspelled word: the same in other letters of case, or a near one. */
export function nearest(word: string, options: readonly string[]): string | undefined {
  if (options.length === 0) return undefined;
  const lower = options.find((option) => option.toLowerCase() === word.toLowerCase());
  if (lower !== undefined) return lower;
  const best = closest(word, options);
  return distance(word, best) <= Math.min(word.length - 1, Math.max(2, Math.floor(word.length / 3))) ? best : undefined;
}
