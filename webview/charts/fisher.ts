import { formatValue } from '../../src/result/format';
import { type Measured, measuredOf } from '../../src/result/measured';
import type { ChartData, Series } from '../model/chartData';
import { axisFromZero, lagAxis, ofWhat } from '../model/estimateMarks';
import { measuredColumns, measuredMark } from '../model/measuredMarks';
import type { Scene } from '../model/scene';
import { t } from '../ui/l10n';

/** The Fisher memory curve of each linear recurrence. Absent where it was not asked for. */
export function fisherChartData(scene: Scene): ChartData | undefined {
  const layers = scene.layers.flatMap(({ name }) => {
    const found = measuredOf(scene.result.measured, 'fisherMemory', name);
    return found.length > 0 ? [{ name, found }] : [];
  });
  if (layers.length === 0) return undefined;
  const series = layers.map(({ name, found }): Series => ({
    name,
    layer: name,
    role: 'estimate',
    marks: found.map((one) => {
      const { lag = 0 } = one;
      return measuredMark(scene, one, lag, t('{0}, lag {1}', name, lag), [name, lag]);
    }),
  }));
  const marks = series.flatMap((line) => line.marks);
  return {
    says: layers.map(({ name, found }) => saysOf(scene, name, found)).join(' '),
    of: ofWhat(layers.flatMap(({ found }) => found)),
    x: lagAxis(marks),
    y: axisFromZero(
      t('Fisher information (1: one input alone)'),
      marks.map(({ y }) => y),
    ),
    series,
    limits: [],
    bands: [],
    columns: [
      { label: t('layer'), numeric: false },
      { label: t('lag'), numeric: true },
      ...measuredColumns(t('ratio')),
    ],
  };
}

/** 'memory: 1.00 over all lags, of at most 64; half of it is about the last 3 inputs.' */
function saysOf(scene: Scene, name: string, found: readonly Measured[]): string {
  const [total] = measuredOf(scene.result.measured, 'fisherTotal', name);
  let sum = 0;
  const half = found.findIndex(({ value }) => (sum += value) >= total.value / 2);
  const all = t(
    '{0}: a Fisher memory of {1} over all lags, of at most {2}.',
    ...[name, formatValue(total.value), total.rank ?? 0],
  );
  // Of long sequences some lags are left out, and their sum is not that of all.
  const isWhole = found.length === total.time;
  return isWhole ? `${all} ${t('Half of it is about the inputs up to lag {0}.', found[half]?.lag ?? 0)}` : all;
}
