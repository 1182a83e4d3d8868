import { sentenceText } from '../model/sentence';
import type { BottleneckPoint } from '../../src/result/result';
import { t } from '../ui/l10n';
import { curveColumns, curveMark } from './curveMarks';
import type { ChartData, Limit, Mark, Series } from '../model/chartData';
import { formatValue } from '../../src/result/format';
import { axisFromZero } from '../model/estimateMarks';
import type { Scene } from '../model/scene';
import { unitName } from '../model/labels';

/**
 * Rate and relevance over the logarithm of beta: the sweep's codes, the best code, and the betas at which it begins to
 * hold something. Absent without a sweep.
 */
export function transitionsChartData(scene: Scene): ChartData | undefined {
  const { bottleneck = [], overBeta = [], criticalBetas = [] } = scene.result.curves;
  if (bottleneck.length === 0) return undefined;
  const line = (
    points: readonly BottleneckPoint[],
    name: string,
    of: 'rate' | 'relevance',
    exact: boolean,
  ): Series[] =>
    points.length === 0
      ? []
      : [
          {
            name,
            role: exact ? 'exact' : 'estimate',
            colour: of === 'rate' ? 0 : 1,
            marks: points.map((point) => overBetaMark(curveMark(scene, point, name), point.beta, of)),
          },
        ];
  const series = [
    ...line(bottleneck, t('rate, trained'), 'rate', false),
    ...line(bottleneck, t('relevance, trained'), 'relevance', false),
    ...line(overBeta, t('rate, exact'), 'rate', true),
    ...line(overBeta, t('relevance, exact'), 'relevance', true),
  ];
  const marks = series.flatMap((item) => item.marks);
  const limits = criticalBetas.map(({ beta, name }): Limit => ({
    axis: 'x',
    value: Math.log10(beta),
    name: t('critical beta = {0} ({1})', formatValue(beta), sentenceText(name)),
    named: 'start',
  }));
  const ends = [...marks.map(({ x }) => x), ...limits.map(({ value }) => value)];
  return {
    says: saysOf(scene, bottleneck, criticalBetas),
    of: [],
    x: { label: t('beta (logarithmic)'), low: Math.min(...ends), high: Math.max(...ends), tight: true, log: true },
    y: axisFromZero(
      unitName(scene.unit),
      marks.map((mark) => mark.interval?.high ?? mark.y),
    ),
    series,
    limits,
    bands: [],
    columns: curveColumns(scene, t('relevance ({0})', unitName(scene.unit))),
  };
}

/** One of the two values of a point of the rate-relevance plane, over log beta. The table has one row per point. */
function overBetaMark(mark: Mark, beta: number, of: 'rate' | 'relevance'): Mark {
  const { xInterval, ...rest } = mark;
  return of === 'relevance'
    ? { ...rest, x: Math.log10(beta), cells: [] }
    : { ...rest, x: Math.log10(beta), y: mark.x, ...(xInterval ? { interval: xInterval } : {}) };
}

function saysOf(scene: Scene, points: readonly BottleneckPoint[], critical: readonly { beta: number }[]): string {
  const { unit } = scene.result.config.analysis;
  const least = unit === 'bits' ? 0.05 : 0.05 * Math.LN2;
  const first = points.find(({ rateLow, rate }) => (rateLow ?? rate) > least);
  const kept = first
    ? t('The first trained code that keeps information is at beta {0}.', formatValue(first.beta))
    : t('No trained code keeps information.');
  const known =
    critical.length === 0
      ? ''
      : ` ${t('In the exact solution, the best code keeps nothing below beta {0}.', formatValue(critical[0].beta))}`;
  return `${kept}${known}`;
}
