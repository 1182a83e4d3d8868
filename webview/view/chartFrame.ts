import { toggled, type PageLayout } from '../../src/page/layout';
import { button } from '../ui/controls';
import { h, setText } from '../ui/dom';
import { t } from '../ui/l10n';
import { toCsv } from '../model/csv';
import { marksOf, type Cell, type ChartData, type Teaching } from '../model/chartData';
import { formatValue } from '../../src/result/format';
import { canFit } from '../model/shown/fitted';
import { canBeLogarithmic } from '../model/shown/logarithmic';
import { offScaleNotes } from '../model/shown/offScale';
import { shownData } from '../model/shown/shown';
import type { Zooms } from '../model/zooms';
import { AxisMemory } from '../painters/axisMemory';
import { widthOf } from '../painters/common';
import { ChartTools } from './chartTools';
import { ChartZoom } from './chartZoom';
import { DataTable } from './dataTable';
import { nextPlace } from '../painters/keys';
import { legendOf, replaceLegend } from './legend';
import type { DrawState } from '../painters/drawState';
import { markAt, type Painter, type PainterEvents, type Place } from '../painters/painter';
import { type Caption, pictureOf } from '../painters/picture';
import { XyPainter } from '../painters/xyPainter';
import { markerOf } from './layerBar';
import type { Theme } from '../ui/theme';
import { TeachingBox } from './teachingBox';

export type PainterClass = new (canvas: HTMLCanvasElement, events: PainterEvents, axes: AxisMemory) => Painter;

export interface FrameOptions {
  readonly id: string;
  readonly title: string;
  /** How to read the chart, in a sentence. */
  readonly reading: string;
  readonly painter: PainterClass;
  /** The colours represent values: the legend shows the ramp. */
  readonly heat?: boolean;
  readonly controls?: readonly HTMLElement[];
}

/** Requests of a chart to the page around it. */
export interface FrameEvents extends PainterEvents {
  save(name: string, content: string, encoding: 'utf8' | 'base64'): void;
  copy(text: string): void;
  teach(teaching: NonNullable<Teaching['link']>): void;
  /** The person arranges the page. */
  arrange(change: (layout: PageLayout) => PageLayout): void;
  /** The chart fills the panel, or gives it back. */
  enlarge(id: string | undefined): void;
  readonly zooms: Zooms;
}

/**
 * One chart with its common parts: title, sentence, explanation, keyboard navigation, zoom, legend, table, PNG, CSV,
 * empty state.
 */
export class ChartFrame {
  readonly element: HTMLElement;
  readonly title: string;
  chartData: ChartData | undefined;
  /** What is drawn of it. */
  private shown: ChartData | undefined;
  private drawState: DrawState | undefined;
  private place: Place | undefined;
  private shownKey = '';
  private readonly axes: AxisMemory;
  private readonly zoom: ChartZoom;
  private readonly canvas = h('canvas', { 'aria-hidden': 'true' });
  private readonly plot: HTMLElement;
  private readonly fold: HTMLElement;
  private readonly subtitle = h('span', { class: 'subtitle' });
  private readonly says = h('p', { class: 'says' });
  private readonly reading = h('p', { class: 'reading' });
  private readonly legend = h('div', { class: 'legend' });
  private readonly spoken = h('div', { class: 'spoken', 'aria-live': 'polite' });
  private readonly teaching: TeachingBox;
  private readonly tools: ChartTools;
  private readonly table: DataTable;
  private readonly summary: DataTable;
  private readonly tableBox = h('div', { class: 'table-box', hidden: true });
  private readonly painter: Painter;

  constructor(
    private readonly options: FrameOptions,
    private readonly events: FrameEvents,
  ) {
    const { id, title } = options;
    this.title = title;
    this.axes = new AxisMemory(id, events.zooms);
    this.zoom = new ChartZoom(this.axes);
    this.plot = h(
      'div',
      { class: 'plot', tabindex: 0, role: 'application', 'aria-roledescription': t('chart') },
      this.canvas,
    );
    this.plot.addEventListener('keydown', (event) => this.key(event));
    this.plot.addEventListener('blur', () => this.move(undefined));
    this.canvas.addEventListener('mouseleave', () => events.hover(undefined));
    this.canvas.addEventListener('dblclick', () => this.unzoom());
    const body = h('div', { class: 'chart-body' }, this.plot);
    const beside = h('div', {});
    this.teaching = new TeachingBox(body, beside, (link) => events.teach(link));
    this.table = new DataTable(t('{0}: table', title));
    this.summary = new DataTable(t('{0}: summary', title));
    this.summary.element.hidden = true;
    this.tableBox.append(
      button({ label: t('Copy as CSV'), press: () => this.events.copy(this.csv()) }),
      this.table.element,
    );
    this.tools = new ChartTools(title, {
      table: () => this.toggleTable(),
      picture: () => this.savePicture(),
      vector: () => this.saveVector(),
      csv: () => events.save(`${id}.csv`, this.csv(), 'utf8'),
      unzoom: () => this.unzoom(),
      scale: () => this.toggleScale(),
      logarithmic: () => events.arrange((one) => ({ ...one, logarithmic: toggled(one.logarithmic, id) })),
      pin: () => events.arrange((one) => ({ ...one, pinned: toggled(one.pinned, id) })),
      enlarge: () => events.enlarge(this.isEnlarged ? undefined : id),
    });
    this.fold = h('button', { type: 'button', class: 'fold', 'aria-expanded': 'true' }, title);
    this.fold.addEventListener('click', () =>
      events.arrange((one) => ({ ...one, collapsed: toggled(one.collapsed, id) })),
    );
    this.element = h(
      'section',
      { class: 'chart', id: `chart-${id}`, 'aria-labelledby': `title-${id}` },
      h(
        'header',
        {},
        h('h2', { id: `title-${id}` }, this.fold),
        this.subtitle,
        h('span', { class: 'gap' }),
        ...(options.controls ?? []),
        this.tools.element,
      ),
      this.says,
      body,
      this.legend,
      this.reading,
      h('div', { class: 'table-box' }, beside, this.summary.element),
      this.tableBox,
      this.spoken,
    );
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.isEnlarged || event.defaultPrevented) return;
      events.enlarge(undefined);
    });
    this.painter = new options.painter(this.canvas, events, this.axes);
  }

  /** @param occasion the run and the unit; a change lets the axes shrink */
  update(chartData: ChartData, drawState: DrawState, occasion: string): void {
    const { id } = this.options;
    const { layout } = drawState;
    const rowsChanged = this.chartData !== chartData;
    const look = JSON.stringify([layout.hiddenSeries, layout.hiddenLayers, layout.logarithmic, layout.scales]);
    if (rowsChanged || look !== this.shownKey || !this.shown)
      this.shown = shownData(id, chartData, layout, { heat: this.options.heat === true, lines: this.isLines });
    this.shownKey = look;
    const { shown } = this;
    this.chartData = chartData;
    this.drawState = drawState;
    this.axes.begin(`${occasion}/${look}`);
    const drawn = chartData.series.some(
      ({ role, marks }) => marks.length > 0 && (role !== 'exact' || chartData.teaching === undefined),
    );
    const folded = layout.collapsed.includes(id) && !this.isEnlarged;
    this.element.classList.toggle('is-empty', !drawn);
    this.element.classList.toggle('is-folded', folded);
    this.fold.setAttribute('aria-expanded', String(!folded));
    this.plot.hidden = !drawn || folded;
    this.legend.hidden = !drawn || folded;
    this.plot.setAttribute(
      'aria-label',
      t(
        '{0}. {1} Use the arrow keys to move between points, + and - to zoom, Shift and the arrow keys to move ' +
          'along, 0 to show all.',
        this.options.title,
        chartData.says,
      ),
    );
    setText(this.subtitle, chartData.subtitle ?? '');
    setText(this.says, chartData.says);
    this.says.hidden = chartData.says === '';
    setText(
      this.reading,
      [
        this.options.reading,
        chartData.of.length ? t('The estimates are computed from: {0}.', chartData.of.join('; ')) : '',
      ]
        .filter((part) => part !== '')
        .join(' '),
    );
    this.teaching.update(chartData.teaching, drawn);
    // A map of few rows is as high as they need.
    const rows = this.options.heat === true ? shown.series.length : Infinity;
    this.plot.style.height = rows < 3 && !this.isEnlarged ? `${70 + 60 * rows}px` : '';
    if (drawn && !folded) {
      if (this.place && !this.found(this.place)) this.place = undefined;
      this.painter.paint(shown, drawState);
      this.showLegend(chartData, shown, drawState);
    }
    this.showTools(shown, layout);
    this.summary.element.hidden = chartData.summary === undefined || !drawn;
    if (chartData.summary && rowsChanged) this.summary.show(chartData.summary.columns, chartData.summary.rows);
    if (rowsChanged && !this.tableBox.hidden) this.table.show(chartData.columns, this.rows());
  }

  get isEmpty(): boolean {
    return this.element.classList.contains('is-empty');
  }

  /** Nothing is drawn, and a link names the config setting that would fill the chart. */
  get offers(): boolean {
    return this.isEmpty && this.chartData?.teaching?.link !== undefined;
  }

  /** Brings the chart into view, with the keyboard on its title. */
  goTo(): void {
    this.element.scrollIntoView({ block: 'start' });
    this.fold.focus({ preventScroll: true });
  }

  destroy(): void {
    this.painter.destroy();
  }

  rows(): readonly (readonly Cell[])[] {
    return this.chartData
      ? marksOf(this.chartData)
          .filter(({ cells }) => cells.length > 0)
          .map(({ cells }) => cells)
      : [];
  }

  csv(): string {
    return toCsv(this.chartData?.columns ?? [], this.rows());
  }

  /** The chart as a PNG data URL; undefined while it is empty. */
  picture(): string | undefined {
    return this.captioned((caption, theme) => this.painter.sharper(() => pictureOf(this.canvas, caption, theme)));
  }

  /** The chart as SVG; undefined while it is empty. */
  vector(): string | undefined {
    return this.captioned((caption, theme) => this.painter.vector(caption, theme));
  }

  private captioned(draw: (caption: Caption, theme: Theme) => string | undefined): string | undefined {
    const { chartData, drawState } = this;
    if (!drawState || !chartData || this.plot.hidden) return undefined;
    const entries = [...this.legend.children].filter((entry) => entry instanceof HTMLElement);
    const legend = [...this.layerEntries(drawState), ...entries];
    return draw({ title: this.options.title, says: chartData.says, legend }, drawState.theme);
  }

  /** The layers that are drawn, which the page's bar explains for all charts. */
  private layerEntries(drawState: DrawState): HTMLElement[] {
    const drawn = (this.shown?.series ?? []).flatMap(({ layer, role, marks }) =>
      role === 'estimate' || role === 'path' ? (marks.length > 0 ? [layer] : []) : [],
    );
    return [...new Set(drawn)].flatMap((layer) =>
      layer === undefined || this.options.heat === true ? [] : [h('span', {}, markerOf(layer, drawState), layer)],
    );
  }

  private get isEnlarged(): boolean {
    return this.element.classList.contains('is-large');
  }

  private get isLines(): boolean {
    return this.options.painter === XyPainter;
  }

  /** Whether the axes end at the data, by the person's choice or because the limits are far. */
  private get isFitted(): boolean {
    const { chartData, shown } = this;
    return (
      this.drawState?.layout.scales[this.options.id] === 'data' ||
      shown?.y.high !== chartData?.y.high ||
      shown?.x.high !== chartData?.x.high
    );
  }

  private showLegend(chartData: ChartData, shown: ChartData, drawState: DrawState): void {
    const { id } = this.options;
    const spans = { x: this.axes.view('x', shown.x), y: this.axes.view('y', shown.y) };
    const notes = this.options.heat === true ? [] : offScaleNotes(shown, spans);
    const zoomText = this.zoom.text(shown);
    replaceLegend(
      this.legend,
      legendOf(
        {
          ...chartData,
          limits: shown.limits,
          notes: [...(shown.notes ?? []), ...notes, ...(zoomText ? [zoomText] : [])],
        },
        drawState,
        widthOf(this.canvas),
        this.options.heat === true ? { low: '0', high: formatValue(this.heatTop(chartData)) } : undefined,
        {
          chart: id,
          toggle: (key) => this.events.arrange((one) => ({ ...one, hiddenSeries: toggled(one.hiddenSeries, key) })),
        },
      ),
    );
  }

  private showTools(shown: ChartData, layout: PageLayout): void {
    const { id, heat } = this.options;
    this.tools.update({
      zoomed: this.zoom.isZoomed(shown),
      toData: heat === true || !this.chartData || !canFit(this.chartData) ? undefined : this.isFitted,
      logarithmic:
        heat !== true && this.chartData && this.isLines && canBeLogarithmic(this.chartData)
          ? layout.logarithmic.includes(id)
          : undefined,
      pinned: layout.pinned.includes(id),
      enlarged: this.isEnlarged,
    });
  }

  private toggleScale(): void {
    const scale = this.isFitted ? 'limits' : 'data';
    this.events.arrange((one) => ({ ...one, scales: { ...one.scales, [this.options.id]: scale } }));
  }

  private heatTop(chartData: ChartData): number {
    return this.axes.span('value', { label: '', low: 0, high: chartData.y.high, tight: chartData.y.tight === true })
      .high;
  }

  private toggleTable(): void {
    this.tableBox.hidden = !this.tableBox.hidden;
    this.tools.showTable(!this.tableBox.hidden);
    if (!this.tableBox.hidden && this.chartData) this.table.show(this.chartData.columns, this.rows());
  }

  private savePicture(): void {
    const url = this.picture();
    if (url !== undefined) this.events.save(`${this.options.id}.png`, url.slice(url.indexOf(',') + 1), 'base64');
  }

  private saveVector(): void {
    const svg = this.vector();
    if (svg !== undefined) this.events.save(`${this.options.id}.svg`, svg, 'utf8');
  }

  private unzoom(): void {
    if (this.shown) this.zoom.reset(this.shown);
  }

  private key(event: KeyboardEvent): void {
    if (!this.shown || event.altKey || event.ctrlKey || event.metaKey) return;
    const found = this.place && this.found(this.place);
    if (event.key === 'Escape' && this.place) {
      event.preventDefault();
      this.move(undefined);
      return;
    }
    if (event.key === 'Enter' && found) {
      const layer = found.mark.layer ?? found.series.layer;
      if (layer !== undefined) this.events.choose(layer);
      return;
    }
    if (this.zoom.key(event, this.shown, this.painter.directions(this.shown), found?.mark)) {
      event.preventDefault();
      setText(this.spoken, this.zoom.text(this.shown) || t('All is shown.'));
      return;
    }
    if (!['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key)) return;
    event.preventDefault();
    this.move(nextPlace(this.shown, this.place, event.key));
  }

  private found(place: Place): ReturnType<typeof markAt> {
    return markAt({ chartData: this.shown, drawState: this.drawState, pointed: undefined }, place);
  }

  private move(place: Place | undefined): void {
    if (!place && !this.place) return;
    this.place = place;
    this.painter.point(place);
    const found = place && this.found(place);
    if (!found) {
      setText(this.spoken, '');
      this.events.hover(undefined);
      return;
    }
    const warnings = found.mark.warnings.length ? t('Warning: {0}', found.mark.warnings.join('; ')) : '';
    setText(this.spoken, [found.mark.read, warnings].filter((part) => part !== '').join('. '));
    this.events.hover(found.mark.layer ?? found.series.layer);
  }
}
