import type { Chart, Plugin } from 'chart.js';
import { faded } from '../ui/colour';
import type { ChartData } from '../model/chartData';
import { positionOf } from '../model/sharedAxis';
import { font } from './common';
import type { Painted } from './painter';

/** Height of the names above the chart, pixels. */
const nameHeight = 14;

/** Room for the names of the periods, pixels. */
export const periodRoom = ({ periods = [] }: ChartData): number => (periods.length > 0 ? nameHeight : 0);

/** A period in pixels, as much of it as is shown. */
interface Strip {
  readonly name: string;
  readonly place: number;
  readonly left: number;
  readonly right: number;
}

function stripsOf(chart: Chart, chartData: ChartData): Strip[] {
  const { left, right } = chart.chartArea;
  const { x } = chart.scales;
  const within = (pixel: number): number => Math.min(right, Math.max(left, pixel));
  return (chartData.periods ?? [])
    .map(({ first, last, name }, place): Strip => ({
      name,
      place,
      left: within(x.getPixelForValue(positionOf(chartData.x, first - 0.5))),
      right: within(x.getPixelForValue(positionOf(chartData.x, last + 0.5))),
    }))
    .filter((strip) => strip.right - strip.left > 0.5);
}

/**
 * Shades the periods of the trials behind the marks, every other one darker, with their names above the chart; names
 * that do not fit are in the legend alone. The cells of a map cover the shades: lines stand between its periods.
 */
export function shadedPeriods(painted: Painted, isMap: boolean): Plugin {
  const draw = (chart: Chart, paint: (strip: Strip, chart: Chart) => void): void => {
    const { chartData } = painted;
    if (!chartData?.periods || !Object.hasOwn(chart.scales, 'x')) return;
    chart.ctx.save();
    for (const strip of stripsOf(chart, chartData)) paint(strip, chart);
    chart.ctx.restore();
  };
  return {
    id: 'shadedPeriods',
    beforeDatasetsDraw(chart) {
      const theme = painted.drawState?.theme;
      if (!theme) return;
      draw(chart, ({ left, right, place }, { ctx, chartArea: { top, bottom } }) => {
        ctx.fillStyle = faded(theme.quiet, place % 2 === 0 ? 0.07 : 0.16);
        ctx.fillRect(left, isMap ? top - nameHeight : top, right - left, isMap ? nameHeight : bottom - top);
      });
    },
    afterDatasetsDraw(chart) {
      const theme = painted.drawState?.theme;
      if (!theme) return;
      draw(chart, ({ left, right, name }, { ctx, chartArea }) => {
        if (isMap && left > chartArea.left) {
          ctx.strokeStyle = theme.foreground;
          ctx.lineWidth = 1;
          ctx.setLineDash([2, 2]);
          ctx.beginPath();
          ctx.moveTo(left, chartArea.top - nameHeight);
          ctx.lineTo(left, chartArea.bottom);
          ctx.stroke();
          ctx.setLineDash([]);
        }
        const { family, size } = font(theme);
        ctx.font = `${size}px ${family}`;
        if (ctx.measureText(name).width + 4 > right - left) return;
        ctx.fillStyle = theme.quiet;
        ctx.textAlign = 'center';
        ctx.textBaseline = 'bottom';
        ctx.fillText(name, (left + right) / 2, chartArea.top - 1);
      });
    },
  };
}
