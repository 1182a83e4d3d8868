import { inEnglish } from '../../base/sentence';
import type { StudyName } from '../../config/schema/studies/studyNames';
import { assumptionWords } from '../../result/assumptionWords';
import type { AnalysisResult, StudyMethod } from '../../result/result';
import { overRepetitions, ranksOf, sizesOf, type StudySize } from '../../result/studySummary';
import { interval, table } from '../table';
import { lossHead } from './lossHead';

/** How the tables of a study call it, and what it chooses from. */
export interface ChoosingWords {
  readonly study: StudyName;
  readonly title: string;
  /** One member, the head of a column: 'column'. */
  readonly member: string;
}

export const methods: Readonly<Record<StudyMethod, string>> = {
  information: 'chosen by information',
  random: 'chosen at random',
  magnitude: 'chosen by the size of the weights',
  principal: 'principal components',
  all: 'all',
};

/** The members in the order in which they were chosen. */
export function rankTable({ studies, config }: AnalysisResult, { study, title, member }: ChoosingWords): string[] {
  const ranks = ranksOf(studies, study);
  if (ranks.length === 0) return [];
  const models = [...new Set(ranks.flatMap(({ assumes }) => assumes ?? []))];
  return [
    `${title}: ranking, ${config.analysis.unit}`,
    ...table(
      ['place', member, 'about the target', 'shared with those before', 'score'],
      ranks.map(({ place, name, relevance, redundancy, score }) => [
        String(place),
        name,
        ...[relevance, redundancy, score].map((value) => value.toFixed(3)),
      ]),
    ),
    ...models.map((model) => `  the scores assume ${inEnglish(assumptionWords(model))}`),
  ];
}

/** The trained networks. */
export function sizeTable({ studies, config }: AnalysisResult, { study, title, member }: ChoosingWords): string[] {
  const sizes = sizesOf(studies, study);
  if (sizes.length === 0) return [];
  const repetitions = Math.max(...sizes.map(({ points }) => points.length));
  return [
    repetitions > 1
      ? `${title}: held-out figures, means over ${repetitions} repetitions with 95 % intervals`
      : `${title}: held-out figures of one repetition, which has no intervals`,
    ...table(
      [
        ...[`${member}s`, 'choice', 'accuracy', lossHead(sizes, config.analysis.unit)],
        ...[`about the target ≥, ${config.analysis.unit}`, 'parameters'],
      ],
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

function cell({ points }: StudySize, field: 'accuracy' | 'loss' | 'information'): string {
  const mean = overRepetitions(points, field);
  if (!mean) return '–';
  return interval(mean, points.length);
}
