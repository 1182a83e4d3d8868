import { csvField } from '../../src/result/csvField';
import type { Cell, Column } from './chartData';

/** A table in the form of RFC 4180: quoted where necessary, lines ended by CRLF. */
export function toCsv(columns: readonly Column[], rows: readonly (readonly Cell[])[]): string {
  const lines = [columns.map(({ label }) => label), ...rows.map((row) => columns.map((_, i) => cellText(row[i])))];
  return lines.map((line) => line.map(csvField).join(',')).join('\r\n') + '\r\n';
}

function cellText(cell: Cell): string {
  return typeof cell === 'number' ? exactText(cell) : (cell ?? '');
}

/** A number for a file, with all its digits. */
function exactText(value: number): string {
  return Number.isFinite(value) ? String(value) : '';
}
