/** Colours as pixels of an image: red in the lowest byte. */
export type Palette = Uint32Array<ArrayBuffer>;

/** The visible cells of a map: the byte of a cell stands at the sum of its row's and its column's place. */
export interface CellSlice {
  /** -1: the whole row is absent. */
  readonly rows: Int32Array;
  /** -1: the whole column is absent. */
  readonly columns: Int32Array;
  /** The first column of each row that is there; absent: all are. */
  readonly first?: Int32Array;
}

/**
 * Fills one pixel a cell, row by row.
 * @param palette the colour of each byte
 * @param absent the colour where there is no state
 */
export function fillCells(
  bytes: Uint8Array,
  { rows, columns, first }: CellSlice,
  palette: Palette,
  absent: number,
  out: Uint32Array,
): void {
  let to = 0;
  for (let row = 0; row < rows.length; row++) {
    const start = rows[row];
    const from = start < 0 ? columns.length : (first?.[row] ?? 0);
    for (let column = 0; column < columns.length; column++) {
      const place = columns[column];
      out[to++] = column < from || place < 0 ? absent : palette[bytes[start + place]];
    }
  }
}
