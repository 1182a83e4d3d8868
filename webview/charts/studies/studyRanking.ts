import type { StudyName } from '../../../src/config/schema/studies/studyNames';
import { formatValue } from '../../../src/result/format';
import type { StudyRank } from '../../../src/result/result';
import { ranksOf } from '../../../src/result/studySummary';
import { convert } from '../../../src/result/units';
import type { ChartData, Mark, Series } from '../../model/chartData';
import { axisFromZero } from '../../model/estimateMarks';
import { assumptionName, unitName } from '../../model/labels';
import type { Scene } from '../../model/scene';
import { t } from '../../ui/l10n';
import type { StudyWords } from './studyWords';

/**
 * Information of each member about the target, and about those chosen before it, in the order of the choice. Absent
 * without a ranking.
 */
export function studyRankingChartData(scene: Scene, study: StudyName, words: StudyWords): ChartData | undefined {
  const ranks = ranksOf(scene.result.studies, study);
  if (ranks.length === 0) return undefined;
  const unit = unitName(scene.unit);
  const shown = (value: number): number => convert(value, scene.result.config.analysis.unit, scene.unit);
  const marksOf = (name: string, field: 'relevance' | 'redundancy'): Mark[] =>
    ranks.map((rank, x) => {
      const value = shown(rank[field]);
      return {
        x,
        y: value,
        bound: 'none',
        warnings: [],
        read: t('{0} {1}, place {2}: {3} {4} {5}', words.member, rank.name, rank.place, name, formatValue(value), unit),
        details: [
          t('score {0} {1}', formatValue(shown(rank.score)), unit),
          ...(rank.assumes === undefined ? [] : [t('assumes {0}', assumptionName(rank.assumes))]),
        ],
        cells: field === 'relevance' ? rowOf(rank, shown) : [],
      };
    });
  const relevance = t('about the target');
  const redundancy = t('shared with those before, on average');
  const series: Series[] = [
    { name: relevance, role: 'estimate', colour: 0, marks: marksOf(relevance, 'relevance') },
    { name: redundancy, role: 'estimate', colour: 1, marks: marksOf(redundancy, 'redundancy') },
  ];
  const [first] = ranks;
  return {
    says: t(
      'The first choice is {0} {1}, with {2} {3} about the target.',
      words.member,
      first.name,
      formatValue(shown(first.relevance)),
      unit,
    ),
    of: [],
    x: {
      label: t('{0}, in the order of the choice', words.member),
      low: 0,
      high: Math.max(1, ranks.length - 1),
      names: ranks.map(({ name }) => name),
    },
    y: axisFromZero(
      unit,
      series.flatMap(({ marks }) => marks.map(({ y }) => y)),
    ),
    series,
    limits: [],
    bands: [],
    columns: [
      { label: t('place'), numeric: true },
      { label: words.member, numeric: false },
      { label: t('about the target ({0})', unit), numeric: true },
      { label: t('shared with those before ({0})', unit), numeric: true },
      { label: t('score ({0})', unit), numeric: true },
    ],
  };
}

const rowOf = (
  { place, name, relevance, redundancy, score }: StudyRank,
  shown: (value: number) => number,
): Mark['cells'] => [place, name, shown(relevance), shown(redundancy), shown(score)];
