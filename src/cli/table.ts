import type { Estimate } from '../result/result';

/** A bound shows on which side the truth lies. */
const marks = { none: ' ', lower: '≥', upper: '≤' };

export function cell(estimate: Estimate | undefined): string {
  if (!estimate) return '–';
  const flag = estimate.warnings ? '!' : ' ';
  return (
    `${marks[estimate.bound]}${estimate.value.toFixed(2)} [${estimate.low.toFixed(2)}, ` +
    `${estimate.high?.toFixed(2) ?? '∞'}]${flag}`
  );
}

/** A table with columns as wide as their content, and the header over a rule. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((text, column) => Math.max(text.length, ...rows.map((row) => row[column].length)));
  const line = (row: readonly string[]): string =>
    `  ${row
      .map((text, column) => text.padEnd(widths[column]))
      .join('  ')
      .trimEnd()}`;
  return [line(header), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)];
}
