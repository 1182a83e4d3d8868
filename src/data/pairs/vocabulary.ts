/** Words that occur less often are rare, so that the symbol of the rare ones is learned. */
const leastOften = 2;

/** The symbols of one side of pairs; plain data. */
export interface Vocabulary {
  /** Those with a symbol of their own, the most frequent first: symbols 1, 2, ... */
  readonly words: readonly string[];
  /** Symbol 0 ends a sentence, the last one stands for all rare words. */
  readonly alphabet: number;
}

/** Gives each word its symbol. */
export function numbering({ words, alphabet }: Vocabulary): (word: string) => number {
  const numbers = new Map(words.map((word, i) => [word, i + 1]));
  return (word) => numbers.get(word) ?? alphabet - 1;
}

/** The most frequent words of sentences that occur more than once; ties in the order of the alphabet. */
export function vocabularyOf(sentences: readonly (readonly string[])[], alphabet: number): Vocabulary {
  const counts = new Map<string, number>();
  for (const sentence of sentences) for (const word of sentence) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts]
    .filter(([, count]) => count >= leastOften)
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, alphabet - 2)
    .map(([word]) => word);
  return { words, alphabet };
}
