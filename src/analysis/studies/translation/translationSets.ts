import { Random } from '../../../base/random';
import { corruptionOf, levelsOf } from '../../../config/layers/corruptionLevels';
import type { AnalysisConfig } from '../../../config/schema/config';
import type { SentencePairs, Translations } from '../../../data/pairs/sentencePairs';
import { spoiledWords } from '../../../data/pairs/spoiledWords';
import { seedOf } from '../trained';

/** Translations that are judged together; with a level, the references with words spoiled. */
export interface TranslationSet extends Translations {
  readonly level?: number;
}

/** What is judged in a repetition: the references, all candidates, and the references at every level. */
export function translationSets(
  { references, candidates, target }: SentencePairs,
  config: AnalysisConfig,
  repetition: number,
): TranslationSet[] {
  const name = config.data.task === 'pairs' ? config.data.target : '';
  const { by } = corruptionOf(config) ?? {};
  const spoiled =
    by === 'drop' || by === 'substitute'
      ? levelsOf(config).map((level) => {
          // One stream for all levels, so that they differ in the level alone.
          const random = new Random(seedOf(config, repetition)).fork('spoiled words');
          return { name, level, sentences: spoiledWords(references, by, level, random, target) };
        })
      : [];
  return [{ name, sentences: references }, ...candidates, ...spoiled];
}
