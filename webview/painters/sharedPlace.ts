import type { Chart, Plugin } from 'chart.js';
import { faded } from '../ui/colour';
import type { ChartData } from '../model/chartData';
import { positionOf, type SharedPlace } from '../model/sharedAxis';
import type { Painted } from './painter';
import { pixelOf } from './plugins';

/**
 * Marks the lag, step or epoch that is pointed at in any chart: by a line where the chart has that axis, and by a ring
 * around the point of each path at that epoch.
 */
export function sharedPlace(painted: Painted): Plugin {
  return {
    id: 'sharedPlace',
    afterDatasetsDraw(chart) {
      const { chartData, drawState } = painted;
      const at = drawState?.at;
      if (!chartData || !drawState || !at || !Object.hasOwn(chart.scales, 'x')) return;
      const { ctx } = chart;
      ctx.save();
      ctx.strokeStyle = faded(drawState.theme.foreground, 0.6);
      ctx.lineWidth = 1;
      if (chartData.x.kind === at.kind) line(chart, chart.scales.x.getPixelForValue(positionOf(chartData.x, at.value)));
      else if (at.kind === 'epoch') rings(chart, chartData, at);
      ctx.restore();
    },
  };
}

function line({ ctx, chartArea: { left, right, top, bottom } }: Chart, x: number): void {
  if (!(x >= left && x <= right)) return;
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x, bottom);
  ctx.stroke();
}

function rings(chart: Chart, chartData: ChartData, { value }: SharedPlace): void {
  chartData.series.forEach(({ role, marks }, series) => {
    const mark = role === 'path' ? marks.findIndex(({ epoch }) => epoch === value) : -1;
    const at = mark < 0 ? undefined : pixelOf(chart, { series, mark });
    if (!at) return;
    chart.ctx.beginPath();
    chart.ctx.arc(at.x, at.y, 7, 0, 2 * Math.PI);
    chart.ctx.stroke();
  });
}
