import type { ChartData } from '../model/chartData';
import type { Place } from './painter';

/**
 * The mark that an arrow key leads to: left and right along a series, up and down to the next series' nearest mark,
 * Home and End.
 */
export function nextPlace(chartData: ChartData, from: Place | undefined, key: string): Place | undefined {
  const filled = chartData.series.flatMap(({ marks }, i) => (marks.length ? [i] : []));
  if (!filled.length) return undefined;
  const series = from && filled.includes(from.series) ? from.series : filled[0];
  const count = chartData.series[series].marks.length;
  if (!from || from.series !== series) return { series, mark: key === 'ArrowLeft' || key === 'End' ? count - 1 : 0 };
  const mark = Math.min(from.mark, count - 1);
  switch (key) {
    case 'ArrowRight':
      return { series, mark: Math.min(count - 1, mark + 1) };
    case 'ArrowLeft':
      return { series, mark: Math.max(0, mark - 1) };
    case 'Home':
      return { series, mark: 0 };
    case 'End':
      return { series, mark: count - 1 };
    case 'ArrowDown':
    case 'ArrowUp': {
      const step = key === 'ArrowDown' ? 1 : -1;
      const to = filled[Math.min(filled.length - 1, Math.max(0, filled.indexOf(series) + step))];
      return { series: to, mark: nearest(chartData, to, chartData.series[series].marks[mark].x) };
    }
    default:
      return from;
  }
}

function nearest(chartData: ChartData, series: number, x: number): number {
  const { marks } = chartData.series[series];
  return marks.reduce((held, mark, i) => (Math.abs(mark.x - x) < Math.abs(marks[held].x - x) ? i : held), 0);
}
