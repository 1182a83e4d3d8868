import { formatValue } from '../../src/result/format';
import { type Measured, measuredOf } from '../../src/result/measured';
import type { ChartData, Series } from '../model/chartData';
import { axisFromZero } from '../model/estimateMarks';
import { measuredColumns, measuredMark } from '../model/measuredMarks';
import type { Scene } from '../model/scene';
import { t } from '../ui/l10n';

type Kind = 'stateSize' | 'stateRank';

/** The effective state size of linear recurrences over the steps. Absent where it was not asked for. */
export function stateSizeChartData(scene: Scene): ChartData | undefined {
  const layers = scene.layers.flatMap(({ name }) => {
    const found = measuredOf(scene.result.measured, 'stateSize', name);
    return found.length > 0 ? [{ name, found }] : [];
  });
  if (layers.length === 0) return undefined;
  const series = layers.flatMap(({ name }) => [lineOf(scene, name, 'stateSize'), lineOf(scene, name, 'stateRank')]);
  const marks = series.flatMap((line) => line.marks);
  const limits = layers.map(({ name, found }) => ({
    axis: 'y' as const,
    value: found[0].rank ?? 0,
    name: t('state floats of {0}', name),
  }));
  return {
    says: layers.map(({ name, found }) => saysOf(name, found)).join(' '),
    of: [],
    x: { label: t('time step'), kind: 'time', low: 1, high: Math.max(2, ...marks.map(({ x }) => x)), whole: true },
    y: axisFromZero(t('effective state size (floats)'), [
      ...marks.map(({ y }) => y),
      ...limits.map(({ value }) => value),
    ]),
    series,
    limits,
    bands: [],
    columns: [
      { label: t('layer'), numeric: false },
      { label: t('time step'), numeric: true },
      { label: t('counted by'), numeric: false },
      ...measuredColumns(t('floats')),
    ],
  };
}

function lineOf(scene: Scene, name: string, kind: Kind): Series {
  const counted = kind === 'stateSize' ? t('entropy') : t('rank');
  const title = t('{0}, {1}', name, counted);
  return {
    name: title,
    layer: name,
    role: 'estimate',
    dashed: kind === 'stateRank',
    marks: measuredOf(scene.result.measured, kind, name).map((one) =>
      measuredMark(scene, one, one.time, t('{0}, step {1}', title, one.time), [name, one.time, counted]),
    ),
  };
}

function saysOf(name: string, found: readonly Measured[]): string {
  const most = found.reduce((held, one) => (one.value > held.value ? one : held));
  return t(
    '{0}: the effective state size is {1} of {2} floats at most, at step {3}.',
    ...[name, formatValue(most.value), most.rank ?? 0, most.time],
  );
}
