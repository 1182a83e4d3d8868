import type { Random } from '../../base/random';
import type { Corruption } from '../../config/schema/corrupt';
import type { Vocabulary } from './vocabulary';

/**
 * Translations of which each word is, with a probability, left out, or another word of the vocabulary, all equally
 * likely. The same random stream spoils at a higher level the words of the lower one, in the same way, and more.
 */
export function spoiledWords(
  translations: readonly (readonly string[])[],
  by: Extract<Corruption['by'], 'drop' | 'substitute'>,
  probability: number,
  random: Random,
  { words }: Vocabulary,
): string[][] {
  return translations.map((translation) =>
    translation.flatMap((word) => {
      const [spoiled, place] = [random.uniform() < probability, random.integer(Math.max(1, words.length - 1))];
      if (!spoiled) return [word];
      if (by === 'drop') return [];
      // The word itself is left out of those to choose from.
      const own = words.indexOf(word);
      const other = words.at(own >= 0 && place >= own ? place + 1 : place);
      return [other ?? word];
    }),
  );
}
