import type { Spot, View } from './looked';

/** The map's parts in its canvas, in pixels of the page. */
export interface Geometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  /** Of the cells. */
  readonly across: number;
  readonly down: number;
  /** The strip below the cells. */
  readonly strip: { readonly top: number; readonly height: number };
  /** Room for bars at the right; 0: none. */
  readonly bars: number;
  readonly columns: number;
  readonly rows: number;
  readonly rowHeight: number;
}

const left = 52;
const top = 22;
const stripHeight = 46;
const below = 18;
/** A row is no lower than this: more rows are scrolled to. */
const lowestRow = 3;
const highestRow = 40;

/** What the geometry depends on. */
export type Laid = Pick<View, 'head' | 'shape'> & {
  readonly loaded: Pick<View['loaded'], 'sequences'>;
  readonly looked: Pick<View['looked'], 'fixed'>;
};

export function geometryOf({ head, shape, loaded, looked }: Laid, width: number, height: number): Geometry {
  const { length } = head.header;
  const bars = looked.fixed === 'sequence' && shape.information ? 70 : 8;
  const columns = looked.fixed === 'step' ? shape.units : length;
  const rows = looked.fixed === 'sequence' ? shape.units : loaded.sequences;
  const room = Math.max(20, height - top - stripHeight - below - 8);
  const rowHeight = Math.min(highestRow, Math.max(lowestRow, room / Math.max(1, rows)));
  // The strip stands right below the cells, however few there are.
  const down = Math.max(20, Math.min(room, rows * rowHeight));
  return {
    width,
    height,
    left,
    top,
    across: Math.max(20, width - left - bars - 4),
    down,
    strip: { top: top + down + 6, height: stripHeight },
    bars: bars > 8 ? bars - 8 : 0,
    columns,
    rows,
    rowHeight,
  };
}

/** Rows that are seen at once, the last perhaps in part. */
export const rowsSeen = ({ rows, down, rowHeight }: Geometry): number =>
  Math.min(rows, Math.ceil(down / rowHeight) + 1);

/** How far the rows can be scrolled, in pixels. */
export const scrollLength = ({ rows, down, rowHeight }: Geometry): number => Math.max(0, rows * rowHeight - down);

export const columnLeft = ({ left: start, across, columns }: Geometry, column: number): number =>
  start + (across * column) / Math.max(1, columns);

/** The spot of a cell. */
export function spotAt({ looked: { fixed, spot }, order }: View, row: number, column: number): Spot {
  switch (fixed) {
    case 'sequence':
      return { ...spot, step: column, unit: order[row] };
    case 'step':
      return { ...spot, sequence: row, unit: order[column] };
    case 'unit':
      return { ...spot, sequence: row, step: column };
  }
}

/** The cell of a spot. */
export function cellOf({ looked: { fixed }, order }: View, spot: Spot): { row: number; column: number } {
  switch (fixed) {
    case 'sequence':
      return { row: order.indexOf(spot.unit), column: spot.step };
    case 'step':
      return { row: spot.sequence, column: order.indexOf(spot.unit) };
    case 'unit':
      return { row: spot.sequence, column: spot.step };
  }
}

/** What a point of the canvas lies on. */
export function pointedAt(
  geometry: Geometry,
  x: number,
  y: number,
  scrolled: number,
): { readonly column: number; readonly row: number; readonly onSymbol: boolean; readonly onBars: boolean } {
  const column = Math.floor(((x - geometry.left) / geometry.across) * geometry.columns);
  const row = Math.floor((y - geometry.top + scrolled) / geometry.rowHeight);
  return {
    column: Math.max(0, Math.min(geometry.columns - 1, column)),
    row: Math.max(0, Math.min(geometry.rows - 1, row)),
    onSymbol: y < geometry.top,
    onBars: x > geometry.left + geometry.across && y >= geometry.top,
  };
}
