import { actionLink, button, icons } from '../ui/controls';
import { h, richText, setText } from '../ui/dom';
import { t } from '../ui/l10n';
import { toCsv } from '../model/csv';
import { marksOf, type Cell, type ChartData, type Teaching } from '../model/chartData';
import { formatValue } from '../../src/result/format';
import { AxisMemory } from '../painters/axisMemory';
import { widthOf } from '../painters/common';
import { DataTable } from './dataTable';
import { nextPlace } from '../painters/keys';
import { legendOf } from './legend';
import type { DrawState } from '../painters/drawState';
import { markAt, type Painter, type PainterEvents, type Place } from '../painters/painter';
import { pictureOf } from '../painters/picture';

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
}

/**
 * One chart with its common parts: title, sentence, explanation, keyboard navigation, legend, table, PNG, CSV, empty
 * state.
 */
export class ChartFrame {
  readonly element: HTMLElement;
  chartData: ChartData | undefined;
  private drawState: DrawState | undefined;
  private place: Place | undefined;
  private readonly axes = new AxisMemory();
  private readonly canvas = h('canvas', { 'aria-hidden': 'true' });
  private readonly plot: HTMLElement;
  private readonly subtitle = h('span', { class: 'subtitle' });
  private readonly says = h('p', { class: 'says' });
  private readonly reading = h('p', { class: 'reading' });
  private readonly legend = h('div', { class: 'legend' });
  private readonly spoken = h('div', { class: 'spoken', 'aria-live': 'polite' });
  private readonly body: HTMLElement;
  /** Place of the hint when there is a chart too. */
  private readonly beside = h('div', {});
  private readonly empty = h('div', { class: 'teaching' });
  private readonly table: DataTable;
  private readonly summary: DataTable;
  private readonly tableBox = h('div', { class: 'table-box', hidden: true });
  private readonly painter: Painter;

  constructor(
    private readonly options: FrameOptions,
    private readonly events: FrameEvents,
  ) {
    const { id, title } = options;
    this.plot = h(
      'div',
      { class: 'plot', tabindex: 0, role: 'application', 'aria-roledescription': t('chart') },
      this.canvas,
    );
    this.plot.addEventListener('keydown', (event) => this.key(event));
    this.plot.addEventListener('blur', () => this.move(undefined));
    this.canvas.addEventListener('mouseleave', () => events.hover(undefined));
    this.body = h('div', { class: 'chart-body' }, this.plot, this.empty);
    this.table = new DataTable(t('{0}: table', title));
    this.summary = new DataTable(t('{0}: summary', title));
    this.summary.element.hidden = true;
    const tableButton = button({
      label: t('{0}: show as a table', title),
      icon: icons.table,
      appearance: 'icon',
      press: () => this.toggleTable(tableButton),
    });
    tableButton.setAttribute('aria-expanded', 'false');
    this.tableBox.append(
      button({ label: t('Copy as CSV'), press: () => this.events.copy(this.csv()) }),
      this.table.element,
    );
    const tools = h(
      'div',
      { class: 'tools', role: 'toolbar', 'aria-label': t('{0}: tools', title) },
      tableButton,
      button({
        label: t('{0}: save as PNG', title),
        icon: icons.picture,
        appearance: 'icon',
        press: () => this.savePicture(),
      }),
      button({
        label: t('{0}: save as CSV', title),
        icon: icons.csv,
        appearance: 'icon',
        press: () => events.save(`${id}.csv`, this.csv(), 'utf8'),
      }),
    );
    this.element = h(
      'section',
      { class: 'chart', id: `chart-${id}`, 'aria-labelledby': `title-${id}` },
      h(
        'header',
        {},
        h('h2', { id: `title-${id}` }, title),
        this.subtitle,
        h('span', { class: 'gap' }),
        ...(options.controls ?? []),
        tools,
      ),
      this.says,
      this.body,
      this.legend,
      this.reading,
      h('div', { class: 'table-box' }, this.beside, this.summary.element),
      this.tableBox,
      this.spoken,
    );
    this.painter = new options.painter(this.canvas, events, this.axes);
  }

  /** @param occasion the run and the unit; a change lets the axes shrink */
  update(chartData: ChartData, drawState: DrawState, occasion: string): void {
    const rowsChanged = this.chartData !== chartData;
    this.chartData = chartData;
    this.drawState = drawState;
    this.axes.begin(occasion);
    const drawn = chartData.series.some(
      ({ role, marks }) => marks.length > 0 && (role !== 'exact' || chartData.teaching === undefined),
    );
    this.element.classList.toggle('is-empty', !drawn);
    this.plot.hidden = !drawn;
    this.legend.hidden = !drawn;
    this.plot.setAttribute(
      'aria-label',
      t('{0}. {1} Use the arrow keys to move between points.', this.options.title, chartData.says),
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
    this.teach(chartData.teaching, drawn);
    if (drawn) {
      if (this.place && !markAt({ chartData, drawState, pointed: undefined }, this.place)) this.place = undefined;
      this.painter.paint(chartData, drawState);
      this.legend.replaceChildren(
        ...legendOf(
          chartData,
          drawState,
          widthOf(this.canvas),
          this.options.heat === true ? { low: '0', high: formatValue(this.heatTop(chartData)) } : undefined,
        ),
      );
    }
    this.summary.element.hidden = chartData.summary === undefined || !drawn;
    if (chartData.summary && rowsChanged) this.summary.show(chartData.summary.columns, chartData.summary.rows);
    if (rowsChanged && !this.tableBox.hidden) this.table.show(chartData.columns, this.rows());
  }

  /** Nothing is drawn, and a link names the config setting that would fill the chart. */
  get offers(): boolean {
    return this.plot.hidden && this.chartData?.teaching?.link !== undefined;
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
    if (!this.drawState || !this.chartData || this.plot.hidden) return undefined;
    return pictureOf(this.canvas, this.options.title, this.chartData.says, this.drawState.theme);
  }

  private heatTop(chartData: ChartData): number {
    return this.axes.span('value', { label: '', low: 0, high: chartData.y.high, tight: chartData.y.tight === true })
      .high;
  }

  private teach(teaching: Teaching | undefined, drawn: boolean): void {
    this.empty.hidden = teaching === undefined;
    this.empty.classList.toggle('beside', drawn);
    const home = drawn ? this.beside : this.body;
    if (this.empty.parentElement !== home) home.append(this.empty);
    if (!teaching) return;
    const key = JSON.stringify(teaching);
    if (this.empty.dataset.key === key) return;
    this.empty.dataset.key = key;
    const { link } = teaching;
    this.empty.replaceChildren(
      h('p', {}, ...richText(teaching.text)),
      ' ',
      ...(link ? [actionLink(link.text.replaceAll('`', ''), () => this.events.teach(link))] : []),
    );
  }

  private toggleTable(pressed: HTMLElement): void {
    this.tableBox.hidden = !this.tableBox.hidden;
    pressed.setAttribute('aria-expanded', String(!this.tableBox.hidden));
    if (!this.tableBox.hidden && this.chartData) this.table.show(this.chartData.columns, this.rows());
  }

  private savePicture(): void {
    const url = this.picture();
    if (url !== undefined) this.events.save(`${this.options.id}.png`, url.slice(url.indexOf(',') + 1), 'base64');
  }

  private key(event: KeyboardEvent): void {
    if (!this.chartData || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') {
      this.move(undefined);
      return;
    }
    const found =
      this.place && markAt({ chartData: this.chartData, drawState: this.drawState, pointed: undefined }, this.place);
    if (event.key === 'Enter' && found) {
      const layer = found.mark.layer ?? found.series.layer;
      if (layer !== undefined) this.events.choose(layer);
      return;
    }
    if (!['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key)) return;
    event.preventDefault();
    this.move(nextPlace(this.chartData, this.place, event.key));
  }

  private move(place: Place | undefined): void {
    if (!place && !this.place) return;
    this.place = place;
    this.painter.point(place);
    const found =
      place &&
      this.chartData &&
      markAt({ chartData: this.chartData, drawState: this.drawState, pointed: undefined }, place);
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
