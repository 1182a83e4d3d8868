import type { Cell, Column } from './chartData';

/** A table in the form of RFC 4180: quoted where necessary, lines ended by CRLF. */
export function toCsv(columns: readonly Column[], rows: readonly (readonly Cell[])[]): string {
  const lines = [columns.map(({ label }) => label), ...rows.map((row) => columns.map((_, i) => cellText(row[i])))];
  return lines.map((line) => line.map(quoted).join(',')).join('\r\n') + '\r\n';
}

function cellText(cell: Cell): string {
  return typeof cell === 'number' ? exactText(cell) : (cell ?? '');
}

/** A spreadsheet would run a leading formula sign; a leading apostrophe makes it text. */
function quoted(text: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d|\.\d|Infinity)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A number for a file, with all its digits. */
function exactText(value: number): string {
  return Number.isFinite(value) ? String(value) : '';
}
