import type { Chart, Plugin } from 'chart.js';
import type { Mark } from '../model/chartData';
import { endPixel, isOpen } from './openEnds';
import type { Painted, Place } from './painter';
import { pixelOf } from './plugins';

/**
 * Intervals with open ends. A certified end is a line with a cap, an end that only a model gives a dashed line without
 * one, and an end that nothing bounds a short dashed line.
 * @param styleOf the colour, line width and cap of a mark's whiskers
 */
export function openWhiskers(
  painted: Painted,
  styleOf: (place: Place, mark: Mark) => { colour: string; width: number; cap: number },
): Plugin {
  return {
    id: 'openWhiskers',
    afterDatasetsDraw(chart) {
      const { chartData } = painted;
      const scales = scalesOf(chart);
      if (!chartData || !scales) return;
      chartData.series.forEach((series, s) => {
        if (series.role === 'exact' || series.role === 'fit' || series.role === 'metric') return;
        series.marks.forEach((mark, m) => {
          if (!isOpen(mark.interval) && !isOpen(mark.xInterval)) return;
          const at = pixelOf(chart, { series: s, mark: m });
          if (!at) return;
          const { colour, width, cap } = styleOf({ series: s, mark: m }, mark);
          const { ctx, chartArea } = chart;
          ctx.save();
          ctx.beginPath();
          ctx.rect(chartArea.left, chartArea.top - 8, chartArea.width + 8, chartArea.height + 16);
          ctx.clip();
          ctx.strokeStyle = colour;
          ctx.lineWidth = width;
          for (const end of ['low', 'high'] as const) {
            if (mark.interval)
              whisker(ctx, [at.x, at.y], [at.x, endPixel(scales.y, mark.y, mark.interval, end, -1)], {
                certified: mark.interval[`${end}End`] === undefined,
                cap,
              });
            if (mark.xInterval)
              whisker(ctx, [at.x, at.y], [endPixel(scales.x, mark.x, mark.xInterval, end, 1), at.y], {
                certified: mark.xInterval[`${end}End`] === undefined,
                cap,
              });
          }
          ctx.restore();
        });
      });
    },
  };
}

function scalesOf(chart: Chart) {
  const { x, y } = chart.scales;
  return Object.hasOwn(chart.scales, 'x') && Object.hasOwn(chart.scales, 'y') ? { x, y } : undefined;
}

function whisker(
  ctx: CanvasRenderingContext2D,
  from: readonly [number, number],
  to: readonly [number, number],
  { certified, cap }: { certified: boolean; cap: number },
): void {
  const upright = from[0] === to[0];
  ctx.beginPath();
  ctx.setLineDash(certified ? [] : [2.5, 2.5]);
  // From the end inwards, so that a dash is at the end however short the whisker is.
  ctx.moveTo(...to);
  ctx.lineTo(...from);
  ctx.stroke();
  if (!certified) return;
  ctx.beginPath();
  const [dx, dy] = upright ? [cap / 2, 0] : [0, cap / 2];
  ctx.moveTo(to[0] - dx, to[1] - dy);
  ctx.lineTo(to[0] + dx, to[1] + dy);
  ctx.stroke();
}
