import { type Plugin } from 'chart.js';
import { faded } from '../ui/colour';
import type { ChartData, Mark } from '../model/chartData';
import { strength, styleOf, type DrawState } from './drawState';
import type { Painted } from './painter';
import { numbers } from './plugins';

/** Joins neighbouring columns by translucent ribbons; their edges are the intervals' ends. */
export function ribbons(painted: Painted): Plugin {
  return {
    id: 'ribbons',
    beforeDatasetsDraw(chart) {
      const { chartData, drawState } = painted;
      if (!chartData || !drawState || !Object.hasOwn(chart.scales, 'y')) return;
      const { y } = chart.scales;
      const zero = y.getPixelForValue(0);
      chartData.series.forEach((series, s) => {
        if (series.role === 'exact' || series.role === 'other') return;
        const { data } = chart.getDatasetMeta(s);
        for (let i = 1; i < series.marks.length; i++) {
          // A column between the two that was not estimated is no zero, and no way for a ribbon.
          const next = series.marks[i].x - series.marks[i - 1].x === 1;
          if (i >= data.length || series.marks[i].apart || !next) continue;
          const from = numbers(data[i - 1]);
          const to = numbers(data[i]);
          const [a, b] = [series.marks[i - 1], series.marks[i]];
          const left = from.x + from.width / 2;
          const right = to.x - to.width / 2;
          const gradient = chart.ctx.createLinearGradient(left, 0, right, 0);
          // Doubtful values are not joined, so that they do not look certain.
          const opacity = a.warnings.length || b.warnings.length ? 0.06 : 0.16;
          gradient.addColorStop(0, tint(drawState, a, opacity));
          gradient.addColorStop(1, tint(drawState, b, opacity));
          ribbon(chart.ctx, left, right, [zero, zero], [y.getPixelForValue(a.y), y.getPixelForValue(b.y)], gradient);
          ribbon(
            chart.ctx,
            left,
            right,
            [y.getPixelForValue(a.interval?.low ?? a.y), y.getPixelForValue(b.interval?.low ?? b.y)],
            [y.getPixelForValue(a.interval?.high ?? a.y), y.getPixelForValue(b.interval?.high ?? b.y)],
            gradient,
          );
        }
      });
    },
  };
}

function tint(drawState: DrawState, mark: Mark, opacity: number): string {
  return faded(
    mark.layer === undefined ? drawState.theme.quiet : styleOf(drawState, mark.layer).colour,
    opacity * strength(drawState, mark.layer),
  );
}

/** The area between two smooth edges from `left` to `right`. */
function ribbon(
  ctx: CanvasRenderingContext2D,
  left: number,
  right: number,
  low: readonly [number, number],
  high: readonly [number, number],
  fill: CanvasGradient,
): void {
  const middle = (left + right) / 2;
  ctx.save();
  ctx.fillStyle = fill;
  ctx.beginPath();
  ctx.moveTo(left, low[0]);
  ctx.bezierCurveTo(middle, low[0], middle, low[1], right, low[1]);
  ctx.lineTo(right, high[1]);
  ctx.bezierCurveTo(middle, high[1], middle, high[0], left, high[0]);
  ctx.closePath();
  ctx.fill();
  ctx.restore();
}

/**
 * An arrow in the gap before a column, from the information before to the information after, with the loss in words
 * where it fits.
 */
export function drops(painted: Painted): Plugin {
  return {
    id: 'drops',
    afterDatasetsDraw(chart) {
      const { chartData, drawState } = painted;
      if (!chartData?.drops || !drawState || !Object.hasOwn(chart.scales, 'y') || !Object.hasOwn(chart.scales, 'x'))
        return;
      const { x, y } = chart.scales;
      const { ctx, chartArea } = chart;
      const step = columnStep(chartData, x, chartArea.width);
      const half = columnHalf(chartData, x, chartArea.width);
      for (const drop of chartData.drops) {
        const at = x.getPixelForValue(drop.to) - half - Math.min(9, (step - 2 * half) / 3);
        const [from, to] = [drop.before, drop.after].map((value) =>
          Math.min(chartArea.bottom, Math.max(chartArea.top, y.getPixelForValue(value))),
        );
        if (Math.abs(to - from) < 8) continue;
        ctx.save();
        ctx.strokeStyle = drawState.theme.foreground;
        ctx.fillStyle = drawState.theme.foreground;
        ctx.lineWidth = drop.narrowest ? 2 : 1;
        arrow(ctx, at, from, to);
        ctx.font = `${drop.narrowest ? 'bold ' : ''}${drawState.theme.fontSize}px ${drawState.theme.fontFamily}`;
        ctx.textBaseline = 'middle';
        ctx.textAlign = 'right';
        // A bold label may extend over the column before; a plain one stays in its gap.
        const width = ctx.measureText(drop.name).width;
        if (at - 5 - width > chartArea.left && (drop.narrowest || width < step - 2 * half)) {
          ctx.strokeStyle = drawState.theme.background;
          ctx.lineWidth = 3;
          const height = (from + to) / 2;
          ctx.strokeText(drop.name, at - 5, height);
          ctx.fillText(drop.name, at - 5, height);
        }
        ctx.restore();
      }
    },
  };
}

type Pixels = { getPixelForValue(value: number): number };

/** Pixels from column to column. */
export const columnStep = ({ x }: ChartData, scale: Pixels, width: number): number =>
  x.high > 0 ? Math.abs(scale.getPixelForValue(1) - scale.getPixelForValue(0)) : width;

/** Half the width of a column, as the bars of the chart are drawn. */
export const columnHalf = (chartData: ChartData, scale: Pixels, width: number): number =>
  Math.min(22, columnStep(chartData, scale, width) * 0.225);

/** A question mark where a column has no estimate: nothing is known of it, and zero is not what it holds. */
export function unknowns(painted: Painted): Plugin {
  return {
    id: 'unknowns',
    afterDatasetsDraw(chart) {
      const { chartData, drawState } = painted;
      if (!chartData?.unknown || !drawState || !Object.hasOwn(chart.scales, 'y')) return;
      const { ctx } = chart;
      const zero = chart.scales.y.getPixelForValue(0);
      ctx.save();
      ctx.fillStyle = drawState.theme.quiet;
      ctx.font = `${drawState.theme.fontSize}px ${drawState.theme.fontFamily}`;
      ctx.textAlign = 'center';
      for (const { x, above } of chartData.unknown) {
        ctx.textBaseline = above ? 'bottom' : 'top';
        ctx.fillText('?', chart.scales.x.getPixelForValue(x), zero + (above ? -3 : 3));
      }
      ctx.restore();
    },
  };
}

function arrow(ctx: CanvasRenderingContext2D, x: number, from: number, to: number): void {
  const way = Math.sign(to - from);
  ctx.beginPath();
  ctx.moveTo(x, from);
  ctx.lineTo(x, to);
  ctx.moveTo(x - 3.5, to - 5 * way);
  ctx.lineTo(x, to);
  ctx.lineTo(x + 3.5, to - 5 * way);
  ctx.stroke();
}

/** Exact values of one layer: a dashed line across its column. */
export function columnDashes(painted: Painted): Plugin {
  return {
    id: 'columnDashes',
    afterDatasetsDraw(chart) {
      const { chartData, drawState } = painted;
      if (!chartData || !drawState || !Object.hasOwn(chart.scales, 'y') || !Object.hasOwn(chart.scales, 'x')) return;
      const { x, y } = chart.scales;
      const half = columnHalf(chartData, x, chart.chartArea.width) + 6;
      for (const series of chartData.series) {
        if (series.role !== 'exact') continue;
        for (const mark of series.marks) {
          const [at, top] = [x.getPixelForValue(mark.x), y.getPixelForValue(mark.y)];
          chart.ctx.save();
          chart.ctx.strokeStyle = drawState.theme.foreground;
          chart.ctx.setLineDash([4, 3]);
          chart.ctx.beginPath();
          chart.ctx.moveTo(at - half, top);
          chart.ctx.lineTo(at + half, top);
          chart.ctx.stroke();
          chart.ctx.restore();
        }
      }
    },
  };
}
