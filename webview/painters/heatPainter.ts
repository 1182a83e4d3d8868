import { Chart, type ChartDataset, type Plugin } from 'chart.js';
import { faded, inkOn } from '../ui/colour';
import type { ChartData, Mark } from '../model/chartData';
import { formatValue } from '../../src/result/format';
import type { AxisMemory, Direction } from './axisMemory';
import { activate, axisOptions, pointerHandlers, sharper, tooltipOptions } from './common';
import { strength, type DrawState } from './drawState';
import type { Painted, Painter, PainterEvents, Place } from './painter';
import { periodRoom, shadedPeriods } from './periods';
import { type Caption, vectorPictureOf } from './picture';
import type { Theme } from '../ui/theme';
import { clipped, focusRing, numbers } from './plugins';
import { sharedPlace } from './sharedPlace';
import { cellEdges, zoomOptions } from './zooming';

interface Cell {
  x: number;
  y: number;
  v: number;
}

/** Rows of coloured cells: one row per series, coloured by value on the common ramp. */
export class HeatPainter implements Painter {
  private readonly painted: Painted = { chartData: undefined, drawState: undefined, pointed: undefined };
  private chart: Chart<'matrix', Cell[]> | undefined;
  private high = 1;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly events: PainterEvents,
    private readonly axes: AxisMemory,
  ) {}

  paint(chartData: ChartData, drawState: DrawState): void {
    this.painted.chartData = chartData;
    this.painted.drawState = drawState;
    this.high = this.axes.span('value', {
      label: '',
      low: 0,
      high: chartData.y.high,
      tight: chartData.y.tight === true,
    }).high;
    const rows = chartData.series.map(({ name }) => name);
    const shown = cellEdges(this.axes.view('x', chartData.x));
    const x = { ...chartData.x, ...shown };
    const y = { label: chartData.rows ?? '', low: -0.5, high: Math.max(0, rows.length - 1) + 0.5, names: rows };
    const options = {
      events: ['mousemove' as const, 'mouseout' as const, 'click' as const],
      layout: { padding: { top: 4 + periodRoom(chartData), right: 4 } },
      scales: {
        x: wholeTicks(axisOptions(x, x, drawState.theme)),
        y: { ...wholeTicks(axisOptions(y, y, drawState.theme)), reverse: true },
      },
      plugins: {
        tooltip: tooltipOptions<'matrix'>(this.painted, drawState.theme),
        annotation: { annotations: {} },
        zoom: zoomOptions(this.painted, this.axes, this.directions(chartData), true),
      },
      ...pointerHandlers(this.painted, this.events),
    };
    const columns = x.high - x.low;
    const datasets = chartData.series.map((series, row) =>
      this.rowOf(series.marks, row, columns, rows.length, drawState),
    );
    if (this.chart) {
      this.chart.data.datasets = datasets;
      this.chart.options = options;
      this.chart.update('none');
    } else {
      this.chart = new Chart(this.canvas, {
        type: 'matrix',
        data: { datasets },
        options,
        plugins: [
          ...[cellText(this.painted, () => this.high), sharedPlace(this.painted), focusRing(this.painted)].map(clipped),
          shadedPeriods(this.painted, true),
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

  /** A few columns are no map to look into. */
  directions({ x }: ChartData): readonly Direction[] {
    return x.high - x.low >= 3 ? ['x'] : [];
  }

  private rowOf(
    marks: readonly Mark[],
    row: number,
    columns: number,
    rows: number,
    drawState: DrawState,
  ): ChartDataset<'matrix', Cell[]> {
    const size = (extent: number | undefined, count: number): number =>
      Math.max(1, (extent ?? 100) / count - ((extent ?? 100) / count > 6 ? 2 : 0.25));
    const colour = (mark: Mark): string =>
      faded(drawState.theme.ramp(mark.y / this.high), strength(drawState, mark.layer));
    return {
      data: marks.map((mark) => ({ x: mark.x, y: row, v: mark.y })),
      width: ({ chart }) => size(chartWidth(chart), columns),
      height: ({ chart }) => size(chartHeight(chart), rows),
      backgroundColor: marks.map((mark) => (mark.warnings.length ? faded(colour(mark), 0.2) : colour(mark))),
      borderColor: marks.map(colour),
      borderWidth: marks.some((mark) => mark.warnings.length) ? 2 : 0,
      borderRadius: 1,
    };
  }
}

/** The plot's area is not known before the first layout. */
function chartWidth(chart: { chartArea?: { width: number } }): number | undefined {
  return chart.chartArea?.width;
}

function chartHeight(chart: { chartArea?: { height: number } }): number | undefined {
  return chart.chartArea?.height;
}

/** Ticks at whole positions only, no grid between the cells. */
function wholeTicks(options: ReturnType<typeof axisOptions>) {
  return {
    ...options,
    // The matrix chart's default pads the axis by half a tick.
    offset: false,
    grid: { display: false },
    ticks: {
      ...options.ticks,
      stepSize: 1,
      includeBounds: false,
      autoSkip: true,
      callback: (value: number | string): string =>
        Number.isInteger(Number(value)) ? options.ticks.callback(value) : '',
    },
  };
}

/** Writes the value into cells with enough space, and its interval as a line below it. */
function cellText(painted: Painted, scaleHigh: () => number): Plugin {
  return {
    id: 'cellText',
    afterDatasetsDraw(chart) {
      const { chartData, drawState } = painted;
      if (!chartData || !drawState) return;
      const { ctx } = chart;
      ctx.save();
      ctx.font = `${drawState.theme.fontSize}px ${drawState.theme.fontFamily}`;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      chartData.series.forEach((series, s) => {
        chart.getDatasetMeta(s).data.forEach((element, m) => {
          const mark = series.marks.at(m);
          const { x: left, y: top, width, height } = numbers(element);
          if (!mark || width < 12 || height < 12) return;
          const ink = mark.warnings.length
            ? drawState.theme.foreground
            : inkOn(drawState.theme.ramp(mark.y / scaleHigh()));
          ctx.globalAlpha = strength(drawState, mark.layer);
          ctx.fillStyle = ink;
          const text = formatValue(mark.y);
          if (ctx.measureText(text).width + 4 <= width) ctx.fillText(text, left + width / 2, top + height / 2);
          if (!mark.interval) return;
          const at = (value: number): number => left + 2 + (width - 4) * Math.min(1, Math.max(0, value / scaleHigh()));
          const { low, high, lowEnd, highEnd } = mark.interval;
          ctx.strokeStyle = ink;
          ctx.lineWidth = 1.5;
          const line = (from: number, to: number, certified: boolean): void => {
            ctx.setLineDash(certified ? [] : [2, 2]);
            ctx.beginPath();
            ctx.moveTo(from, top + height - 3);
            ctx.lineTo(Math.max(to, from + 1.5), top + height - 3);
            ctx.stroke();
          };
          // Dashed on the side of an end that is not certified; to the edge where nothing bounds it.
          if (lowEnd === undefined && highEnd === undefined) line(at(low), at(high), true);
          else {
            line(at(low), at(mark.y), lowEnd === undefined);
            line(at(mark.y), highEnd === 'endless' ? left + width - 2 : at(high), highEnd === undefined);
          }
        });
      });
      ctx.restore();
    },
  };
}
