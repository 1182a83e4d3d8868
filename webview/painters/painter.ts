import type { ChartData, Mark, Series } from '../model/chartData';
import { valueAt, type SharedPlace } from '../model/sharedAxis';
import type { Direction } from './axisMemory';
import type { Theme } from '../ui/theme';
import type { DrawState } from './drawState';
import type { Caption } from './picture';

/** Draws one kind of chart on a canvas; tables, keys and files are handled elsewhere. */
export interface Painter {
  paint(chartData: ChartData, drawState: DrawState): void;
  /** Rings a mark and shows its tooltip, for the keyboard; undefined: none. */
  point(place: Place | undefined): void;
  destroy(): void;
  /** Calls `work` while the chart has at least two pixels to each of its own; undefined before it is drawn. */
  sharper<T>(work: () => T): T | undefined;
  /** The chart with its caption as SVG; undefined before it is drawn. */
  vector(caption: Caption, theme: Theme): string | undefined;
  /** The axes along which this chart can be zoomed. */
  directions(chartData: ChartData): readonly Direction[];
}

/** A mark's place in a chart. */
export interface Place {
  readonly series: number;
  readonly mark: number;
}

/** What the pointer, or the keyboard, is on: all charts show the same layer and the same place. */
export interface Pointed {
  readonly layer?: string | undefined;
  readonly at?: SharedPlace | undefined;
}

export interface PainterEvents {
  /** The pointer entered a mark, or left it. */
  hover(pointed: Pointed): void;
  /** A layer's mark was clicked. */
  choose(layer: string): void;
}

/** A painter's current chart, shared with its plugins. */
export interface Painted {
  chartData: ChartData | undefined;
  drawState: DrawState | undefined;
  pointed: Place | undefined;
}

export function markAt(painted: Painted, place: Place): { series: Series; mark: Mark } | undefined {
  const series = painted.chartData?.series.at(place.series);
  const mark = series?.marks.at(place.mark);
  return series && mark ? { series, mark } : undefined;
}

export function layerAt(painted: Painted, place: Place): string | undefined {
  const found = markAt(painted, place);
  return found?.mark.layer ?? found?.series.layer;
}

/** The layer of a mark, and its place on an axis that other charts have too; of a path, its epoch. */
export function pointedAt(painted: Painted, place: Place): Pointed {
  const found = markAt(painted, place);
  if (!found || !painted.chartData) return {};
  const { series, mark } = found;
  const { x } = painted.chartData;
  const at: SharedPlace | undefined =
    x.kind !== undefined
      ? { kind: x.kind, value: valueAt(x, mark.x) }
      : series.role === 'path' && mark.epoch !== undefined
        ? { kind: 'epoch', value: mark.epoch }
        : undefined;
  return { layer: mark.layer ?? series.layer, at };
}
