import { toggled, type PageLayout } from '../../src/page/layout';
import { formatValue } from '../../src/result/format';
import type { ChartData } from '../model/chartData';
import { canFit } from '../model/shown/fitted';
import { canBeLogarithmic } from '../model/shown/logarithmic';
import { offScaleNotes } from '../model/shown/offScale';
import { shownData } from '../model/shown/shown';
import { AxisMemory } from '../painters/axisMemory';
import { widthOf } from '../painters/common';
import type { DrawState } from '../painters/drawState';
import type { Painter } from '../painters/painter';
import { XyPainter } from '../painters/xyPainter';
import { button } from '../ui/controls';
import { t } from '../ui/l10n';
import { ChartCopies, type Framed } from './chartCopies';
import { ChartKeyboard } from './chartKeyboard';
import { ChartZoom } from './chartZoom';
import { FrameBox } from './frameBox';
import type { FrameEvents, FrameOptions } from './frameOptions';
import { legendOf, replaceLegend } from './legend';

/**
 * One chart with its common parts: title, sentence, explanation, keyboard navigation, zoom, legend, table, PNG, CSV,
 * empty state.
 */
export class ChartFrame {
  readonly title: string;
  readonly copies: ChartCopies;
  chartData: ChartData | undefined;
  /** What is drawn of it. */
  private shown: ChartData | undefined;
  private drawState: DrawState | undefined;
  private shownKey = '';
  private readonly axes: AxisMemory;
  private readonly zoom: ChartZoom;
  private readonly box: FrameBox;
  private readonly painter: Painter;
  private readonly keyboard: ChartKeyboard;

  constructor(
    private readonly options: FrameOptions,
    private readonly events: FrameEvents,
  ) {
    const { id, title } = options;
    this.title = title;
    this.axes = new AxisMemory(id, events.zooms);
    this.zoom = new ChartZoom(this.axes);
    const save: FrameEvents['save'] = (...file) => events.save(...file);
    const box = new FrameBox(
      options,
      {
        table: () => this.toggleTable(),
        picture: () => this.copies.save('png', save),
        vector: () => this.copies.save('svg', save),
        csv: () => this.copies.save('csv', save),
        unzoom: () => this.unzoom(),
        scale: () => this.toggleScale(),
        logarithmic: () => events.arrange((one) => ({ ...one, logarithmic: toggled(one.logarithmic, id) })),
        pin: () => events.arrange((one) => ({ ...one, pinned: toggled(one.pinned, id) })),
        enlarge: () => events.enlarge(box.isEnlarged ? undefined : id),
        ...(events.help && { help: () => events.help?.(id) }),
      },
      (link) => events.teach(link),
    );
    this.box = box;
    this.painter = new options.painter(box.canvas, events, this.axes);
    const now = (): Framed => ({ chartData: this.chartData, shown: this.shown, drawState: this.drawState });
    this.copies = new ChartCopies(options, box, this.painter, now, () => events.paints.paint(this));
    this.keyboard = new ChartKeyboard(this.painter, this.zoom, box.spoken, events, now);
    box.tableBox.append(
      button({ label: t('Copy as CSV'), press: () => events.copy(this.copies.csv()) }),
      box.table.element,
    );
    this.listen();
  }

  get element(): HTMLElement {
    return this.box.element;
  }

  /** @param occasion the run and the unit; a change lets the axes shrink */
  update(chartData: ChartData, drawState: DrawState, occasion: string): void {
    const { box } = this;
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
    const folded = layout.collapsed.includes(id) && !box.isEnlarged;
    box.show(drawn, folded);
    box.showWords(chartData, drawn);
    box.fitHeight(this.options.heat === true ? shown.series.length : Infinity);
    if (drawn && !folded) this.events.paints.add(this);
    else this.events.paints.remove(this);
    this.showTools(shown, layout);
    box.summary.element.hidden = chartData.summary === undefined || !drawn;
    if (chartData.summary && rowsChanged) box.summary.show(chartData.summary.columns, chartData.summary.rows);
    if (rowsChanged && !box.tableBox.hidden) box.table.show(chartData.columns, this.copies.rows());
  }

  /** Draws what the last update brought. */
  paint(): void {
    const { chartData, shown, drawState } = this;
    if (!chartData || !shown || !drawState) return;
    this.keyboard.check();
    this.painter.paint(shown, drawState);
    this.showLegend(chartData, shown, drawState);
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
    this.box.fold.focus({ preventScroll: true });
  }

  destroy(): void {
    this.events.paints.remove(this);
    this.painter.destroy();
  }

  private listen(): void {
    const { box, events, keyboard } = this;
    const { id } = this.options;
    box.plot.addEventListener('keydown', (event) => keyboard.key(event));
    box.plot.addEventListener('blur', () => keyboard.leave());
    box.canvas.addEventListener('mouseleave', () => events.hover({}));
    box.canvas.addEventListener('dblclick', () => this.unzoom());
    box.fold.addEventListener('click', () =>
      events.arrange((one) => ({ ...one, collapsed: toggled(one.collapsed, id) })),
    );
    box.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !box.isEnlarged || event.defaultPrevented) return;
      events.enlarge(undefined);
    });
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
      this.box.legend,
      legendOf(
        {
          ...chartData,
          limits: shown.limits,
          notes: [...(shown.notes ?? []), ...notes, ...(zoomText ? [zoomText] : [])],
        },
        drawState,
        widthOf(this.box.canvas),
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
    this.box.tools.update({
      zoomed: this.zoom.isZoomed(shown),
      toData: heat === true || !this.chartData || !canFit(this.chartData) ? undefined : this.isFitted,
      logarithmic:
        heat !== true && this.chartData && this.isLines && canBeLogarithmic(this.chartData)
          ? layout.logarithmic.includes(id)
          : undefined,
      pinned: layout.pinned.includes(id),
      enlarged: this.box.isEnlarged,
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
    const { table, tableBox, tools } = this.box;
    tableBox.hidden = !tableBox.hidden;
    tools.showTable(!tableBox.hidden);
    if (!tableBox.hidden && this.chartData) table.show(this.chartData.columns, this.copies.rows());
  }

  private unzoom(): void {
    if (this.shown) this.zoom.reset(this.shown);
  }
}
