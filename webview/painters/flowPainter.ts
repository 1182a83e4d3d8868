import { ribbons, drops, columnDashes, unknowns } from './flowPlugins';
import { Chart, type ChartDataset } from 'chart.js';
import { faded } from '../ui/colour';
import type { ChartData, Mark, Series } from '../model/chartData';
import type { AxisMemory, Direction } from './axisMemory';
import {
  activate,
  annotationsOf,
  axisOptions,
  font,
  pointerHandlers,
  sharper,
  shortened,
  tickText,
  tooltipOptions,
  widthOf,
} from './common';
import { strength, styleOf, type DrawState } from './drawState';
import type { Painted, Painter, PainterEvents, Place } from './painter';
import { type Caption, vectorPictureOf } from './picture';
import type { Theme } from '../ui/theme';
import { barColour } from './openEnds';
import { boundTicks, clipped, focusRing } from './plugins';
import { runWhiskers } from './runs';
import { openWhiskers } from './whiskers';
import { zoomOptions } from './zooming';

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
    const spans = { x: this.axes.span('x', chartData.x), y: this.axes.view('y', chartData.y) };
    const y = axisOptions(chartData.y, spans.y, drawState.theme);
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
        annotation: { annotations: annotationsOf(chartData, drawState.theme, widthOf(this.canvas), spans) },
        zoom: zoomOptions(this.painted, this.axes, this.directions()),
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
          unknowns(this.painted),
          openWhiskers(this.painted, () => ({
            colour: this.painted.drawState?.theme.foreground ?? 'transparent',
            width: 1.25,
            cap: 9,
          })),
          boundTicks(this.painted),
          runWhiskers(this.painted),
          focusRing(this.painted),
        ].map(clipped),
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
    return ['y'];
  }
}

function datasetOf(series: Series, drawState: DrawState): BarDataset {
  const colour = (mark: Mark): string =>
    faded(
      mark.layer === undefined ? drawState.theme.quiet : styleOf(drawState, mark.layer).colour,
      strength(drawState, mark.layer),
    );
  // Dashes and other runs are no columns, and are not pointed at.
  const isColumn = series.role !== 'exact' && series.role !== 'other';
  return {
    label: series.name,
    data: (isColumn ? series.marks : []).map((mark) => ({
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
      mark.warnings.length ? 'transparent' : faded(colour(mark), mark.y < 0 ? 0.65 : 0.85),
    ),
    borderColor: series.marks.map(colour),
    borderWidth: 1.5,
    borderSkipped: false,
    errorBarColor: series.marks.map((mark) => barColour(mark, drawState.theme.foreground)),
    errorBarWhiskerColor: series.marks.map((mark) => barColour(mark, drawState.theme.foreground)),
    errorBarLineWidth: 1.25,
    errorBarWhiskerLineWidth: 1.25,
    errorBarWhiskerSize: 9,
  };
}
