import { formatValue } from '../../../../src/result/format';
import { overNetworks, overTables } from '../../../../src/result/studies/compress/codedSummary';
import { type OverRepetitions, sizesOf, type StudySize } from '../../../../src/result/studySummary';
import { convert } from '../../../../src/result/units';
import type { ChartData, Column, Mark, Series } from '../../../model/chartData';
import { axisFromZero } from '../../../model/estimateMarks';
import { unitName } from '../../../model/labels';
import type { Scene } from '../../../model/scene';
import { t } from '../../../ui/l10n';
import { methodName } from '../studyWords';

const ways = ['information', 'principal', 'magnitude', 'random'] as const;

/** What is coded: an embedding's table, or all weights of the network. */
interface Coded {
  /** The horizontal axis, and the figure on it. */
  readonly axis: string;
  readonly length: (size: StudySize) => OverRepetitions | undefined;
  readonly loss: (size: StudySize) => OverRepetitions | undefined;
  /** The label of the loss, with its unit. */
  readonly height: (unit: string) => string;
  readonly members: string;
  /** One point in words. */
  readonly read: (method: string, size: number, length: string, loss: string) => string;
  /** Further columns of the table of values. */
  readonly more: readonly (readonly [label: string, of: (size: StudySize) => OverRepetitions | undefined])[];
}

/** Held-out loss with a coded embedding over the length of its code. Absent without a compressed embedding. */
export const codedTableChartData = (scene: Scene): ChartData | undefined =>
  codedChartData(scene, {
    axis: t('bits a token, coded'),
    length: (size) => overTables(size, 'codedBits'),
    loss: (size) => overTables(size, 'codedLoss'),
    height: (unit) => t('held-out loss with the coded table ({0})', unit),
    members: t('numbers a token'),
    read: (...words) => t('{0}, {1} numbers a token: {2} bits a token, loss {3}', ...words),
    more: [
      [t('table (KiB)'), (size) => overTables(size, 'kibibytes')],
      [t('coded (KiB)'), (size) => overTables(size, 'codedKibibytes')],
    ],
  });

/** Held-out loss with coded weights over the length of their code. Absent without a compressed layer. */
export const codedNetworkChartData = (scene: Scene): ChartData | undefined =>
  codedChartData(scene, {
    axis: t('all weights, coded (KiB)'),
    length: (size) => overNetworks(size, 'codedKibibytes'),
    loss: (size) => overNetworks(size, 'codedLoss'),
    height: (unit) => t('held-out loss with the coded weights ({0})', unit),
    members: t('units'),
    read: (...words) => t('{0}, {1} units: {2} KiB coded, loss {3}', ...words),
    more: [[t('all weights (KiB)'), (size) => overNetworks(size, 'kibibytes')]],
  });

function codedChartData(scene: Scene, coded: Coded): ChartData | undefined {
  const sizes = sizesOf(scene.result.studies, 'compress').filter((size) => coded.length(size) && coded.loss(size));
  if (sizes.length === 0) return undefined;
  const height = coded.height(unitName(scene.unit));
  const series = ways.flatMap((method, colour): Series[] => {
    const own = sizes.filter((size) => size.method === method || size.method === 'all');
    return own.some((size) => size.method === method)
      ? [
          {
            name: methodName(method),
            role: 'estimate',
            colour,
            marks: own.flatMap((size) => markOf(scene, coded, size)),
          },
        ]
      : [];
  });
  const all = series.flatMap(({ marks }) => marks);
  const numeric = (label: string): Column => ({ label, numeric: true });
  return {
    says: all
      .filter((mark, i) => all.findIndex(({ read }) => read === mark.read) === i)
      .map(({ read }) => t('{0}.', read))
      .join(' '),
    of: [],
    x: axisFromZero(
      coded.axis,
      all.map(({ x }) => x),
    ),
    y: {
      label: height,
      low: Math.min(...all.map((mark) => mark.interval?.low ?? mark.y)),
      high: Math.max(...all.map((mark) => mark.interval?.high ?? mark.y)),
    },
    series,
    limits: [],
    bands: [],
    columns: [
      { label: t('choice'), numeric: false },
      ...[coded.members, coded.axis, ...coded.more.map(([label]) => label), height].map(numeric),
      ...[t('low'), t('high'), t('repetitions')].map(numeric),
    ],
  };
}

function markOf(scene: Scene, coded: Coded, size: StudySize): Mark[] {
  const shown = (value: number): number => convert(value, scene.result.config.analysis.unit, scene.unit);
  const [loss, length] = [coded.loss(size), coded.length(size)];
  if (!loss || !length) return [];
  const [value, low, high] = [loss.value, loss.low, loss.high].map(shown);
  return [
    {
      x: length.value,
      y: value,
      ...(size.points.length > 1 && { interval: { low, high } }),
      bound: 'none',
      warnings: [],
      read: coded.read(methodName(size.method), size.size, formatValue(length.value), formatValue(value)),
      details: [t('mean over {0} repetitions', size.points.length)],
      cells: [
        ...[methodName(size.method), size.size, length.value, ...coded.more.map(([, of]) => of(size)?.value)],
        ...[value, low, high, size.points.length],
      ],
    },
  ];
}
