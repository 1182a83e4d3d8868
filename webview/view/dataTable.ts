import { h } from '../ui/dom';
import { t } from '../ui/l10n';
import type { Cell, Column } from '../model/chartData';
import { formatValue } from '../../src/result/format';

/** Rows beyond these are only in the CSV; a table of a hundred thousand cells would block the page. */
const mostRows = 500;

/** The table of a chart: sortable by each column, from the keyboard too. */
export class DataTable {
  readonly element = h('div', { class: 'table', tabindex: 0, role: 'region' });
  private sort: { column: number; descending: boolean } | undefined;
  private columns: readonly Column[] = [];
  private rows: readonly (readonly Cell[])[] = [];

  constructor(label: string) {
    this.element.setAttribute('aria-label', label);
  }

  show(columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
    this.columns = columns;
    this.rows = rows;
    this.render();
  }

  private render(): void {
    const focused = this.element.contains(document.activeElement)
      ? document.activeElement?.getAttribute('data-column')
      : undefined;
    const rows = this.sorted();
    const head = h('tr', {}, ...this.columns.map((column, i) => this.heading(column, i)));
    const body = rows
      .slice(0, mostRows)
      .map((row) =>
        h(
          'tr',
          {},
          ...this.columns.map((column, i) => h('td', column.numeric ? { class: 'number' } : {}, shown(row[i]))),
        ),
      );
    const note =
      rows.length > mostRows
        ? [
            h(
              'p',
              { class: 'reading' },
              t('{0} of {1} rows are shown. The CSV file has all rows.', mostRows, rows.length),
            ),
          ]
        : [];
    this.element.replaceChildren(h('table', {}, h('thead', {}, head), h('tbody', {}, ...body)), ...note);
    if (focused) this.element.querySelector<HTMLElement>(`[data-column="${focused}"]`)?.focus();
  }

  private heading(column: Column, i: number): HTMLElement {
    const sorted = this.sort?.column === i ? this.sort : undefined;
    const press = h(
      'button',
      { type: 'button', 'data-column': i },
      column.label,
      h('span', { 'aria-hidden': 'true' }, sorted ? (sorted.descending ? ' ↓' : ' ↑') : ''),
    );
    press.addEventListener('click', () => {
      this.sort =
        sorted && !sorted.descending
          ? { column: i, descending: true }
          : sorted
            ? undefined
            : { column: i, descending: false };
      this.render();
    });
    return h(
      'th',
      {
        scope: 'col',
        class: column.numeric ? 'number' : undefined,
        'aria-sort': sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none',
      },
      press,
    );
  }

  private sorted(): readonly (readonly Cell[])[] {
    const { sort } = this;
    if (!sort) return this.rows;
    const sign = sort.descending ? -1 : 1;
    return [...this.rows].sort((a, b) => sign * compare(a[sort.column], b[sort.column]));
  }
}

function compare(a: Cell, b: Cell): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a === undefined || b === undefined) return (a === undefined ? 1 : 0) - (b === undefined ? 1 : 0);
  return String(a).localeCompare(String(b));
}

function shown(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'number') return cell;
  return Number.isInteger(cell)
    ? String(cell)
    : Math.abs(cell) < 10 && Number.isFinite(cell)
      ? String(Number(cell.toFixed(3)))
      : formatValue(cell);
}
