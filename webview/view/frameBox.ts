import type { ChartData } from '../model/chartData';
import { h, setText } from '../ui/dom';
import { t } from '../ui/l10n';
import { ChartTools, type ToolActions } from './chartTools';
import { DataTable } from './dataTable';
import type { FrameEvents, FrameOptions } from './frameOptions';
import { TeachingBox } from './teachingBox';

/** The elements of a chart's frame, and the words in them. */
export class FrameBox {
  readonly element: HTMLElement;
  readonly canvas = h('canvas', { 'aria-hidden': 'true' });
  readonly plot: HTMLElement;
  readonly fold: HTMLElement;
  readonly legend = h('div', { class: 'legend' });
  readonly spoken = h('div', { class: 'spoken', 'aria-live': 'polite' });
  readonly tableBox = h('div', { class: 'table-box', hidden: true });
  readonly table: DataTable;
  readonly summary: DataTable;
  readonly tools: ChartTools;
  private readonly teaching: TeachingBox;
  private readonly subtitle = h('span', { class: 'subtitle' });
  private readonly says = h('p', { class: 'says' });
  private readonly reading = h('p', { class: 'reading' });

  constructor(
    private readonly options: FrameOptions,
    actions: ToolActions,
    teach: FrameEvents['teach'],
  ) {
    const { id, title } = options;
    this.plot = h(
      'div',
      { class: 'plot', tabindex: 0, role: 'application', 'aria-roledescription': t('chart') },
      this.canvas,
    );
    const body = h('div', { class: 'chart-body' }, this.plot);
    const beside = h('div', {});
    this.teaching = new TeachingBox(body, beside, teach);
    this.table = new DataTable(t('{0}: table', title));
    this.summary = new DataTable(t('{0}: summary', title));
    this.summary.element.hidden = true;
    this.tools = new ChartTools(title, actions);
    this.fold = h('button', { type: 'button', class: 'fold', 'aria-expanded': 'true' }, title);
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
  }

  get isEnlarged(): boolean {
    return this.element.classList.contains('is-large');
  }

  /** @param drawn whether there is anything to draw */
  show(drawn: boolean, folded: boolean): void {
    this.element.classList.toggle('is-empty', !drawn);
    this.element.classList.toggle('is-folded', folded);
    this.fold.setAttribute('aria-expanded', String(!folded));
    this.plot.hidden = !drawn || folded;
    this.legend.hidden = !drawn || folded;
  }

  showWords({ subtitle, says, of, teaching }: ChartData, drawn: boolean): void {
    const { title, reading } = this.options;
    this.plot.setAttribute(
      'aria-label',
      t(
        '{0}. {1} Use the arrow keys to move between points, + and - to zoom, Shift and the arrow keys to move ' +
          'along, 0 to show all.',
        title,
        says,
      ),
    );
    setText(this.subtitle, subtitle ?? '');
    setText(this.says, says);
    this.says.hidden = says === '';
    setText(
      this.reading,
      [reading, of.length ? t('The estimates are computed from: {0}.', of.join('; ')) : '']
        .filter((part) => part !== '')
        .join(' '),
    );
    this.teaching.update(teaching, drawn);
  }

  /** A map of few rows is as high as they need. */
  fitHeight(rows: number): void {
    this.plot.style.height = rows < 3 && !this.isEnlarged ? `${70 + 60 * rows}px` : '';
  }
}
