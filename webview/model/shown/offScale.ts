import { formatValue } from '../../../src/result/format';
import { t } from '../../ui/l10n';
import type { ChartData, Limit } from '../chartData';

interface Span {
  readonly low: number;
  readonly high: number;
}

/** Whether an exact value is inside the drawn part of its axis. */
export function isOnScale({ axis, value }: Limit, spans: { readonly x: Span; readonly y: Span }): boolean {
  const { low, high } = spans[axis];
  const slack = 1e-9 * Math.max(1, Math.abs(high - low));
  return value >= low - slack && value <= high + slack;
}

/** What lies outside the drawn part of the vertical axis or of the horizontal one, in words. */
export function offScaleNotes(chartData: ChartData, spans: { readonly x: Span; readonly y: Span }): string[] {
  const written = ({ axis, value }: Limit): string => formatValue(chartData[axis].log === true ? 10 ** value : value);
  const limits = chartData.limits
    .filter((limit) => !isOnScale(limit, spans))
    .map((limit) => t('{0} = {1}, off the scale', limit.name, written(limit)));
  return [...limits, ...whiskersBeyond(chartData, spans.y)];
}

function whiskersBeyond(chartData: ChartData, { high }: Span): string[] {
  const ends = chartData.series
    .filter(({ right }) => right !== true)
    .flatMap(({ marks }) => marks.filter(({ y, from = 0 }) => from + y <= high))
    .flatMap(({ interval, from = 0 }) => (interval && interval.highEnd !== 'endless' ? [from + interval.high] : []))
    .filter((end) => end > high * (1 + 1e-9) && Number.isFinite(end));
  if (ends.length === 0) return [];
  const longest = formatValue(chartData.y.log === true ? 10 ** Math.max(...ends) : Math.max(...ends));
  return [
    ends.length === 1
      ? t('one interval ends off the scale, at {0}', longest)
      : t('{0} intervals end off the scale, the longest at {1}', ends.length, longest),
  ];
}
