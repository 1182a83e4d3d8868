import type { Interval } from '../../../src/result/interval';
import { formatValue } from '../../../src/result/format';
import { t } from '../../ui/l10n';
import type { Axis, ChartData, Mark } from '../chartData';

/** Powers of ten below the top that a logarithmic axis shows at most. */
const deepest = 4;

/** Whether the vertical axis can be logarithmic: values from zero upwards, on one axis, some of them above zero. */
export function canBeLogarithmic({ y, right, series, drops }: ChartData): boolean {
  return (
    right === undefined &&
    drops === undefined &&
    y.log !== true &&
    y.names === undefined &&
    y.low >= 0 &&
    series.some(({ marks }) => marks.some((mark) => mark.y > 0)) &&
    series.every(({ marks }) => marks.every((mark) => mark.y >= 0 && mark.from === undefined))
  );
}

/**
 * The data with heights in powers of ten. Zero has no place on such an axis: smaller values than its lowest power are
 * drawn at the bottom, and a note says so.
 */
export function logarithmic(chartData: ChartData): ChartData {
  const heights = chartData.series.filter(({ role }) => role !== 'fit').flatMap(({ marks }) => marks.map(({ y }) => y));
  const top = Math.max(...heights, Number.MIN_VALUE);
  const least = Math.max(top / 10 ** deepest, Math.min(...heights.filter((height) => height > 0)));
  const low = Math.floor(Math.log10(least));
  const floor = 10 ** low;
  const at = (value: number): number => Math.log10(Math.max(value, floor));
  const interval = ({ low: from, high: to, ...ends }: Interval): Interval => ({ low: at(from), high: at(to), ...ends });
  const y: Axis = { ...chartData.y, low, high: Math.max(at(chartData.y.high), low + 1), log: true, tight: true };
  return {
    ...chartData,
    y: { ...y, label: t('{0}, logarithmic', chartData.y.label) },
    series: chartData.series.map((series) => ({
      ...series,
      marks: series.marks.map((mark): Mark => ({
        ...mark,
        y: at(mark.y),
        ...(mark.interval ? { interval: interval(mark.interval) } : {}),
      })),
    })),
    limits: chartData.limits.map((limit) => (limit.axis === 'y' ? { ...limit, value: at(limit.value) } : limit)),
    bands: chartData.bands.map((band) => ({ ...band, low: at(band.low), high: at(band.high) })),
    notes: [
      ...(chartData.notes ?? []),
      ...(heights.some((height) => height < floor)
        ? [t('values below {0} are drawn at the bottom', formatValue(floor))]
        : []),
    ],
  };
}
