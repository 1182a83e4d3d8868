import { levelText } from '../../../../src/config/layers/corruptionLevels';
import { formatValue } from '../../../../src/result/format';
import {
  ladderOf,
  meanAmount,
  meanScore,
  type TranslationGroup,
  translationGroups,
} from '../../../../src/result/studies/translation/summary';
import { convert } from '../../../../src/result/units';
import type { ChartData, Column, Mark, Series } from '../../../model/chartData';
import { axisFromZero } from '../../../model/estimateMarks';
import { unitName } from '../../../model/labels';
import type { Scene } from '../../../model/scene';
import { warningsOf } from '../../../model/sentence';
import { t } from '../../../ui/l10n';

/**
 * What sources tell about the translations of each system, and about references with words spoiled, with chrF and BLEU
 * on the right axis. Absent before both networks of a repetition are trained.
 */
export function translationChartData(scene: Scene): ChartData | undefined {
  const groups = inOrder(translationGroups(scene.result.studies));
  if (groups.length === 0) return undefined;
  const unit = unitName(scene.unit);
  // A line joins the references alone, which are spoiled more and more.
  const names = [...new Set(groups.map(({ name }) => name))];
  const information = names.map((name, colour): Series => ({
    name: t('{0}: {1} a word', name, unit),
    role: 'estimate',
    colour,
    marks: groups.flatMap((group, x) => (group.name === name ? [markOf(scene, group, x)] : [])),
  }));
  const scores = (['chrf', 'bleu'] as const).map((field, i): Series => ({
    name: t('{0}: {1} (right axis)', names[0], scoreName(field)),
    role: 'metric',
    dashed: true,
    right: true,
    colour: names.length + i,
    marks: groups.flatMap((group, x) => (group.name === names[0] ? [scoreMark(scene, group, x, field)] : [])),
  }));
  const marks = information.flatMap((series) => series.marks);
  return {
    says: marks.map(({ read }) => t('{0}.', read)).join(' '),
    of: [],
    x: {
      label: t('translations; of the references, the probability that a word is spoiled'),
      low: 0,
      high: Math.max(1, groups.length - 1),
      names: groups.map((group) => nameOf(scene, group)),
    },
    y: axisFromZero(
      t('information from the source, a word ({0})', unit),
      marks.flatMap(({ y, interval }) => [y, interval?.low ?? y, interval?.high ?? y]),
    ),
    right: { label: t('chrF, BLEU'), low: 0, high: 100, tight: true },
    series: [...information, ...scores],
    limits: [],
    bands: [],
    columns: columnsOf(scene),
  };
}

const scoreName = (field: 'chrf' | 'bleu'): string => (field === 'chrf' ? t('chrF') : t('BLEU'));

/** The references and their ladder, then the other systems. */
const inOrder = (groups: readonly TranslationGroup[]): TranslationGroup[] => [
  ...ladderOf(groups),
  ...groups.slice(1).filter(({ name }) => name !== groups[0].name),
];

const nameOf = ({ result: { config } }: Scene, { name, level }: TranslationGroup): string =>
  level === undefined ? name : t('{0} {1}', name, levelText(config, level));

function amountsOf(scene: Scene, group: TranslationGroup) {
  const shown = (value: number): number => convert(value, group.points[0].unit, scene.unit);
  const { value, low, high } = meanAmount(group, 'information');
  const [without, given] = (['without', 'given'] as const).map((field) => shown(meanAmount(group, field).value));
  return { value: shown(value), low: shown(low), high: shown(high), without, given };
}

function markOf(scene: Scene, group: TranslationGroup, x: number): Mark {
  const { value, low, high, without, given } = amountsOf(scene, group);
  const { points } = group;
  const unit = unitName(scene.unit);
  return {
    x,
    y: value,
    interval: { low, high },
    bound: 'none',
    warnings: warningsOf(scene.unit, ...points),
    read: t('{0}: {1} {2} a word', nameOf(scene, group), formatValue(value), unit),
    details: [
      t(
        'by the heads of two networks: at most {0} without the source, at most {1} with it',
        formatValue(without),
        formatValue(given),
      ),
      t('an estimate without a direction: a difference of two upper bounds'),
      t('{0} sentences, mean over {1} repetitions, interval over sentences', points[0].sentences, points.length),
    ],
    cells: [
      ...[nameOf(scene, group), value, low, high, without, given],
      ...[meanScore(group, 'chrf'), meanScore(group, 'bleu'), points[0].sentences, points.length],
    ],
  };
}

function scoreMark(scene: Scene, group: TranslationGroup, x: number, field: 'chrf' | 'bleu'): Mark {
  const value = meanScore(group, field);
  return {
    x,
    y: value,
    bound: 'none',
    warnings: [],
    read: t('{0}: {1} {2}', nameOf(scene, group), scoreName(field), formatValue(value)),
    details: [],
    cells: [],
  };
}

const columnsOf = ({ unit }: Scene): Column[] => [
  { label: t('translations'), numeric: false },
  { label: t('information from the source, a word ({0})', unitName(unit)), numeric: true },
  { label: t('low'), numeric: true },
  { label: t('high'), numeric: true },
  { label: t('without the source, at most'), numeric: true },
  { label: t('with the source, at most'), numeric: true },
  { label: t('chrF'), numeric: true },
  { label: t('BLEU'), numeric: true },
  { label: t('sentences'), numeric: true },
  { label: t('repetitions'), numeric: true },
];

/** Sentences of the chart; the table has as many. */
const shownSentences = 12;

/** The sentences about whose translation the source tells least. */
export function leastTold(scene: Scene): ChartData | undefined {
  const all = (scene.result.studies?.translatedSentences ?? []).slice(0, shownSentences);
  if (all.length === 0) return undefined;
  const unit = unitName(scene.unit);
  const height = t('information from the source, a word ({0})', unit);
  const marks = all.map((one, x): Mark => {
    const y = convert(one.information, one.unit, scene.unit);
    return {
      x,
      y,
      bound: 'none',
      warnings: [],
      read: t('pair {0}, {1}: {2} {3} a word', one.sentence, one.name, formatValue(y), unit),
      details: [one.source, one.translation, t('reference: {0}', one.reference)],
      cells: [one.sentence, one.name, y, one.chrf, one.words, one.source, one.translation, one.reference],
    };
  });
  return {
    says: marks
      .slice(0, 3)
      .map(({ read }) => t('{0}.', read))
      .join(' '),
    of: [],
    x: {
      label: t('held-out pair, the least information at the left'),
      low: 0,
      high: Math.max(1, marks.length - 1),
      names: all.map(({ sentence }) => String(sentence)),
    },
    y: axisFromZero(
      height,
      marks.map(({ y }) => y),
    ),
    series: [{ name: height, role: 'estimate', colour: 0, marks }],
    limits: [],
    bands: [],
    columns: [
      { label: t('held-out pair'), numeric: true },
      { label: t('translations'), numeric: false },
      { label: height, numeric: true },
      { label: t('chrF'), numeric: true },
      { label: t('words'), numeric: true },
      { label: t('source'), numeric: false },
      { label: t('translation'), numeric: false },
      { label: t('reference'), numeric: false },
    ],
  };
}
