import type { Chart, Element, Plugin } from 'chart.js';
import { endPixel } from './openEnds';
import { strength, styleOf } from './drawState';
import { layerAt, markAt, type Painted, type Place } from './painter';

/** Position and size of an element; elements other than bars and cells have no size. */
export function numbers(element: Element): { x: number; y: number; width: number; height: number } {
  const props: Record<string, unknown> = element.getProps(['x', 'y', 'width', 'height'], true);
  return { x: Number(props.x), y: Number(props.y), width: Number(props.width), height: Number(props.height) };
}

/** Position of a mark's element on the canvas. */
export function pixelOf(chart: Chart, place: Place): { x: number; y: number } | undefined {
  const element = chart.getDatasetMeta(place.series).data.at(place.mark);
  if (!element) return undefined;
  const { x, y } = numbers(element);
  return Number.isFinite(x) && Number.isFinite(y) ? { x, y } : undefined;
}

/** Pixels around the plot's area in which carets and rings of marks at its edge may still be drawn. */
const margin = { x: 8, y: 12 };

/** The plugin's drawings end at the plot's area, so that marks outside a zoomed range stay out of sight. */
export function clipped(plugin: Plugin): Plugin {
  const within = (chart: Chart, draw: () => unknown): void => {
    const { ctx, chartArea } = chart;
    ctx.save();
    ctx.beginPath();
    ctx.rect(
      chartArea.left - margin.x,
      chartArea.top - margin.y,
      chartArea.width + 2 * margin.x,
      chartArea.height + 2 * margin.y,
    );
    ctx.clip();
    draw();
    ctx.restore();
  };
  return {
    ...plugin,
    beforeDatasetsDraw: (chart, args, options) => {
      within(chart, () => plugin.beforeDatasetsDraw?.(chart, args, options));
    },
    afterDatasetsDraw: (chart, args, options, cancelable) => {
      within(chart, () => plugin.afterDatasetsDraw?.(chart, args, options, cancelable));
    },
  };
}

/** The place of a mark that is no element of the chart, such as a dash across a column. */
function placeOf(chart: Chart, painted: Painted, place: Place): { x: number; y: number } | undefined {
  const mark = markAt(painted, place)?.mark;
  if (!mark || !Object.hasOwn(chart.scales, 'x') || !Object.hasOwn(chart.scales, 'y')) return undefined;
  return { x: chart.scales.x.getPixelForValue(mark.x), y: chart.scales.y.getPixelForValue(mark.y) };
}

/** Rings the mark that has the keyboard's focus. */
export function focusRing(painted: Painted): Plugin {
  return {
    id: 'focusRing',
    afterDatasetsDraw(chart) {
      const at = painted.pointed && (pixelOf(chart, painted.pointed) ?? placeOf(chart, painted, painted.pointed));
      if (!at || !painted.drawState) return;
      const { ctx } = chart;
      ctx.save();
      ctx.strokeStyle = painted.drawState.theme.focus;
      ctx.lineWidth = 2;
      ctx.beginPath();
      ctx.arc(at.x, at.y, 9, 0, 2 * Math.PI);
      ctx.stroke();
      ctx.restore();
    },
  };
}

/**
 * Marks bounds with a caret towards the possible truth: beyond the interval's upper end for a lower bound, beyond its
 * lower end for an upper one. On a mirrored axis "upper" is away from zero.
 */
export function boundTicks(painted: Painted): Plugin {
  return {
    id: 'boundTicks',
    afterDatasetsDraw(chart) {
      const { chartData, drawState } = painted;
      const yScale = Object.hasOwn(chart.scales, 'y') ? chart.scales.y : undefined;
      const xScale = Object.hasOwn(chart.scales, 'x') ? chart.scales.x : undefined;
      if (!chartData || !drawState || !xScale || !yScale) return;
      chartData.series.forEach((series, s) => {
        if (series.role === 'exact' || series.role === 'fit' || series.role === 'other') return;
        series.marks.forEach((mark, m) => {
          if (mark.bound === 'none' && (mark.xBound ?? 'none') === 'none') return;
          const at = pixelOf(chart, { series: s, mark: m });
          if (!at) return;
          const layer = layerAt(painted, { series: s, mark: m });
          const colour =
            layer === undefined
              ? drawState.theme.series[(series.colour ?? 0) % drawState.theme.series.length]
              : series.role === 'path' && mark.epoch !== undefined
                ? drawState.theme.ramp(drawState.lastEpoch > 0 ? mark.epoch / drawState.lastEpoch : 1)
                : styleOf(drawState, layer).colour;
          chart.ctx.save();
          chart.ctx.globalAlpha =
            strength(drawState, layer) * (series.role === 'path' && m < series.marks.length - 1 ? 0.35 : 1);
          if (mark.bound !== 'none') {
            const away = mark.y < 0 ? -1 : 1;
            const up = (mark.bound === 'lower' ? 1 : -1) * away;
            const end = endPixel(yScale, mark.y, mark.interval, up > 0 ? 'high' : 'low', -1);
            caret(chart.ctx, at.x, end - 6 * up, 0, -up, colour);
          }
          if (mark.xBound !== undefined && mark.xBound !== 'none') {
            const right = mark.xBound === 'lower' ? 1 : -1;
            const end = endPixel(xScale, mark.x, mark.xInterval, right > 0 ? 'high' : 'low', 1);
            caret(chart.ctx, end + 6 * right, at.y, right, 0, colour);
          }
          chart.ctx.restore();
        });
      });
    },
  };
}

/** A small open arrow head at (x, y) that points along (dx, dy). */
function caret(ctx: CanvasRenderingContext2D, x: number, y: number, dx: number, dy: number, colour: string): void {
  const size = 3;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.25;
  ctx.beginPath();
  ctx.moveTo(x - size * dx - size * dy, y - size * dy - size * dx);
  ctx.lineTo(x, y);
  ctx.lineTo(x - size * dx + size * dy, y - size * dy + size * dx);
  ctx.stroke();
}
