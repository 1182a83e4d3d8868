import { levelText } from '../../../../src/config/layers/corruptionLevels';
import { formatValue } from '../../../../src/result/format';
import {
  overLevel,
  type RobustnessField,
  type RobustnessLevel,
  robustnessLevels,
} from '../../../../src/result/studies/robustness/summary';
import { convert } from '../../../../src/result/units';
import type { Axis, ChartData, Column, Mark, Series } from '../../../model/chartData';
import { axisFromZero } from '../../../model/estimateMarks';
import { unitName } from '../../../model/labels';
import type { Scene } from '../../../model/scene';
import { t } from '../../../ui/l10n';

/**
 * Accuracy (or the squared error, where values are predicted) of each network over the levels of spoiled sequences, and
 * on the right axis the least that it tells about the target. Absent before the first network is trained.
 */
export function robustnessChartData(scene: Scene): ChartData | undefined {
  const groups = robustnessLevels(scene.result.studies);
  if (groups.length === 0) return undefined;
  const isOfClasses = groups.every((group) => overLevel(group, 'accuracy') !== undefined);
  const field = isOfClasses ? 'accuracy' : 'loss';
  const height = isOfClasses ? t('accuracy') : t('squared error');
  const unit = unitName(scene.unit);
  const main = seriesOf(scene, groups, field, true);
  const dashed = isOfClasses
    ? seriesOf(scene, groups, 'information', false).map((series): Series => ({
        ...series,
        name: t('{0}: {1}', series.name, unit),
        role: 'metric',
        dashed: true,
        right: true,
      }))
    : [];
  return {
    says: saysOf(scene, groups, field, height),
    of: [],
    x: levelAxis(scene, groups),
    y: isOfClasses ? { label: height, low: floorOf(main), high: 1, tight: true } : axisFromZero(height, heights(main)),
    ...(isOfClasses && { right: axisFromZero(ofTarget(scene), heights(dashed)) }),
    series: [...main, ...dashed],
    limits: [],
    bands: [],
    columns: columnsOf(scene, height),
  };
}

/** The least that each network's last state holds of the noise. Absent where no state has a known density. */
export function noiseKeptChartData(scene: Scene): ChartData | undefined {
  const groups = robustnessLevels(scene.result.studies);
  if (!groups.some((group) => overLevel(group, 'noise') !== undefined)) return undefined;
  const series = seriesOf(scene, groups, 'noise', true);
  const height = t('of the noise, at least ({0})', unitName(scene.unit));
  return {
    says: saysOf(scene, groups, 'noise', height),
    of: [],
    x: levelAxis(scene, groups),
    y: axisFromZero(height, heights(series)),
    series,
    limits: [],
    bands: [],
    columns: columnsOf(scene, height),
  };
}

const ofTarget = ({ unit }: Scene): string => t('about the target, at least ({0})', unitName(unit));

/** The columns of both charts: the same marks, of another height. */
const columnsOf = (scene: Scene, height: string): Column[] => [
  { label: t('network'), numeric: false },
  { label: t('level'), numeric: false },
  { label: height, numeric: true },
  { label: t('low'), numeric: true },
  { label: t('high'), numeric: true },
  { label: ofTarget(scene), numeric: true },
  { label: t('repetitions'), numeric: true },
];

const levelsIn = (groups: readonly RobustnessLevel[]): (number | undefined)[] => [
  ...new Set(groups.map(({ level }) => level)),
];

const nameOf = ({ result: { config } }: Scene, level: number | undefined): string =>
  level === undefined ? t('clean') : levelText(config, level);

function levelAxis(scene: Scene, groups: readonly RobustnessLevel[]): Axis {
  const levels = levelsIn(groups);
  return {
    label: t('spoiled sequences, the mildest level at the left'),
    low: 0,
    high: Math.max(1, levels.length - 1),
    names: levels.map((level) => nameOf(scene, level)),
  };
}

/** One line a network. */
function seriesOf(
  scene: Scene,
  groups: readonly RobustnessLevel[],
  field: RobustnessField,
  inTable: boolean,
): Series[] {
  const levels = levelsIn(groups);
  return [...new Set(groups.map(({ name }) => name))].map((name, colour) => ({
    name,
    role: 'estimate',
    colour,
    marks: levels.flatMap((level, x) => {
      const group = groups.find((one) => one.name === name && one.level === level);
      return group ? markOf(scene, group, x, field, inTable) : [];
    }),
  }));
}

function markOf(scene: Scene, group: RobustnessLevel, x: number, field: RobustnessField, inTable: boolean): Mark[] {
  const mean = overLevel(group, field);
  if (!mean) return [];
  const isAmount = field === 'information' || field === 'noise';
  const shown = (value: number): number =>
    isAmount ? convert(value, scene.result.config.analysis.unit, scene.unit) : value;
  const [value, low, high] = [mean.value, mean.low, mean.high].map(shown);
  const { points, name, level } = group;
  const told = overLevel(group, 'information');
  return [
    {
      x,
      y: value,
      ...(points.length > 1 && { interval: { low, high } }),
      bound: isAmount ? 'lower' : 'none',
      warnings: [],
      read: t('{0}, {1}: {2}', name, nameOf(scene, level), formatValue(value)),
      details: [t('mean over {0} repetitions', points.length)],
      cells: inTable
        ? [
            ...[name, nameOf(scene, level), value, low, high],
            told && convert(told.value, scene.result.config.analysis.unit, scene.unit),
            points.length,
          ]
        : [],
    },
  ];
}

const heights = (series: readonly Series[]): number[] =>
  series.flatMap(({ marks }) => marks.map((mark) => mark.interval?.high ?? mark.y));

/** Where an axis of shares begins: a tenth below the least. */
const floorOf = (series: readonly Series[]): number => {
  const lows = series.flatMap(({ marks }) => marks.map((mark) => mark.interval?.low ?? mark.y));
  return Math.max(0, Math.floor(10 * Math.min(...lows)) / 10);
};

function saysOf(scene: Scene, groups: readonly RobustnessLevel[], field: RobustnessField, height: string): string {
  const isAmount = field === 'noise';
  return [...new Set(groups.map(({ name }) => name))]
    .flatMap((name) => {
      const list = groups
        .filter((group) => group.name === name)
        .flatMap((group) => {
          const mean = overLevel(group, field);
          if (!mean) return [];
          const value = isAmount ? convert(mean.value, scene.result.config.analysis.unit, scene.unit) : mean.value;
          return [t('{0} {1}', nameOf(scene, group.level), formatValue(value))];
        });
      return list.length > 0 ? [t('{0}, {1}: {2}.', name, height, list.join(', '))] : [];
    })
    .join(' ');
}
