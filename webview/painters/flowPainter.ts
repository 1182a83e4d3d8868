import { Chart, type ChartDataset, type Plugin } from 'chart.js';
import { faded } from '../ui/colour';
import type { ChartData, Mark, Series } from '../model/chartData';
import type { AxisMemory } from './axisMemory';
import {
  activate,
  annotationsOf,
  axisOptions,
  font,
  pointerHandlers,
  shortened,
  tickText,
  tooltipOptions,
  widthOf,
} from './common';
import { strength, styleOf, type DrawState } from './drawState';
import type { Painted, Painter, PainterEvents, Place } from './painter';
import { boundTicks, focusRing, numbers } from './plugins';

interface BarPoint {
  x: string;
  y: number;
  yMin: number;
  yMax: number;
}
type BarDataset = ChartDataset<'barWithErrorBars', BarPoint[]>;

/**
 * Columns up and down from a common zero, with ribbons from column to column: information about the input, and about
 * the target.
 */
export class FlowPainter implements Painter {
  private readonly painted: Painted = { chartData: undefined, drawState: undefined, pointed: undefined };
  private chart: Chart<'barWithErrorBars', BarPoint[], string> | undefined;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly events: PainterEvents,
    private readonly axes: AxisMemory,
  ) {}

  paint(chartData: ChartData, drawState: DrawState): void {
    this.painted.chartData = chartData;
    this.painted.drawState = drawState;
    const names = chartData.x.names ?? [];
    const room = Math.max(5, Math.floor(widthOf(this.canvas) / Math.max(1, names.length) / 7));
    const data = {
      labels: names.map((_, i) => String(i)),
      datasets: chartData.series.map((series) => datasetOf(series, drawState)),
    };
    const y = axisOptions(chartData.y, this.axes.span('y', chartData.y), drawState.theme);
    const options = {
      events: ['mousemove' as const, 'mouseout' as const, 'click' as const],
      interaction: { mode: 'nearest' as const, intersect: true },
      layout: { padding: { top: 10, right: 8 } },
      scales: {
        x: {
          type: 'category' as const,
          grid: { display: false },
          border: { display: false },
          ticks: {
            color: drawState.theme.foreground,
            font: font(drawState.theme),
            autoSkip: false,
            maxRotation: names.length > 8 ? 60 : 0,
            callback: (_: number | string, index: number): string =>
              shortened(names.at(index) ?? '', Math.min(22, room)),
          },
        },
        y: {
          ...y,
          ticks: {
            ...y.ticks,
            callback: (value: number | string): string => tickText(Math.abs(Number(value)), chartData.y),
          },
          grid: {
            ...y.grid,
            color: (context: { tick?: { value: number } }): string =>
              context.tick?.value === 0 ? drawState.theme.quiet : drawState.theme.grid,
          },
        },
      },
      plugins: {
        tooltip: tooltipOptions<'barWithErrorBars'>(this.painted, drawState.theme),
        annotation: {
          annotations: annotationsOf(
            chartData,
            drawState.theme,
            widthOf(this.canvas),
            this.axes.span('y', chartData.y).high,
          ),
        },
      },
      ...pointerHandlers(this.painted, this.events),
    };
    if (this.chart) {
      this.chart.data = data;
      this.chart.options = options;
      this.chart.update('none');
    } else {
      this.chart = new Chart(this.canvas, {
        type: 'barWithErrorBars',
        data,
        options,
        plugins: [
          ribbons(this.painted),
          columnDashes(this.painted),
          drops(this.painted),
          boundTicks(this.painted),
          focusRing(this.painted),
        ],
      });
    }
  }

  point(place: Place | undefined): void {
    if (this.chart) activate(this.chart, this.painted, place);
  }

  destroy(): void {
    this.chart?.destroy();
  }
}

function datasetOf(series: Series, drawState: DrawState): BarDataset {
  const colour = (mark: Mark): string =>
    faded(
      mark.layer === undefined ? drawState.theme.quiet : styleOf(drawState, mark.layer).colour,
      strength(drawState, mark.layer),
    );
  const exact = series.role === 'exact';
  return {
    label: series.name,
    data: series.marks.map((mark) => ({
      x: String(mark.x),
      y: mark.y,
      yMin: mark.interval?.low ?? mark.y,
      yMax: mark.interval?.high ?? mark.y,
    })),
    grouped: false,
    maxBarThickness: 44,
    barPercentage: 0.5,
    categoryPercentage: 0.9,
    backgroundColor: series.marks.map((mark) =>
      exact || mark.warnings.length ? 'transparent' : faded(colour(mark), mark.y < 0 ? 0.65 : 0.85),
    ),
    borderColor: exact ? 'transparent' : series.marks.map(colour),
    borderWidth: 1.5,
    borderSkipped: false,
    errorBarColor: exact ? 'transparent' : drawState.theme.foreground,
    errorBarWhiskerColor: exact ? 'transparent' : drawState.theme.foreground,
    errorBarLineWidth: 1.25,
    errorBarWhiskerLineWidth: 1.25,
    errorBarWhiskerSize: 9,
  };
}

/** Joins neighbouring columns by translucent ribbons; their edges are the intervals' ends. */
function ribbons(painted: Painted): Plugin {
  return {
    id: 'ribbons',
    beforeDatasetsDraw(chart) {
      const { chartData, drawState } = painted;
      if (!chartData || !drawState || !Object.hasOwn(chart.scales, 'y')) return;
      const { y } = chart.scales;
      const zero = y.getPixelForValue(0);
      chartData.series.forEach((series, s) => {
        if (series.role === 'exact') return;
        const { data } = chart.getDatasetMeta(s);
        for (let i = 1; i < series.marks.length; i++) {
          if (i >= data.length || series.marks[i].apart) continue;
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
function drops(painted: Painted): Plugin {
  return {
    id: 'drops',
    afterDatasetsDraw(chart) {
      const { chartData, drawState } = painted;
      if (!chartData?.drops || !drawState || !Object.hasOwn(chart.scales, 'y') || !Object.hasOwn(chart.scales, 'x'))
        return;
      const { x, y } = chart.scales;
      const { ctx, chartArea } = chart;
      const step = chartData.x.high > 0 ? Math.abs(x.getPixelForValue(1) - x.getPixelForValue(0)) : chartArea.width;
      const half = Math.min(22, step * 0.225);
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
function columnDashes(painted: Painted): Plugin {
  return {
    id: 'columnDashes',
    afterDatasetsDraw(chart) {
      const { chartData, drawState } = painted;
      if (!chartData || !drawState || !Object.hasOwn(chart.scales, 'y')) return;
      chartData.series.forEach((series, s) => {
        if (series.role !== 'exact') return;
        chart.getDatasetMeta(s).data.forEach((element, m) => {
          const { width } = numbers(element);
          // By the mark's column: where not every column has a mark, the element's index is not the column.
          const x = chart.scales.x.getPixelForValue(series.marks[m].x);
          const at = chart.scales.y.getPixelForValue(series.marks[m].y);
          const half = width / 2 + 6;
          chart.ctx.save();
          chart.ctx.strokeStyle = drawState.theme.foreground;
          chart.ctx.setLineDash([4, 3]);
          chart.ctx.beginPath();
          chart.ctx.moveTo(x - half, at);
          chart.ctx.lineTo(x + half, at);
          chart.ctx.stroke();
          chart.ctx.restore();
        });
      });
    },
  };
}
