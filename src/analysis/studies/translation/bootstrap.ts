import type { Random } from '../../../base/random';

/** Draws of as many sentences as there are. */
const draws = 1000;

/**
 * The sum of amounts a word with its 95 % interval over sentences: percentiles of the ratio when sentences are drawn
 * anew, with replacement (Efron 1979; Koehn 2004 for translations).
 */
export function perWord(
  amounts: readonly number[],
  words: readonly number[],
  random: Random,
): { value: number; low: number; high: number } {
  const count = amounts.length;
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  const ratios = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    let [amount, length] = [0, 0];
    for (let i = 0; i < count; i++) {
      const one = random.integer(count);
      amount += amounts[one];
      length += words[one];
    }
    ratios[draw] = amount / length;
  }
  ratios.sort();
  const at = (share: number): number => ratios[Math.round(share * (draws - 1))];
  return { value: sum(amounts) / sum(words), low: at(0.025), high: at(0.975) };
}
