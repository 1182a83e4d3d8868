import { marksOf, type Cell, type ChartData } from '../model/chartData';
import { toCsv } from '../model/csv';
import type { DrawState } from '../painters/drawState';
import type { Painter } from '../painters/painter';
import { pictureOf, type Caption } from '../painters/picture';
import { h } from '../ui/dom';
import type { Theme } from '../ui/theme';
import type { FrameEvents, FrameOptions } from './frameOptions';
import { markerOf } from './layerBar';

/** A chart as it stands in its frame. */
export interface Framed {
  readonly chartData: ChartData | undefined;
  /** What is drawn of it. */
  readonly shown: ChartData | undefined;
  readonly drawState: DrawState | undefined;
}

export interface CopiedParts {
  readonly canvas: HTMLCanvasElement;
  /** Around the canvas; hidden while nothing is drawn. */
  readonly plot: HTMLElement;
  readonly legend: HTMLElement;
}

/** What a chart gives away: the rows of its table, CSV and pictures. */
export class ChartCopies {
  /** @param paint draws what still waits to be drawn */
  constructor(
    private readonly options: FrameOptions,
    private readonly parts: CopiedParts,
    private readonly painter: Painter,
    private readonly now: () => Framed,
    private readonly paint: () => void,
  ) {}

  rows(): readonly (readonly Cell[])[] {
    const { chartData } = this.now();
    return chartData
      ? marksOf(chartData)
          .filter(({ cells }) => cells.length > 0)
          .map(({ cells }) => cells)
      : [];
  }

  csv(): string {
    return toCsv(this.now().chartData?.columns ?? [], this.rows());
  }

  /** The chart as PNG, in base64; undefined while it is empty. */
  pngContent(): string | undefined {
    const url = this.captioned((caption, theme) =>
      this.painter.sharper(() => pictureOf(this.parts.canvas, caption, theme)),
    );
    return url?.slice(url.indexOf(',') + 1);
  }

  /** The chart as SVG; undefined while it is empty. */
  vector(): string | undefined {
    return this.captioned((caption, theme) => this.painter.vector(caption, theme));
  }

  /** Gives the chart as a file to `save`; none while it is empty. */
  save(ending: 'png' | 'svg' | 'csv', save: FrameEvents['save']): void {
    const contentOf = { png: () => this.pngContent(), svg: () => this.vector(), csv: () => this.csv() }[ending];
    const content = contentOf();
    if (content !== undefined) save(`${this.options.id}.${ending}`, content, ending === 'png' ? 'base64' : 'utf8');
  }

  private captioned(draw: (caption: Caption, theme: Theme) => string | undefined): string | undefined {
    const { chartData, drawState } = this.now();
    if (!drawState || !chartData || this.parts.plot.hidden) return undefined;
    this.paint();
    const entries = [...this.parts.legend.children].filter((entry) => entry instanceof HTMLElement);
    const legend = [...this.layerEntries(drawState), ...entries];
    return draw({ title: this.options.title, says: chartData.says, legend }, drawState.theme);
  }

  /** The layers that are drawn, which the page's bar explains for all charts. */
  private layerEntries(drawState: DrawState): HTMLElement[] {
    const drawn = (this.now().shown?.series ?? []).flatMap(({ layer, role, marks }) =>
      role === 'estimate' || role === 'path' ? (marks.length > 0 ? [layer] : []) : [],
    );
    return [...new Set(drawn)].flatMap((layer) =>
      layer === undefined || this.options.heat === true ? [] : [h('span', {}, markerOf(layer, drawState), layer)],
    );
  }
}
