import type { Studies, TranslatedSentence, TranslationPoint } from '../../../src/result/result';

export const translation = (): Partial<Studies> => ({
  translation: fakeTranslation(),
  translatedSentences: fakeSentences(),
});

/** Another system, and references that tell less the more of their words are spoiled. */
function fakeTranslation(): TranslationPoint[] {
  const sets = [
    { name: 'lstm', told: 1.4, chrf: 100, bleu: 100 },
    { name: 'out', told: 0.5, chrf: 48, bleu: 22 },
    { name: 'lstm', level: 0.2, told: 0.6, chrf: 76, bleu: 51 },
    { name: 'lstm', level: 0.4, told: -0.3, chrf: 56, bleu: 26 },
  ];
  return [1, 2, 3].flatMap((repetition) =>
    sets.map(({ name, level, told, chrf, bleu }): TranslationPoint => {
      const amount = (value: number, bound: 'none' | 'upper') => ({
        value,
        low: value - 0.3,
        high: value + 0.3,
        bound,
      });
      return {
        ...{ name, ...(level !== undefined && { level }), repetition, sentences: 145, words: 468 },
        ...{ unit: 'bits', estimator: 'decoder', chrf, bleu },
        information: amount(told + 0.02 * repetition, 'none'),
        without: amount(5.3, 'upper'),
        given: amount(5.3 - told - 0.02 * repetition, 'upper'),
      };
    }),
  );
}

function fakeSentences(): TranslatedSentence[] {
  return [-4, -1.5, 0.2, 1.4, 2.6].map((information, i) => ({
    ...{ name: 'lstm', sentence: (7 * i) % 11, words: 3, unit: 'bits' as const, information, chrf: 100 },
    // Words of the data are shown as they are; these are names of layers.
    ...{ source: 'lstm out', reference: 'out lstm', translation: 'out' },
  }));
}
