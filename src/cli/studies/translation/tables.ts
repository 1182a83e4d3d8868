import { levelText } from '../../../config/layers/corruptionLevels';
import type { AnalysisResult } from '../../../result/result';
import {
  meanAmount,
  meanScore,
  type TranslationField,
  translationGroups,
} from '../../../result/studies/translation/summary';
import { table } from '../../table';

/** The table of the least predicted sentences has this many rows. */
const shownSentences = 8;

/** What sources tell about translations, and the sentences about which they tell least. */
export function translationTables({ studies, config }: AnalysisResult): string[][] {
  const groups = translationGroups(studies);
  if (groups.length === 0) return [];
  const { unit } = config.analysis;
  const [{ points }] = groups;
  return [
    [
      `Translations: ${unit} a word over ${points[0].sentences} held-out sentences, means over ${points.length} ` +
        'repetitions with 95 % intervals over sentences',
      ...table(
        ['translations', 'spoiled', 'information from the source (an estimate)', 'H(T) ≤', 'H(T|S) ≤', 'chrF', 'BLEU'],
        groups.map((group) => [
          group.name,
          group.level === undefined ? '–' : levelText(config, group.level),
          ...(['information', 'without', 'given'] as const).map((field) => amountText(group, field)),
          ...(['chrf', 'bleu'] as const).map((field) => meanScore(group, field).toFixed(1)),
        ]),
      ),
    ],
    [
      `Translations: the sentences with the least information from the source, ${unit} a word`,
      ...table(
        ['pair', 'translations', 'information', 'chrF', 'source', 'translation'],
        (studies?.translatedSentences ?? [])
          .slice(0, shownSentences)
          .map(({ sentence, name, information, chrf, source, translation }) => [
            ...[String(sentence + 1), name, information.toFixed(2), chrf.toFixed(1), source, translation],
          ]),
      ),
    ],
  ];
}

function amountText(group: Parameters<typeof meanAmount>[0], field: TranslationField): string {
  const { value, low, high } = meanAmount(group, field);
  return `${value.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
}
