import type { Chart } from 'chart.js';
// The package's own types add its options to those of Chart.js.
import type {} from 'chartjs-plugin-zoom';
import type { ZoomPluginOptions } from 'chartjs-plugin-zoom/types/options';
import type { ChartData } from '../model/chartData';
import { faded } from '../ui/colour';
import type { AxisMemory, Direction, Span } from './axisMemory';
import type { Painted } from './painter';

/** Half a cell on both sides: positions of cells and columns are their middles. */
const half = 0.5;

/**
 * The gestures on a chart: dragging zooms to a range, Ctrl and the wheel zoom around the pointer (also over the
 * vertical axis alone), Shift and dragging move along. What they arrive at is kept in `axes`, and every chart with an
 * axis of that kind follows.
 * @param cells the horizontal positions are whole cells or columns
 */
export function zoomOptions(
  painted: Painted,
  axes: AxisMemory,
  directions: readonly Direction[],
  cells = false,
): ZoomPluginOptions {
  const { chartData, drawState } = painted;
  if (!chartData || !drawState || directions.length === 0) return { zoom: {}, pan: {} };
  const mode = directions.length === 2 ? 'xy' : directions[0];
  const keep = ({ chart }: { chart: Chart }): void => keepZoom(chart, painted, axes, cells);
  const x = axes.span('x', chartData.x);
  const y = axes.span('y', chartData.y);
  const edge = cells ? half : 0;
  return {
    zoom: {
      mode,
      ...(directions.includes('y') || cells ? {} : { scaleMode: 'y' }),
      wheel: { enabled: true, modifierKey: 'ctrl' },
      pinch: { enabled: true },
      drag: {
        enabled: true,
        threshold: 6,
        backgroundColor: faded(drawState.theme.focus, 0.2),
        borderColor: drawState.theme.focus,
        borderWidth: 1,
      },
      onZoom: keep,
    },
    pan: { enabled: true, mode, modifierKey: 'shift', onPan: keep },
    limits: {
      x: { min: x.low - edge, max: x.high + edge, minRange: leastRange(chartData, x) },
      y: { min: y.low, max: y.high, minRange: (y.high - y.low) / 1000 },
    },
  };
}

function leastRange({ x }: ChartData, { low, high }: Span): number {
  return x.whole === true || x.names ? 1 : (high - low) / 1000;
}

function keepZoom(chart: Chart, { chartData }: Painted, axes: AxisMemory, cells: boolean): void {
  if (!chartData) return;
  for (const key of ['x', 'y'] as const) {
    if (!Object.hasOwn(chart.scales, key) || (key === 'y' && (cells || chartData.y.names))) continue;
    const { min, max } = chart.scales[key];
    if (!Number.isFinite(min) || !Number.isFinite(max)) continue;
    const shown = cells && key === 'x' ? wholeCells({ low: min, high: max }) : { low: min, high: max };
    axes.zoom(key, chartData[key], shown);
  }
}

/** The cells that a range covers at least half of. */
export function wholeCells({ low, high }: Span): Span {
  const first = Math.ceil(low);
  return { low: first, high: Math.max(first, Math.floor(high)) };
}

/** The range with its first and last cell whole. */
export function cellEdges(range: Span): Span {
  const { low, high } = wholeCells(range);
  return { low: low - half, high: high + half };
}

/** A part of `whole` that is `factor` times as long as `shown`, around `centre`, or moved by a share of itself. */
export function changedRange(
  whole: Span,
  shown: Span,
  change: { readonly factor?: number; readonly centre?: number; readonly move?: number },
): Span {
  const { factor = 1, centre = (shown.low + shown.high) / 2, move = 0 } = change;
  const length = Math.min(whole.high - whole.low, (shown.high - shown.low) * factor);
  const share = shown.high > shown.low ? (centre - shown.low) / (shown.high - shown.low) : 0.5;
  const from = centre - share * length + move * length;
  const low = Math.min(whole.high - length, Math.max(whole.low, from));
  return { low, high: low + length };
}
