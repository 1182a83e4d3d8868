import {
  Chart,
  LinearScale,
  CategoryScale,
  LineElement,
  PointElement,
  BarController,
  BarElement,
  Tooltip,
  type ActiveElement,
  type ChartType,
  type TooltipItem,
  type TooltipOptions,
} from 'chart.js';
import {
  BarWithErrorBar,
  BarWithErrorBarsController,
  PointWithErrorBar,
  ScatterWithErrorBarsController,
} from 'chartjs-chart-error-bars';
import { MatrixController, MatrixElement } from 'chartjs-chart-matrix';
import annotation from 'chartjs-plugin-annotation';
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import { faded } from '../ui/colour';
import type { Axis, ChartData, Limit } from '../model/chartData';
import { formatValue } from '../../src/result/format';
import type { Theme } from '../ui/theme';
import type { Span } from './axisMemory';
import { isOnScale } from '../model/shown/offScale';
import { logTicks, ticksAt } from './ticks';
import { layerAt, markAt, pointedAt, type Painted, type PainterEvents, type Place } from './painter';

Chart.register(
  LinearScale,
  CategoryScale,
  LineElement,
  PointElement,
  BarController,
  BarElement,
  Tooltip,
  BarWithErrorBar,
  BarWithErrorBarsController,
  PointWithErrorBar,
  ScatterWithErrorBarsController,
  MatrixController,
  MatrixElement,
  annotation,
);
Chart.defaults.animation = false;
Chart.defaults.transitions.active.animation.duration = 0;
Chart.defaults.transitions.zoom = { ...Chart.defaults.transitions.active, animation: { duration: 0 } };
Chart.defaults.responsive = true;
Chart.defaults.maintainAspectRatio = false;

/** Options of a linear axis in the theme's colours; its range comes from the axis memory. */
export function axisOptions(axis: Axis, span: Span, theme: Theme) {
  const { names } = axis;
  return {
    type: 'linear' as const,
    min: span.low,
    max: span.high,
    title: { display: axis.label !== '', text: axis.label, color: theme.quiet, font: font(theme), padding: 2 },
    grid: { color: theme.grid, drawTicks: false },
    border: { display: false },
    ...(axis.log === true && ticksAt(logTicks(span))),
    ticks: {
      color: theme.quiet,
      font: font(theme),
      padding: 5,
      maxRotation: 0,
      autoSkipPadding: 12,
      includeBounds: axis.whole !== true,
      ...(axis.whole === true || names ? { precision: 0 } : {}),
      callback: (value: number | string): string => tickText(Number(value), axis),
    },
  };
}

export function tickText(value: number, axis: Axis): string {
  if (axis.log === true) return String(Number((10 ** value).toPrecision(2)));
  // An end between two positions is that of neither.
  if (axis.names) return shortened((value >= 0 && Number.isInteger(value) && axis.names.at(value)) || '');
  return axis.whole === true ? String(value) : String(Number(formatValue(value)));
}

/** Shortens long layer names in the middle, because their ends differ most. */
export function shortened(name: string, most = 16): string {
  if (name.length <= most) return name;
  const half = Math.floor((most - 1) / 2);
  return `${name.slice(0, most - 1 - half)}…${name.slice(-half)}`;
}

export function font(theme: Theme): { family: string; size: number } {
  return { family: theme.fontFamily, size: theme.fontSize };
}

/** Tooltips show the text for screen readers, and the basis of the number. */
export function tooltipOptions<T extends ChartType>(painted: Painted, theme: Theme) {
  const lines = (item: TooltipItem<T> | undefined): string[] => {
    const found = item && markAt(painted, { series: item.datasetIndex, mark: item.dataIndex });
    return found ? [found.mark.read, ...found.mark.details] : [];
  };
  return {
    animation: false as const,
    displayColors: false,
    backgroundColor: theme.tooltipBackground,
    borderColor: theme.tooltipBorder,
    borderWidth: 1,
    titleColor: theme.tooltipForeground,
    bodyColor: theme.tooltipForeground,
    titleFont: { ...font(theme), weight: 'bold' as const },
    bodyFont: font(theme),
    padding: 8,
    cornerRadius: 3,
    caretSize: 4,
    filter: (item: TooltipItem<T>, index: number): boolean => index === 0 || item.datasetIndex < 0,
    callbacks: {
      title: (items: TooltipItem<T>[]): string[] => wrapped(lines(items.at(0)).slice(0, 1)),
      label: (item: TooltipItem<T>): string[] => wrapped(lines(item).slice(1)),
    },
  } satisfies Partial<Record<keyof TooltipOptions, unknown>>;
}

/** Lines of at most 60 letters, broken between words. */
function wrapped(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.match(/.{1,60}(?:\s|$)|\S{1,60}/g)?.map((part) => part.trim()) ?? [line]);
}

/** Dashed lines with their names, and shaded bands. */
export function annotationsOf(
  chartData: ChartData,
  theme: Theme,
  width: number,
  spans: { readonly x: Span; readonly y: Span },
): Record<string, AnnotationOptions> {
  const top = spans.y.high;
  const drawn = chartData.limits.filter((limit) => isOnScale(limit, spans));
  const positions = labelPositions(drawn, spans.y);
  const lines = drawn.map((limit, i): [string, AnnotationOptions] => [
    `limit${i}`,
    {
      type: 'line',
      scaleID: limit.axis,
      value: limit.value,
      borderColor: theme.quiet,
      borderWidth: 1,
      borderDash: [5, 4],
      drawTime: 'beforeDatasetsDraw',
      label: {
        display: limitNameFits(limit, width),
        content: limit.name,
        position: positions[i],
        color: theme.quiet,
        backgroundColor: faded(theme.background, 0.75),
        font: { ...font(theme), weight: 'normal' },
        padding: { x: 3, y: 1 },
        borderRadius: 0,
        yAdjust: limit.axis === 'x' ? 2 : limit.value > 0.94 * top ? 9 : -9,
      },
    },
  ]);
  const bands = chartData.bands.map((band, i): [string, AnnotationOptions] => [
    `band${i}`,
    {
      type: 'box',
      yMin: band.low,
      yMax: band.high,
      backgroundColor: faded(theme.quiet, 0.15),
      borderWidth: 0,
      drawTime: 'beforeDatasetsDraw',
    },
  ]);
  return Object.fromEntries([...lines, ...bands]);
}

/** Names of lines closer than this share of the axis stand at different ends. */
const close = 0.08;

/** The end of each line at which its name stands: two that would cover each other are apart. */
export function labelPositions(limits: readonly Limit[], { low, high }: Span): ('start' | 'center' | 'end')[] {
  const ends = ['end', 'start', 'center'] as const;
  const placed: { axis: Limit['axis']; value: number; at: (typeof ends)[number] }[] = [];
  for (const { axis, value, named = 'end' } of limits) {
    const near = placed.filter((other) => other.axis === axis && Math.abs(other.value - value) < close * (high - low));
    const at = [named, ...ends].find((end) => !near.some((other) => other.at === end)) ?? named;
    placed.push({ axis, value, at });
  }
  return placed.map(({ at }) => at);
}

/** The plot's width; before the first layout the canvas has a default width. */
export function widthOf(canvas: HTMLCanvasElement): number {
  return canvas.parentElement?.clientWidth || 400;
}

/** Whether a limit's name fits on the chart; otherwise the legend names the line. */
export function limitNameFits(limit: Limit, width: number): boolean {
  return limit.name.length * 6.5 < 0.45 * width;
}

/** What `work` makes of the chart while it is drawn with at least two pixels to each of its own, for pictures. */
export function sharper<T>(chart: Chart, work: () => T): T {
  const ratio = Math.max(2, globalThis.devicePixelRatio);
  if (chart.currentDevicePixelRatio >= ratio) return work();
  chart.options.devicePixelRatio = ratio;
  chart.resize();
  try {
    return work();
  } finally {
    chart.options.devicePixelRatio = globalThis.devicePixelRatio;
    chart.resize();
  }
}

/**
 * Pointer events of any chart: the layer and the place under the pointer are shown in all charts, a clicked layer is
 * shown in the config.
 */
export function pointerHandlers(painted: Painted, events: PainterEvents) {
  const placeOf = (elements: readonly ActiveElement[]): Place | undefined => {
    const first = elements.at(0);
    return first && { series: first.datasetIndex, mark: first.index };
  };
  return {
    onHover: (_: unknown, elements: ActiveElement[]): void => {
      const place = placeOf(elements);
      events.hover(place ? pointedAt(painted, place) : {});
    },
    onClick: (_: unknown, elements: ActiveElement[]): void => {
      const place = placeOf(elements);
      const layer = place && layerAt(painted, place);
      if (layer !== undefined) events.choose(layer);
    },
  };
}

/** Shows the tooltip of the mark that has the keyboard's focus. */
export function activate(chart: Chart, painted: Painted, place: Place | undefined): void {
  painted.pointed = place;
  const active =
    place && chart.getDatasetMeta(place.series).data.at(place.mark)
      ? [{ datasetIndex: place.series, index: place.mark }]
      : [];
  chart.tooltip?.setActiveElements(active, { x: 0, y: 0 });
  chart.update('none');
}
