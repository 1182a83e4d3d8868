import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';

/**
 * The sum of all frequencies of a table. It is large, so that rounding costs little even where a symbol is almost
 * certain.
 */
export const tableTotal = 2 ** 20;
/** The largest number of symbols of a table; others follow its escape. */
const mostSymbols = 2 ** 16;

/**
 * Whole-number frequencies of the symbols `first`, `first` + 1, ... and of an escape after them for all others. Every
 * frequency is at least 1.
 */
export interface FrequencyTable {
  readonly first: number;
  readonly count: number;
  /**
   * The summed frequencies of all symbols before each one, [count + 2]: entry [count] is that of the escape, the last
   * one `tableTotal`.
   */
  readonly cumulative: Uint32Array;
}

/**
 * Rounds probabilities of `first`, `first` + 1, ... to frequencies; the escape gets the remaining probability. Every
 * symbol has a frequency of at least one, the rest is shared in proportion, and the remainder of rounding goes to the
 * most probable symbol.
 * @throws InputError where they are too many, negative, not finite, or sum to more than 1
 */
export function frequencyTable(first: number, probabilities: ArrayLike<number>): FrequencyTable {
  const count = probabilities.length;
  if (count > mostSymbols)
    throw new InputError(sentence('The table has {0} symbols, but at most {1} are allowed.', count, mostSymbols));
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const p = probabilities[i];
    if (!(p >= 0 && p <= 1))
      throw new InputError(
        sentence('The probability of symbol {0} is {1}, but must lie between 0 and 1.', first + i, p),
      );
    sum += p;
  }
  if (sum > 1 + 1e-6) throw new InputError(sentence('The probabilities add up to {0}, which is more than 1.', sum));
  const spare = tableTotal - (count + 1);
  const scale = spare / Math.max(1, sum);
  const frequencies = Uint32Array.from(
    { length: count + 1 },
    (_, i) => 1 + Math.floor(scale * (i < count ? probabilities[i] : Math.max(0, 1 - sum))),
  );
  let left = tableTotal;
  let top = 0;
  for (const [i, frequency] of frequencies.entries()) {
    left -= frequency;
    if (frequency > frequencies[top]) top = i;
  }
  frequencies[top] += left;
  const cumulative = new Uint32Array(count + 2);
  for (const [i, frequency] of frequencies.entries()) cumulative[i + 1] = cumulative[i] + frequency;
  return { first, count, cumulative };
}

/** The place of the symbol whose range of frequencies contains `at`, 0 <= at < `tableTotal`. */
export function placeOf({ cumulative }: FrequencyTable, at: number): number {
  let low = 0;
  let high = cumulative.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (cumulative[middle] <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
