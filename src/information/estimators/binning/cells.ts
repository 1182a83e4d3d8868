import { combine, type Symbols } from '../discrete/symbols';
import type { EstimatorOptions } from '../../types/estimate';
import type { Breather } from '../../numerics/breather';
import type { Variable } from '../../types/variable';

export type BinningRule = NonNullable<EstimatorOptions['binning']>;

/** Cells per column: the cube root of N (the rate of Scott 1979), between 2 and 64. */
export function defaultBins(samples: number): number {
  return Math.max(2, Math.min(64, Math.round(Math.cbrt(samples))));
}

/**
 * Cuts every column into cells and renumbers the rows' cell vectors.
 * equalWidth: cells of one width over the column's observed range (never a fixed [-1, 1]: Saxe et al. 2018);
 * equalCount: cells of about as many samples each, equal values always together;
 * adaptive: cells of one width chosen by the column's quartiles (Freedman and Diaconis 1981), the tails in the outer
 * cells; `bins` is not read.
 */
export function binned(variable: Variable, bins: number, rule: BinningRule): Symbols {
  const parts = Array.from({ length: variable.dimensions }, (_, column) => binnedColumn(variable, column, bins, rule));
  return combine(parts, variable.samples);
}

/** The same, with pauses for cancellation. @throws CancelledError */
export async function pacedBinned(
  variable: Variable,
  bins: number,
  rule: BinningRule,
  breather: Breather,
): Promise<Symbols> {
  let joint: Symbols | undefined;
  for (let column = 0; column < variable.dimensions; column++) {
    const one = binnedColumn(variable, column, bins, rule);
    joint = joint === undefined ? one : combine([joint, one], variable.samples);
    if (breather.due()) await breather.rest();
  }
  return joint ?? combine([], variable.samples);
}

function binnedColumn(
  { values, samples, dimensions }: Variable,
  column: number,
  bins: number,
  rule: BinningRule,
): Symbols {
  const one = new Float64Array(samples);
  for (let i = 0; i < samples; i++) one[i] = values[i * dimensions + column];
  return cut(one, edgesOf(one, bins, rule));
}

/** Ascending inner edges; a value belongs to the cell after the last edge that is not above it. */
function edgesOf(column: Float64Array, bins: number, rule: BinningRule): Float64Array {
  const sorted = Float64Array.from(column).sort();
  switch (rule) {
    case 'equalWidth':
      return equalWidthEdges(sorted, bins);
    case 'equalCount':
      return equalCountEdges(sorted, bins);
    case 'adaptive':
      return adaptiveEdges(sorted);
  }
}

function equalWidthEdges(sorted: Float64Array, bins: number): Float64Array {
  const low = sorted[0];
  const width = (sorted[sorted.length - 1] - low) / bins;
  const edges = new Float64Array(width > 0 ? bins - 1 : 0);
  for (let i = 0; i < edges.length; i++) edges[i] = low + width * (i + 1);
  return edges;
}

function equalCountEdges(sorted: Float64Array, bins: number): Float64Array {
  const edges = new Set<number>();
  for (let i = 1; i < bins; i++) {
    const edge = sorted[Math.floor((i * sorted.length) / bins)];
    if (edge > sorted[0]) edges.add(edge);
  }
  return Float64Array.from(edges);
}

/**
 * Freedman and Diaconis 1981: width 2 IQR / N^(1/3) over the range from quartiles - 3 IQR to quartiles + 3 IQR; tails
 * share the outer cells.
 */
function adaptiveEdges(sorted: Float64Array): Float64Array {
  const count = sorted.length;
  const lower = sorted[Math.floor(count / 4)];
  const upper = sorted[Math.floor((3 * count) / 4)];
  const spread = upper - lower;
  if (!(spread > 0)) return equalCountEdges(sorted, defaultBins(count));
  const low = Math.max(sorted[0], lower - 3 * spread);
  const high = Math.min(sorted[count - 1], upper + 3 * spread);
  const cells = Math.max(2, Math.min(64, Math.ceil((high - low) / ((2 * spread) / Math.cbrt(count)))));
  const edges = new Float64Array(cells - 1);
  for (let i = 0; i < edges.length; i++) edges[i] = low + ((high - low) * (i + 1)) / cells;
  return edges;
}

function cut(column: Float64Array, edges: Float64Array): Symbols {
  const cells = new Float64Array(column.length);
  for (let i = 0; i < column.length; i++) {
    let from = 0;
    let to = edges.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (edges[middle] <= column[i]) from = middle + 1;
      else to = middle;
    }
    cells[i] = from;
  }
  return combine([codesOf(cells)], column.length);
}

function codesOf(cells: Float64Array): Symbols {
  return {
    codes: Int32Array.from(cells),
    alphabet: 1 + cells.reduce((most, cell) => Math.max(most, cell), 0),
    counts: new Int32Array(0),
  };
}
