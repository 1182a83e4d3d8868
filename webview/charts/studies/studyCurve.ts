import type { StudyName } from '../../../src/config/schema/studies/studyNames';
import { formatValue } from '../../../src/result/format';
import type { StudyMethod } from '../../../src/result/result';
import { type OverRepetitions, overRepetitions, sizesOf, type StudySize } from '../../../src/result/studySummary';
import { convert } from '../../../src/result/units';
import type { ChartData, Mark, Series } from '../../model/chartData';
import { axisFromZero } from '../../model/estimateMarks';
import { unitName } from '../../model/labels';
import type { Scene } from '../../model/scene';
import { t } from '../../ui/l10n';
import { methodName, type StudyWords } from './studyWords';

const chosen: readonly StudyMethod[] = ['information', 'magnitude', 'principal', 'random'];

/**
 * Accuracy (or the squared error, where values are predicted) over the number of members, one line for each way of
 * choosing them, and on the right axis the least that the network tells about the target. Whiskers are 95 % intervals
 * of the mean over repetitions. Absent before the first network is trained.
 */
export function studyCurveChartData(scene: Scene, study: StudyName, words: StudyWords): ChartData | undefined {
  const sizes = sizesOf(scene.result.studies, study);
  if (sizes.length === 0) return undefined;
  const isOfClasses = sizes.every(({ points }) => points.every(({ accuracy }) => accuracy !== undefined));
  const unit = unitName(scene.unit);
  const height = isOfClasses ? t('accuracy') : t('squared error');
  const methods = chosen.filter((method) => sizes.some((size) => size.method === method));
  const curve = (method: StudyMethod, colour: number, field: 'accuracy' | 'loss' | 'information'): Series => {
    const isInformation = field === 'information';
    const name = isInformation ? t('{0}: {1}', methodName(method), unit) : methodName(method);
    const marks = sizes
      .filter((size) => size.method === method || size.method === 'all')
      .flatMap((size) => markOf(scene, size, name, field, words));
    return isInformation
      ? { name, role: 'metric', colour, dashed: true, right: true, marks }
      : { name, role: 'estimate', colour, marks };
  };
  const series = [
    ...methods.map((method, i) => curve(method, i, isOfClasses ? 'accuracy' : 'loss')),
    ...(isOfClasses ? methods.map((method, i) => curve(method, i, 'information')) : []),
  ];
  const all = sizes.find(({ method }) => method === 'all');
  const whole = all && overRepetitions(all.points, isOfClasses ? 'accuracy' : 'loss');
  const heights = (right: boolean, end: 'low' | 'high' = 'high'): number[] =>
    series.flatMap((one) =>
      (one.right ?? false) === right ? one.marks.map((mark) => mark.interval?.[end] ?? mark.y) : [],
    );
  return {
    says: saysOf(sizes, height, isOfClasses),
    of: [],
    x: { label: words.size, low: 0, high: Math.max(...sizes.map(({ size }) => size)), whole: true },
    y: isOfClasses
      ? { label: height, low: floorOf(heights(false, 'low')), high: 1, tight: true }
      : axisFromZero(height, heights(false)),
    ...(isOfClasses && { right: axisFromZero(t('about the target, at least ({0})', unit), heights(true)) }),
    series,
    limits: whole ? [{ axis: 'y', value: whole.value, name: t('all') }] : [],
    bands: [],
    columns: [
      { label: t('series'), numeric: false },
      { label: words.size, numeric: true },
      { label: height, numeric: true },
      { label: t('low'), numeric: true },
      { label: t('high'), numeric: true },
      { label: t('about the target, at least ({0})', unit), numeric: true },
      { label: t('parameters'), numeric: true },
      { label: t('repetitions'), numeric: true },
    ],
  };
}

/** Where an axis of shares begins: a tenth below the least. */
const floorOf = (shares: readonly number[]): number => Math.max(0, Math.floor(10 * Math.min(...shares)) / 10);

function markOf(
  scene: Scene,
  { method, size, points }: StudySize,
  name: string,
  field: 'accuracy' | 'loss' | 'information',
  words: StudyWords,
): Mark[] {
  const mean = overRepetitions(points, field);
  if (!mean) return [];
  const shown = (value: number): number =>
    field === 'information' ? convert(value, scene.result.config.analysis.unit, scene.unit) : value;
  const { value, low, high } = mean;
  const top = field === 'accuracy' ? Math.min(1, high) : high;
  const told = overRepetitions(points, 'information');
  const parameters = overRepetitions(points, 'parameters');
  return [
    {
      x: size,
      y: shown(value),
      ...(points.length > 1 && { interval: { low: Math.max(0, shown(low)), high: shown(top) } }),
      bound: field === 'information' ? 'lower' : 'none',
      warnings: [],
      read: t(
        '{0}, {1} {2}: {3}',
        method === 'all' ? methodName('all') : name,
        words.size,
        size,
        formatValue(shown(value)),
      ),
      details: [t('mean over {0} repetitions', points.length)],
      cells:
        field === 'information'
          ? []
          : rowOf(
              method === 'all' ? methodName('all') : name,
              size,
              mean,
              points.length,
              parameters?.value,
              told && inUnit(scene, told),
            ),
    },
  ];
}

const inUnit = (scene: Scene, { value }: OverRepetitions): number =>
  convert(value, scene.result.config.analysis.unit, scene.unit);

const rowOf = (
  name: string,
  size: number,
  { value, low, high }: OverRepetitions,
  repetitions: number,
  parameters: number | undefined,
  told: number | undefined,
): Mark['cells'] => [
  name,
  size,
  value,
  low,
  high,
  told,
  parameters === undefined ? undefined : Math.round(parameters),
  repetitions,
];

function saysOf(sizes: readonly StudySize[], height: string, isOfClasses: boolean): string {
  const field = isOfClasses ? 'accuracy' : 'loss';
  const named = (method: StudyMethod): string[] =>
    sizes
      .filter((size) => size.method === method)
      .flatMap(({ size, points }) => {
        const mean = overRepetitions(points, field);
        return mean ? [t('{0} with {1}', formatValue(mean.value), size)] : [];
      });
  return chosen
    .flatMap((method) => {
      const list = named(method);
      return list.length > 0 ? [t('The {0} of those {1}: {2}.', height, methodName(method), list.join(', '))] : [];
    })
    .join(' ');
}
