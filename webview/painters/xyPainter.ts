import { Chart, type ChartDataset, type Plugin, type PointStyle } from 'chart.js';
import { faded } from '../ui/colour';
import type { Axis, ChartData, Mark, Series } from '../model/chartData';
import {
  activate,
  annotationsOf,
  axisOptions,
  limitNameFits,
  pointerHandlers,
  sharper,
  shortened,
  tooltipOptions,
  widthOf,
} from './common';
import type { AxisMemory, Direction, Span } from './axisMemory';
import { seriesStyle, strength, type DrawState } from './drawState';
import type { Painted, Painter, PainterEvents, Place } from './painter';
import { type Caption, vectorPictureOf } from './picture';
import type { Theme } from '../ui/theme';
import { barColour } from './openEnds';
import { periodRoom, shadedPeriods } from './periods';
import { boundTicks, clipped, focusRing, pixelOf } from './plugins';
import { runDashes, runNumbers } from './runs';
import { sharedPlace } from './sharedPlace';
import { openWhiskers } from './whiskers';
import { zoomOptions } from './zooming';
import { zeroLine } from './ticks';

interface XyPoint {
  x: number;
  y: number;
  xMin: number;
  xMax: number;
  yMin: number;
  yMax: number;
}

/** Chart.js looks for a point's options under its element's name; its types know only the plain point's name. */
interface PointOptions {
  pointWithErrorBarRadius: number | number[];
  pointWithErrorBarHitRadius: number;
  pointWithErrorBarRotation: number;
  pointWithErrorBarBackgroundColor: string[];
  pointWithErrorBarBorderColor: string[];
  pointWithErrorBarBorderWidth: number[];
}
type XyDataset = ChartDataset<'scatterWithErrorBars', XyPoint[]> & PointOptions;

/** Lines and paths with intervals in one or both directions. */
export class XyPainter implements Painter {
  private readonly painted: Painted = { chartData: undefined, drawState: undefined, pointed: undefined };
  private chart: Chart<'scatterWithErrorBars', XyPoint[]> | undefined;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly events: PainterEvents,
    private readonly axes: AxisMemory,
  ) {}

  paint(chartData: ChartData, drawState: DrawState): void {
    this.painted.chartData = chartData;
    this.painted.drawState = drawState;
    const datasets = chartData.series.map((series) => datasetOf(series, drawState));
    const spans = { x: this.axes.view('x', chartData.x), y: this.axes.view('y', chartData.y) };
    const options = {
      events: ['mousemove' as const, 'mouseout' as const, 'click' as const],
      interaction: { mode: 'nearest' as const, intersect: true, axis: 'xy' as const },
      layout: {
        padding: {
          top: 6 + periodRoom(chartData),
          right: chartData.series.some(({ role }) => role === 'path') ? 14 : 8,
        },
      },
      scales: {
        x: { ...axisOptions(chartData.x, spans.x, drawState.theme), ...zeroLine(chartData.x, spans.x) },
        y: { ...axisOptions(chartData.y, spans.y, drawState.theme), ...zeroLine(chartData.y, spans.y) },
        ...(chartData.right
          ? {
              right: rightAxis(
                chartData.right,
                this.axes.span('right', chartData.right),
                this.axes.span('y', chartData.y),
                spans.y,
                drawState.theme,
              ),
            }
          : {}),
      },
      plugins: {
        tooltip: tooltipOptions<'scatterWithErrorBars'>(this.painted, drawState.theme),
        annotation: { annotations: annotationsOf(chartData, drawState.theme, widthOf(this.canvas), spans) },
        zoom: zoomOptions(this.painted, this.axes, this.directions(chartData)),
      },
      ...pointerHandlers(this.painted, this.events),
    };
    if (this.chart) {
      this.chart.data.datasets = datasets;
      this.chart.options = options;
      this.chart.update('none');
    } else {
      this.chart = new Chart(this.canvas, {
        type: 'scatterWithErrorBars',
        data: { datasets },
        options,
        plugins: [
          shadedPeriods(this.painted, false),
          clipped(openWhiskers(this.painted, (place) => this.whiskerStyle(place))),
          clipped(boundTicks(this.painted)),
          clipped(endLabels(this.painted)),
          clipped(runNumbers(this.painted)),
          clipped(sharedPlace(this.painted)),
          clipped(focusRing(this.painted)),
        ],
      });
    }
  }

  private whiskerStyle({ series: s, mark: m }: Place) {
    const { chartData, drawState } = this.painted;
    const series = chartData?.series[s];
    const colour = series && drawState ? colourOf(series, drawState)(series.marks[m]) : 'transparent';
    const older = series?.role === 'path' && m < series.marks.length - 1;
    return { colour: whiskerColour(colour, older), width: 1, cap: 5 };
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

  /** Along lags, steps and epochs alone, where the range is shared; elsewhere a rectangle. */
  directions({ x }: ChartData): readonly Direction[] {
    return x.kind === undefined ? ['x', 'y'] : ['x'];
  }
}

/** Without grid lines of its own; its zero is at the height of the left axis's zero. */
function rightAxis(axis: Axis, wanted: Span, left: Span, shown: Span, theme: Theme) {
  const scale = Math.max(left.high > 0 ? wanted.high / left.high : 0, left.low < 0 ? wanted.low / left.low : 0) || 1;
  const span = { low: shown.low * scale, high: shown.high * scale };
  const options = axisOptions(axis, span, theme);
  return {
    ...options,
    ...zeroLine(axis, span),
    position: 'right' as const,
    grid: { ...options.grid, display: false },
    ticks: { ...options.ticks, includeBounds: false },
  };
}

function pointOf(mark: Mark): XyPoint {
  return {
    x: mark.x,
    y: mark.y,
    xMin: mark.xInterval?.low ?? mark.x,
    xMax: mark.xInterval?.high ?? mark.x,
    yMin: mark.interval?.low ?? mark.y,
    yMax: mark.interval?.high ?? mark.y,
  };
}

/** Older epochs of a path are fainter, so that many wide intervals do not cover the newest. */
const whiskerColour = (colour: string, older: boolean): string => faded(colour, older ? 0.3 : 0.7);

function colourOf(series: Series, drawState: DrawState): (mark: Mark) => string {
  const { theme, lastEpoch } = drawState;
  const shown = strength(drawState, series.layer);
  if (series.role === 'path')
    return (mark) => faded(theme.ramp(lastEpoch > 0 ? (mark.epoch ?? 0) / lastEpoch : 1), shown);
  const plain =
    series.role === 'exact' && series.colour === undefined
      ? theme.quiet
      : theme.series[(series.colour ?? 0) % theme.series.length];
  const colour = faded(seriesStyle(series, drawState)?.colour ?? plain, shown);
  return () => colour;
}

function datasetOf(series: Series, drawState: DrawState): XyDataset {
  const { theme } = drawState;
  const style = seriesStyle(series, drawState);
  const isPath = series.role === 'path';
  const colours = series.marks.map(colourOf(series, drawState));
  const plain = theme.series[(series.colour ?? 0) % theme.series.length];
  const colour = isPath ? faded(style?.colour ?? plain, strength(drawState, series.layer)) : (colours.at(0) ?? plain);
  const bare =
    series.role === 'exact' || series.role === 'fit' || (series.role === 'metric' && series.marks.length > 40);
  const lit = drawState.lit !== undefined && drawState.lit === series.layer;
  const last = series.marks.length - 1;
  const shape: PointStyle = style?.shape.name ?? 'circle';
  const size = style?.shape.name === 'circle' || !style ? 3 : 4;
  return {
    data: series.marks.map(pointOf),
    label: series.name,
    yAxisID: series.right === true ? 'right' : 'y',
    showLine: series.apart !== true,
    borderColor: isPath ? theme.quiet : series.role === 'other' ? faded(colour, 0.8) : colour,
    borderWidth: lit ? 2.5 : series.role === 'exact' || series.role === 'fit' ? 1.25 : 1.5,
    ...(series.role === 'exact'
      ? { borderDash: [5, 4] }
      : series.role === 'fit'
        ? { borderDash: [1.5, 2.5] }
        : series.run !== undefined
          ? { borderDash: [...runDashes[series.run % runDashes.length]] }
          : series.dashed === true
            ? { borderDash: [3, 3] }
            : {}),
    ...(isPath ? { segment: { borderColor: (context: { p1DataIndex: number }) => colours[context.p1DataIndex] } } : {}),
    pointWithErrorBarRadius: bare
      ? 0
      : series.marks.map((_, i) =>
          isPath && i === last ? size + 2 : series.role === 'metric' || series.role === 'other' ? 1.5 : size,
        ),
    pointWithErrorBarHitRadius: bare ? 0 : 6,
    pointStyle: shape,
    pointWithErrorBarRotation: style?.shape.rotation ?? 0,
    pointWithErrorBarBackgroundColor: series.marks.map((mark, i) =>
      mark.warnings.length ? theme.background : colours[i],
    ),
    pointWithErrorBarBorderColor: series.marks.map((_, i) => (isPath && i === last ? colour : colours[i])),
    pointWithErrorBarBorderWidth: series.marks.map((_, i) => (isPath && i === last ? 2 : 1.25)),
    errorBarColor: series.marks.map((mark, i) => barColour(mark, whiskerColour(colours[i], isPath && i < last))),
    errorBarWhiskerColor: series.marks.map((mark, i) => barColour(mark, whiskerColour(colours[i], isPath && i < last))),
    errorBarLineWidth: bare || series.role === 'metric' ? 0.001 : 1,
    errorBarWhiskerLineWidth: bare || series.role === 'metric' ? 0.001 : 1,
    errorBarWhiskerSize: bare || series.role === 'metric' ? 0.001 : 5,
    clip: 8,
  };
}

/** Where the names of exact values along the horizontal stand, a place for each 60 pixels of a name. */
function limitLabels(chart: Chart, { limits }: ChartData, { theme }: DrawState): { x: number; y: number }[] {
  const { ctx, chartArea, scales } = chart;
  if (!Object.hasOwn(scales, 'y')) return [];
  ctx.save();
  ctx.font = `${theme.fontSize}px ${theme.fontFamily}`;
  const places = limits
    .filter((limit) => limit.axis === 'y' && limitNameFits(limit, chartArea.width))
    .flatMap(({ name, value, named }) => {
      const { width } = ctx.measureText(name);
      const from = named === 'start' ? chartArea.left : chartArea.right - width;
      const y = scales.y.getPixelForValue(value);
      const count = Math.ceil(width / 60);
      return Array.from({ length: count }, (_, i) => [y - 9, y + 9].map((at) => ({ x: from + 60 * i, y: at }))).flat();
    });
  ctx.restore();
  return places;
}

/** Writes each path's layer next to its newest point, lower where another name is there already. */
function endLabels(painted: Painted): Plugin {
  return {
    id: 'endLabels',
    afterDatasetsDraw(chart) {
      const { chartData, drawState } = painted;
      if (!chartData || !drawState) return;
      const taken: { x: number; y: number }[] = limitLabels(chart, chartData, drawState);
      const crowded = chartData.series.filter(({ role }) => role === 'path').length > 8;
      const { ctx, chartArea } = chart;
      ctx.save();
      ctx.font = `${drawState.theme.fontSize}px ${drawState.theme.fontFamily}`;
      ctx.textBaseline = 'middle';
      chartData.series.forEach((series, s) => {
        if (series.role !== 'path' || series.layer === undefined || (crowded && series.layer !== drawState.lit)) return;
        const at = pixelOf(chart, { series: s, mark: series.marks.length - 1 });
        if (!at) return;
        const text = shortened(series.name);
        const width = ctx.measureText(text).width;
        const left = at.x + 10 + width > chartArea.right + 8;
        const x = left ? at.x - 10 - width : at.x + 10;
        const free = (y: number): boolean =>
          !taken.some((other) => Math.abs(other.y - y) < 12 && Math.abs(other.x - x) < 80);
        let y = at.y - 8;
        while (!free(y) && y < chartArea.bottom - 18) y += 12;
        while (!free(y) && y > chartArea.top) y -= 12;
        taken.push({ x, y });
        ctx.globalAlpha = strength(drawState, series.layer);
        ctx.fillStyle = drawState.theme.foreground;
        ctx.strokeStyle = drawState.theme.background;
        ctx.lineWidth = 3;
        ctx.strokeText(text, x, y);
        ctx.fillText(text, x, y);
      });
      ctx.restore();
    },
  };
}
