import type { ChartData, Mark, Series } from '../model/chartData';
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

export interface PainterEvents {
  /** The pointer entered a layer's mark, or left it. */
  hover(layer: string | undefined): void;
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
