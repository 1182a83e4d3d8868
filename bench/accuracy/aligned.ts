/** Rows of cells as text, columns aligned: the first `left` to the left, the others to the right. */
export function aligned(rows: readonly (readonly string[])[], left = 2): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column < left ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
