import { expect, it } from 'vitest';
import { findings } from '../../../../src/analysis/sayings/findings/findings';
import type { TranslationPoint } from '../../../../src/result/studies';
import { resultOf } from '../../../support/results';
import { fill } from '../../../support/sentences';

const config = `{ "data": { "task": "pairs", "path": "p.tsv", "source": "en", "target": "de",
    "corrupt": { "by": "substitute", "levels": [0.1, 0.2] } },
  "model": { "layers": [{ "type": "embedding", "name": "e", "units": 4 }, { "type": "gru", "name": "h", "units": 4 },
    { "type": "dense", "name": "out", "units": 256, "activation": "softmax" }] }, "translation": {} }`;

/** Information from the source on clean references, and with a tenth and a fifth of their words spoiled. */
function said(amounts: readonly number[]): string {
  const translation = amounts.map((value, i): TranslationPoint => {
    const amount = { value, low: value, high: value, bound: 'none' as const };
    const point = { name: 'de', repetition: 1, sentences: 9, words: 30, unit: 'bits' as const, chrf: 50, bleu: 20 };
    const amounted = { information: amount, without: amount, given: amount, estimator: 'decoder' as const };
    return { ...point, ...amounted, ...(i > 0 && { level: i / 10 }) };
  });
  const worst = { name: 'de', sentence: 3, words: 2, unit: 'bits' as const, information: 0.1, chrf: 1 };
  const translatedSentences = [{ ...worst, source: 'a', reference: 'b', translation: 'c' }];
  return findings(resultOf({ config, studies: { points: [], ranks: [], translation, translatedSentences } }))
    .map(fill)
    .join(' ');
}

it('says that more spoiled words tell less, where they do', () => {
  expect(said([3, 2, 1])).toContain('The more words are spoiled, the less the source tells');
});

it('says that ranks go the other way, and not that they have nothing to do with each other', () => {
  expect(said([1, 2, 3])).toContain('The correlation of the ranks is < 0.');
  expect(said([2, 3, 1])).toContain('The correlation of the ranks is 0.5.');
});
