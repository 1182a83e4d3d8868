import { argsort } from '../../../numerics/argsort';
import type { Points } from '../critic';

/** Cells of equal counts of every column: the cell of each sample, row-major [columns, samples]. */
export interface ColumnCells {
  readonly cells: Uint8Array;
  readonly columns: number;
  readonly count: number;
}

export function equalCounts(values: Float64Array, samples: number, dimensions: number, count: number): ColumnCells {
  const cells = new Uint8Array(dimensions * samples);
  const column = new Float64Array(samples);
  for (let j = 0; j < dimensions; j++) {
    for (let i = 0; i < samples; i++) column[i] = values[i * dimensions + j];
    const order = argsort(column);
    for (let from = 0; from < samples;) {
      let to = from + 1;
      while (to < samples && column[order[to]] === column[order[from]]) to++;
      const cell = Math.min(count - 1, Math.floor((((from + to) / 2) * count) / samples));
      for (let i = from; i < to; i++) cells[j * samples + order[i]] = cell;
      from = to;
    }
  }
  return { cells, columns: dimensions, count };
}

/** Two columns that depend on each other. */
export interface ColumnPair {
  readonly x: number;
  readonly y: number;
  /** Cells of either column. */
  readonly cellsX: number;
  readonly cellsY: number;
  /** Standard deviations of the chi-squared statistic above its mean at independence. */
  readonly excess: number;
}

/** The cells of both sides: fine ones of one against coarse ones of the other, and both middling. */
export interface PairCells {
  readonly samples: number;
  readonly x: readonly ColumnCells[];
  readonly y: readonly ColumnCells[];
}

/** Cells at which an expected count is about eight. */
export function pairCells({ samples, x, y, dimX, dimY }: Points): PairCells {
  const middle = Math.max(2, Math.min(12, Math.floor(Math.sqrt(samples / 8))));
  const fine = Math.max(2, Math.min(32, Math.floor(samples / 40)));
  const coarse = Math.max(2, Math.min(5, Math.floor(samples / (8 * fine))));
  const counts = [
    [middle, middle],
    [fine, coarse],
    [coarse, fine],
  ];
  return {
    samples,
    x: counts.map(([count]) => equalCounts(x, samples, dimX, count)),
    y: counts.map(([, count]) => equalCounts(y, samples, dimY, count)),
  };
}

/**
 * Scans every column of X against every column of Y by a chi-squared statistic over tables (Pearson 1900), and pairs
 * off those that depend most, every column at most once. A pair counts where its statistic is beyond what the largest
 * of all pairs reaches by chance: `least` standard deviations above its mean at independence, Bonferroni over the pairs
 * included.
 */
export function scanColumns({ samples, x, y }: PairCells, rows: Int32Array, mostPairs: number): ColumnPair[] {
  const found: ColumnPair[] = [];
  const tests = x[0].columns * y[0].columns * x.length;
  const least = Math.sqrt(2 * Math.log(tests / 0.005)) * 1.3;
  for (let shape = 0; shape < x.length; shape++) {
    const [a, b] = [x[shape], y[shape]];
    const degrees = (a.count - 1) * (b.count - 1);
    const table = new Int32Array(a.count * b.count);
    const [ofX, ofY] = [countedColumns(a, samples, rows, b.count), countedColumns(b, samples, rows, 1)];
    for (const [i, columnX] of ofX.entries())
      for (const [j, columnY] of ofY.entries()) {
        const excess = (chiSquared(columnX, columnY, table) - degrees) / Math.sqrt(2 * degrees);
        if (excess > least) found.push({ x: i, y: j, cellsX: a.count, cellsY: b.count, excess });
      }
  }
  found.sort((a, b) => b.excess - a.excess || a.x - b.x || a.y - b.y);
  const [usedX, usedY] = [new Set<number>(), new Set<number>()];
  const chosen: ColumnPair[] = [];
  for (const pair of found) {
    if (chosen.length >= mostPairs || usedX.has(pair.x) || usedY.has(pair.y)) continue;
    usedX.add(pair.x);
    usedY.add(pair.y);
    chosen.push(pair);
  }
  return chosen;
}

/** The cells of some rows in one column. */
interface CountedColumn {
  /** The cell of each row, times the width of the table. */
  readonly places: Uint16Array;
  /** How many rows each cell has. */
  readonly counts: Int32Array;
}

function countedColumns(
  { cells, columns, count }: ColumnCells,
  samples: number,
  rows: Int32Array,
  width: number,
): CountedColumn[] {
  return Array.from({ length: columns }, (_, column) => {
    const places = new Uint16Array(rows.length);
    const counts = new Int32Array(count);
    for (let n = 0; n < rows.length; n++) {
      const cell = cells[column * samples + rows[n]];
      counts[cell]++;
      places[n] = cell * width;
    }
    return { places, counts };
  });
}

/** N times the sum of n_ab^2 / (n_a n_b), less N. */
function chiSquared(a: CountedColumn, b: CountedColumn, table: Int32Array): number {
  table.fill(0);
  const [placesA, placesB] = [a.places, b.places];
  const rows = placesA.length;
  for (let n = 0; n < rows; n++) table[placesA[n] + placesB[n]]++;
  let sum = 0;
  for (let r = 0, at = 0; r < a.counts.length; r++) {
    let ofRow = 0;
    for (let c = 0; c < b.counts.length; c++, at++) if (table[at] > 0) ofRow += table[at] ** 2 / b.counts[c];
    if (ofRow > 0) sum += ofRow / a.counts[r];
  }
  return rows * sum - rows;
}

export function marginals(table: Float64Array, rows: number, columns: number): [Float64Array, Float64Array] {
  const [sumA, sumB] = [new Float64Array(rows), new Float64Array(columns)];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      sumA[r] += table[r * columns + c];
      sumB[c] += table[r * columns + c];
    }
  return [sumA, sumB];
}
