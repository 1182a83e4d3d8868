import { Chart, type ChartDataset, type Plugin } from 'chart.js';
import { faded } from '../ui/colour';
import type { ChartData, Series } from '../model/chartData';
import type { AxisMemory, Direction } from './axisMemory';
import {
  activate,
  annotationsOf,
  axisOptions,
  font,
  pointerHandlers,
  sharper,
  tooltipOptions,
  widthOf,
} from './common';
import { seriesStyle, strength, type DrawState } from './drawState';
import type { Painted, Painter, PainterEvents, Place } from './painter';
import { periodRoom, shadedPeriods } from './periods';
import { type Caption, vectorPictureOf } from './picture';
import type { Theme } from '../ui/theme';
import { clipped, focusRing, numbers } from './plugins';
import { sharedPlace } from './sharedPlace';
import { wholeCells, zoomOptions } from './zooming';

/** Where a column begins and ends; its place in the list is its place on the axis. */
type StackPoint = [number, number];
type StackDataset = ChartDataset<'bar', StackPoint[]>;

/** Columns that each stand on the height that the columns before them add up to, one row of them per layer. */
export class StackPainter implements Painter {
  private readonly painted: Painted = { chartData: undefined, drawState: undefined, pointed: undefined };
  private chart: Chart<'bar', StackPoint[], string> | undefined;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly events: PainterEvents,
    private readonly axes: AxisMemory,
  ) {}

  paint(chartData: ChartData, drawState: DrawState): void {
    this.painted.chartData = chartData;
    this.painted.drawState = drawState;
    const data = {
      labels: [...(chartData.x.names ?? [])],
      datasets: chartData.series.map((series) => datasetOf(series, drawState)),
    };
    const spans = { x: this.axes.view('x', chartData.x), y: this.axes.view('y', chartData.y) };
    const columns = wholeCells(spans.x);
    const options = {
      events: ['mousemove' as const, 'mouseout' as const, 'click' as const],
      interaction: { mode: 'nearest' as const, intersect: true },
      layout: { padding: { top: 10 + periodRoom(chartData), right: 8 } },
      scales: {
        x: {
          type: 'category' as const,
          min: columns.low,
          max: columns.high,
          title: { display: true, text: chartData.x.label, color: drawState.theme.quiet, font: font(drawState.theme) },
          grid: { display: false },
          border: { display: false },
          ticks: { color: drawState.theme.quiet, font: font(drawState.theme), maxRotation: 0, autoSkipPadding: 12 },
        },
        y: axisOptions(chartData.y, spans.y, drawState.theme),
      },
      plugins: {
        tooltip: tooltipOptions<'bar'>(this.painted, drawState.theme),
        annotation: { annotations: annotationsOf(chartData, drawState.theme, widthOf(this.canvas), spans) },
        zoom: zoomOptions(this.painted, this.axes, this.directions(), true),
      },
      ...pointerHandlers(this.painted, this.events),
    };
    if (this.chart) {
      this.chart.data = data;
      this.chart.options = options;
      this.chart.update('none');
    } else {
      this.chart = new Chart(this.canvas, {
        type: 'bar',
        data,
        options,
        plugins: [
          shadedPeriods(this.painted, false),
          ...[
            stackedWhiskers(this.painted),
            stackedDashes(this.painted),
            sharedPlace(this.painted),
            focusRing(this.painted),
          ].map(clipped),
        ],
      });
    }
  }

  point(place: Place | undefined): void {
    if (this.chart) activate(this.chart, this.painted, place);
  }

  sharper<T>(work: () => T): T | undefined {
    return this.chart && sharper(this.chart, work);
  }

  vector(caption: Caption, theme: Theme): string | undefined {
    return this.chart && vectorPictureOf(this.chart, caption, theme);
  }

  destroy(): void {
    this.chart?.destroy();
  }

  directions(): readonly Direction[] {
    return ['x'];
  }
}

function datasetOf(series: Series, drawState: DrawState): StackDataset {
  const colour = faded(
    seriesStyle(series, drawState)?.colour ?? drawState.theme.quiet,
    strength(drawState, series.layer),
  );
  const exact = series.role === 'exact';
  return {
    label: series.name,
    data: series.marks.map(({ y, from = 0 }) => [from, from + y]),
    // Dashes lie across the columns of all layers.
    grouped: !exact,
    maxBarThickness: 44,
    barPercentage: 0.9,
    categoryPercentage: 0.85,
    minBarLength: exact ? 0 : 1,
    backgroundColor: exact
      ? 'transparent'
      : series.marks.map(({ warnings }) => (warnings.length > 0 ? 'transparent' : faded(colour, 0.85))),
    borderColor: exact ? 'transparent' : colour,
    borderWidth: 1,
    borderSkipped: false,
  };
}

/** The interval of each column, from where it stands. */
function stackedWhiskers(painted: Painted): Plugin {
  return {
    id: 'stackedWhiskers',
    afterDatasetsDraw(chart) {
      const { chartData, drawState } = painted;
      if (!chartData || !drawState || !Object.hasOwn(chart.scales, 'y')) return;
      const { y } = chart.scales;
      const { ctx, chartArea } = chart;
      ctx.save();
      ctx.lineWidth = 1.25;
      chartData.series.forEach((series, s) => {
        if (series.role === 'exact') return;
        ctx.strokeStyle = faded(drawState.theme.foreground, 0.7 * strength(drawState, series.layer));
        chart.getDatasetMeta(s).data.forEach((element, m) => {
          const mark = series.marks.at(m);
          if (!mark?.interval) return;
          const { x } = numbers(element);
          const [low, high] = [mark.interval.low, mark.interval.high].map((value) =>
            Math.max(chartArea.top, y.getPixelForValue((mark.from ?? 0) + value)),
          );
          ctx.beginPath();
          ctx.moveTo(x, low);
          ctx.lineTo(x, high);
          for (const end of [low, high]) {
            ctx.moveTo(x - 4, end);
            ctx.lineTo(x + 4, end);
          }
          ctx.stroke();
        });
      });
      ctx.restore();
    },
  };
}

/** Exact values: dashed lines at the heights that they add up to. */
function stackedDashes(painted: Painted): Plugin {
  return {
    id: 'stackedDashes',
    afterDatasetsDraw(chart) {
      const { chartData, drawState } = painted;
      if (!chartData || !drawState || !Object.hasOwn(chart.scales, 'y') || !Object.hasOwn(chart.scales, 'x')) return;
      const { x, y } = chart.scales;
      const { ctx } = chart;
      const half = Math.abs(x.getPixelForValue(1) - x.getPixelForValue(0)) / 2;
      ctx.save();
      ctx.strokeStyle = drawState.theme.foreground;
      ctx.setLineDash([4, 3]);
      for (const series of chartData.series) {
        if (series.role !== 'exact') continue;
        ctx.beginPath();
        for (const mark of series.marks) {
          const [at, top] = [x.getPixelForValue(mark.x), y.getPixelForValue((mark.from ?? 0) + mark.y)];
          ctx.moveTo(at - half, top);
          ctx.lineTo(at + half, top);
        }
        ctx.stroke();
      }
      ctx.restore();
    },
  };
}
