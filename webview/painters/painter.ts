import type { ChartData, Mark, Series } from '../model/chartData';
import type { DrawState } from './drawState';

/** Draws one kind of chart on a canvas; knows nothing of tables, keys or files. */
export interface Painter {
  paint(chartData: ChartData, drawState: DrawState): void;
  /** Rings a mark and shows its tooltip, as the keyboard does; undefined: none. */
  point(place: Place | undefined): void;
  destroy(): void;
}

/** A mark's place in a drawing. */
export interface Place {
  readonly series: number;
  readonly mark: number;
}

export interface PainterEvents {
  /** The pointer came over a layer's mark, or left it. */
  hover(layer: string | undefined): void;
  /** A layer's mark was clicked. */
  choose(layer: string): void;
}

/** What the plugins look up while a chart draws. */
export interface Held {
  chartData: ChartData | undefined;
  drawState: DrawState | undefined;
  pointed: Place | undefined;
}

export function markAt(held: Held, place: Place): { series: Series; mark: Mark } | undefined {
  const series = held.chartData?.series.at(place.series);
  const mark = series?.marks.at(place.mark);
  return series && mark ? { series, mark } : undefined;
}

export function layerAt(held: Held, place: Place): string | undefined {
  const found = markAt(held, place);
  return found?.mark.layer ?? found?.series.layer;
}
