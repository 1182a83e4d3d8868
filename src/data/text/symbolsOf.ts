import { breathe } from '../../base/cancellation';

export interface TextSymbols {
  /** Symbol numbers in the order of the text; the most frequent symbol is 0. */
  readonly symbols: Int32Array;
  /** The number of different characters or words before the rare ones were merged. */
  readonly kinds: number;
  /**
   * Share of the text under the last symbol, where it represents all rarer ones; 0 where every kind has its own symbol.
   */
  readonly rest: number;
}

export interface Tokenizing {
  readonly tokens: 'characters' | 'words';
  readonly fold: boolean;
  readonly alphabet: number;
}

/** Letters and digits with apostrophes inside them, or any single mark. */
const word = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*|[^\s]/gu;

/** Tokens between two checks for cancellation. */
const perBreath = 200_000;

/**
 * Numbers a text's characters (code points, never halves of them) or words by frequency; ties are ordered by code
 * point.
 */
export async function symbolsOf(
  text: string,
  { tokens, fold, alphabet }: Tokenizing,
  signal?: AbortSignal,
): Promise<TextSymbols> {
  const normal = text.normalize('NFC');
  const read = fold ? normal.toLowerCase().replace(/\s+/gu, ' ').trim() : normal;
  const places = new Map<string, number>();
  const counts: number[] = [];
  const numbers: number[] = [];
  for (const token of tokens === 'words' ? wordsOf(read) : read) {
    const known = places.get(token);
    const place = known ?? counts.push(0) - 1;
    if (known === undefined) places.set(token, place);
    counts[place]++;
    if (numbers.push(place) % perBreath === 0) await breathe(signal);
  }
  const ranked = [...places].sort(([a, i], [b, j]) => counts[j] - counts[i] || (a < b ? -1 : 1));
  const rank = new Int32Array(counts.length);
  ranked.forEach(([, place], i) => {
    rank[place] = Math.min(i, alphabet - 1);
  });
  const own = counts.length <= alphabet ? counts.length : alphabet - 1;
  const rare = ranked.slice(own).reduce((sum, [, place]) => sum + counts[place], 0);
  return {
    symbols: Int32Array.from(numbers, (place) => rank[place]),
    kinds: counts.length,
    rest: numbers.length === 0 ? 0 : rare / numbers.length,
  };
}

function* wordsOf(text: string): Generator<string> {
  for (const [found] of text.matchAll(word)) yield found;
}
