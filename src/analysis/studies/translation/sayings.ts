import { unitWord } from '../../../result/units';
import { levelText } from '../../../config/layers/corruptionLevels';
import { figure } from '../../../result/format';
import type { Advice, AnalysisResult, Sentence, TranslationPoint } from '../../../result/result';
import {
  ladderOf,
  meanAmount,
  meanScore,
  rankCorrelation,
  type TranslationField,
  type TranslationGroup,
  translationGroups,
} from '../../../result/studies/translation/summary';
import { cited, type Figure, listed } from '../../sayings/figures';
import type { StudySayings } from '../study';

export const translationSayings: StudySayings = { findings, advice };

/** In every language the same. */
const belowZero = '< 0';

const hundredths = (value: number): string => value.toFixed(2);

function findings(result: AnalysisResult): Sentence[] {
  const groups = translationGroups(result.studies);
  if (groups.length === 0) return [];
  const [references] = groups;
  const unit = unitWord(result.config.analysis.unit);
  return [
    cited({
      args: [
        ...[amountOf(references, 'information'), unit, amountOf(references, 'without'), amountOf(references, 'given')],
        references.name,
      ],
      message:
        'The source tells {0} {1} a word about the held-out translations "{4}": they need at most {2} without it, at ' +
        'most {3} with it. A difference of two upper bounds may be too high or too low.',
    }),
    ...ladder(result, ladderOf(groups)),
    ...systems(result, groups),
    ...least(result),
  ];
}

/** Whether the source tells less, the more words are spoiled. */
function ladder({ config }: AnalysisResult, groups: readonly TranslationGroup[]): Sentence[] {
  const amounts = groups.map((group) => meanAmount(group, 'information').value);
  const levels = groups.map(({ level = 0 }) => level);
  const correlation = rankCorrelation(
    levels,
    amounts.map((value) => -value),
  );
  if (groups.length < 2) return [];
  const list = listed(
    groups.map((group) => ({
      name: `${levelText(config, group.level ?? 0)}:`,
      figure: amountOf(group, 'information'),
    })),
  );
  const args = [list, unitWord(config.analysis.unit)];
  if (amounts.every((value, i) => i === 0 || value < amounts[i - 1]))
    return [
      cited({
        args,
        message: 'The more words are spoiled, the less the source tells about a translation, in {1} a word: {0}.',
      }),
    ];
  return [
    cited({
      args: [...args, correlationText(correlation)],
      message:
        'The source does not tell less at every higher level of spoiled words, in {1} a word: {0}. The correlation ' +
        'of the ranks is {2}. More training pairs would help.',
    }),
  ];
}

/** The systems beside each other. */
function systems({ config }: AnalysisResult, groups: readonly TranslationGroup[]): Sentence[] {
  const own = groups.filter(({ level }) => level === undefined);
  if (own.length < 2) return [];
  const [, ...candidates] = own;
  return [
    cited({
      args: [
        listed(own.map((group) => ({ name: `${group.name}:`, figure: amountOf(group, 'information') }))),
        unitWord(config.analysis.unit),
        ...(['chrf', 'bleu'] as const).map((field) =>
          listed(candidates.map((group) => ({ name: `${group.name}:`, figure: scoreOf(group, field) }))),
        ),
      ],
      message:
        'What the source tells about the translations of each system, in {1} a word: {0}. Against the references, ' +
        'chrF: {2}; BLEU: {3}.',
    }),
  ];
}

/** The sentence to look at first. */
function least({ studies }: AnalysisResult): Sentence[] {
  const [worst] = studies?.translatedSentences ?? [];
  return [
    cited({
      args: [worst.sentence + 1, worst.source, worst.translation, worst.name],
      message: 'The source tells least about held-out pair {0}: "{1}" and, of "{3}", "{2}".',
    }),
  ];
}

/** A ladder of spoiled words where there is none; more epochs where the source may tell nothing. */
function advice(result: AnalysisResult): Advice[] {
  const groups = translationGroups(result.studies);
  if (groups.length === 0) return [];
  const [references] = groups;
  const { data, training, analysis } = result.config;
  const { low } = meanAmount(references, 'information');
  if (low <= 0) {
    const epochs = 2 * training.epochs;
    return [
      cited({
        kind: 'study',
        severity: 'info',
        args: [amountOf(references, 'information'), unitWord(analysis.unit), epochs],
        edits: [{ path: ['training', 'epochs'], value: epochs }],
        message:
          'The source tells {0} {1} a word, and the interval reaches 0: the network may not have learned to look at ' +
          'it. Try {2} epochs.',
      }),
    ];
  }
  if (data.task !== 'pairs' || data.corrupt !== undefined) return [];
  return [
    cited({
      kind: 'study',
      severity: 'info',
      args: [amountOf(references, 'information'), unitWord(analysis.unit)],
      edits: [{ path: ['data', 'corrupt'], value: { by: 'substitute', levels: [0.1, 0.2, 0.4] } }],
      message:
        'Are {0} {1} a word much? Spoil a tenth, a fifth and two fifths of the words, and see how much of it is left.',
    }),
  ];
}

/** A sign for a negative number, which sentences do not print. */
const correlationText = (correlation: number | undefined): string | number =>
  correlation === undefined ? '–' : correlation < 0 ? belowZero : Number(correlation.toFixed(2));

/** The mean over repetitions of an amount; one below 0, which is no information, as such. */
function amountOf(group: TranslationGroup, field: TranslationField): Figure {
  const { value } = meanAmount(group, field);
  return value < 0 ? { text: belowZero, cites: [] } : figureOf(group, `${field}.value`, hundredths(value));
}

const scoreOf = (group: TranslationGroup, field: 'chrf' | 'bleu'): Figure =>
  figureOf(group, field, figure(meanScore(group, field)));

const figureOf = ({ points }: TranslationGroup, field: string, text: string): Figure => ({
  text,
  cites: [{ field, by: 'mean', of: points.map(sourceOf) }],
});

const sourceOf = ({ name, level, repetition }: TranslationPoint) => ({
  in: 'translation' as const,
  name,
  ...(level !== undefined && { level }),
  repetition,
});
