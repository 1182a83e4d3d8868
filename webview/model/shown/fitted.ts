import type { Interval } from '../../../src/result/interval';
import type { Axis, ChartData, Mark } from '../chartData';

/** Limits and whiskers this many times as far as the data hide them: the chart is then scaled to the data. */
const tooFar = 3;

/**
 * The data with axes that end near the values and not at far limits or whiskers. Whiskers count as far as the values
 * themselves reach again.
 * @param scale `data` always does so, `limits` never, undefined where the data would fill less than a third of the axis
 */
export function fitted(chartData: ChartData, scale: 'data' | 'limits' | undefined): ChartData {
  if (scale === 'limits') return chartData;
  const marks = chartData.series.filter(({ role, right }) => role !== 'fit' && right !== true).flatMap((s) => s.marks);
  const y = fittedAxis(
    chartData.y,
    marks,
    ({ y: value, from = 0 }) => from + value,
    ({ interval }) => interval,
    scale,
  );
  const x = fittedAxis(
    chartData.x,
    marks,
    (mark) => mark.x,
    ({ xInterval }) => xInterval,
    scale,
  );
  return x === chartData.x && y === chartData.y ? chartData : { ...chartData, x, y };
}

/** Whether the person can choose: not on axes of names, of whole positions, or in logarithms. */
export function canFit({ x, y }: ChartData): boolean {
  return isFree(x) || isFree(y);
}

function isFree(axis: Axis): boolean {
  return axis.names === undefined && axis.whole !== true && axis.log !== true && axis.tight !== true;
}

function fittedAxis(
  axis: Axis,
  marks: readonly Mark[],
  valueOf: (mark: Mark) => number,
  intervalOf: (mark: Mark) => Interval | undefined,
  scale: 'data' | undefined,
): Axis {
  if (!isFree(axis) || marks.length === 0) return axis;
  const values = marks.map(valueOf);
  const [bottom, top] = [Math.min(0, ...values), Math.max(0, ...values)];
  const spread = top - bottom;
  if (!(spread > 0) || !Number.isFinite(spread)) return axis;
  const ends = marks.flatMap((mark) => {
    const interval = intervalOf(mark);
    return interval ? [(mark.from ?? 0) + interval.low, (mark.from ?? 0) + interval.high] : [];
  });
  const near = ends.filter((end) => end >= bottom - spread && end <= top + spread);
  const low = Math.max(axis.low, Math.min(bottom, ...near));
  const high = Math.min(axis.high, Math.max(top, ...near));
  if (!(high > low)) return axis;
  const far = axis.high - axis.low > tooFar * (high - low);
  return scale === 'data' || far ? { ...axis, low, high } : axis;
}
