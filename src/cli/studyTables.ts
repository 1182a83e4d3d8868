import { studyNames, type StudyName } from '../config/schema/studies/studyNames';
import type { AnalysisResult, StudyMethod } from '../result/result';
import { overRepetitions, ranksOf, sizesOf, type StudySize } from '../result/studySummary';
import { overTables } from '../result/tableSummary';
import type { TableSize } from '../result/result';
import { attributionTables } from './attributionTables';
import { enhanceTable } from './enhanceTable';
import { generalisationTable } from './generalisationTable';
import { robustnessTable } from './robustnessTable';
import { assumedLine, interval, table } from './table';
import { translationTables } from './translationTables';
import { uncertaintyTables } from './uncertaintyTables';

/** The studies that choose among members. */
type Choosing = Exclude<StudyName, 'robustness' | 'uncertainty' | 'enhance' | 'sweep' | 'translation' | 'attribution'>;

const titles: Readonly<Record<Choosing, { readonly title: string; readonly member: string }>> = {
  select: { title: 'Feature selection', member: 'column' },
  compress: { title: 'Compression', member: 'unit' },
};

const methods: Readonly<Record<StudyMethod, string>> = {
  information: 'chosen by information',
  random: 'chosen at random',
  magnitude: 'chosen by the size of the weights',
  principal: 'principal components',
  all: 'all',
};

/** The ranking and the trained networks of each study. */
export const studyTables = (result: AnalysisResult): string[][] =>
  studyNames.flatMap((study) => {
    switch (study) {
      case 'robustness':
        return [robustnessTable(result)];
      case 'enhance':
        return [enhanceTable(result)];
      case 'sweep':
        return [generalisationTable(result)];
      case 'translation':
        return translationTables(result);
      case 'attribution':
        return attributionTables(result);
      case 'uncertainty':
        return uncertaintyTables(result);
      default:
        return [rankTable(result, study), sizeTable(result, study), codedTables(result, study)];
    }
  });

function rankTable({ studies, config }: AnalysisResult, study: Choosing): string[] {
  const ranks = ranksOf(studies, study);
  if (ranks.length === 0) return [];
  const { title, member } = titles[study];
  return [
    `${title}: ranking, ${config.analysis.unit}`,
    ...table(
      ['place', member, 'about the target', 'shared with those before', 'score'],
      ranks.map(({ place, name, relevance, redundancy, score, assumes }) => [
        String(place),
        name,
        ...[relevance, redundancy, score].map((value) => `${value.toFixed(3)}${assumes === undefined ? '' : '~'}`),
      ]),
    ),
    ...assumedLine(ranks),
  ];
}

function sizeTable({ studies, config }: AnalysisResult, study: Choosing): string[] {
  const sizes = sizesOf(studies, study);
  if (sizes.length === 0) return [];
  const { title, member } = titles[study];
  const repetitions = Math.max(...sizes.map(({ points }) => points.length));
  return [
    repetitions > 1
      ? `${title}: held-out figures, means over ${repetitions} repetitions with 95 % intervals`
      : `${title}: held-out figures of one repetition, which has no intervals`,
    ...table(
      [`${member}s`, 'choice', 'accuracy', 'loss', `about the target ≥, ${config.analysis.unit}`, 'parameters'],
      sizes.map((size) => [
        String(size.size),
        methods[size.method],
        cell(size, 'accuracy'),
        cell(size, 'loss'),
        cell(size, 'information'),
        overRepetitions(size.points, 'parameters')?.value.toFixed(0) ?? '–',
      ]),
    ),
  ];
}

/** Embeddings: their size, that of their code, and the loss with the coded one. */
function codedTables({ studies, config }: AnalysisResult, study: Choosing): string[] {
  const sizes = sizesOf(studies, study).filter((size) => overTables(size, 'codedBits') !== undefined);
  if (sizes.length === 0) return [];
  const fields: readonly (keyof TableSize)[] = ['kibibytes', 'codedKibibytes', 'codedBits', 'codedLoss'];
  return [
    `${titles[study].title}: the table of the embedding, coded (rounded to an eighth of its root mean square)`,
    ...table(
      ['numbers', 'choice', 'KiB', 'coded, KiB', 'coded, bits a token', `loss with it, ${config.analysis.unit}`],
      sizes.map((size) => [
        String(size.size),
        methods[size.method],
        ...fields.map((field) => {
          const mean = overTables(size, field);
          return mean ? interval(mean, size.points.length) : '–';
        }),
      ]),
    ),
  ];
}

function cell({ points }: StudySize, field: 'accuracy' | 'loss' | 'information'): string {
  const mean = overRepetitions(points, field);
  if (!mean) return '–';
  return interval(mean, points.length);
}
