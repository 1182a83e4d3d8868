import { sentence } from '../../../../base/sentence';
import { UserError } from '../../../../base/userError';
import type { Variable } from '../../../types/variable';

export type Metric = 'max' | 'euclidean';

/** Columns that are measured together: one norm over them. */
export interface Part {
  readonly columns: readonly Float64Array[];
  /** The reciprocal of each column's standard deviation (n - 1). */
  readonly weights: readonly number[];
  readonly means: readonly number[];
}

/**
 * N points with a distance: the largest, over the parts, of the norm of the standardised difference within that part
 * (Kraskov 2004: max norm over the marginal spaces, any norm within one). A difference is taken before it is scaled, so
 * that equal differences of integer-valued columns stay equal. Constant columns are left out.
 */
export interface Space {
  readonly samples: number;
  readonly metric: Metric;
  readonly parts: readonly Part[];
}

/** The standardised space of one variable. @throws UserError for values that are not finite */
export function spaceOf(variable: Variable, metric: Metric): Space {
  const { samples, dimensions, name } = variable;
  const values = transposed(variable);
  const columns: Float64Array[] = [];
  const weights: number[] = [];
  const means: number[] = [];
  for (let c = 0; c < dimensions; c++) {
    const column = values.subarray(c * samples, (c + 1) * samples);
    const { mean, deviation } = moments(column, name, c);
    if (deviation > 0) {
      columns.push(column);
      weights.push(1 / deviation);
      means.push(mean);
    }
  }
  return { samples, metric, parts: [{ columns, weights, means }] };
}

/** [dimensions, samples], by square tiles that stay in the cache. */
function transposed({ samples, dimensions, values }: Variable): Float64Array {
  const result = new Float64Array(samples * dimensions);
  const tile = 16;
  for (let i0 = 0; i0 < samples; i0 += tile) {
    const i1 = Math.min(samples, i0 + tile);
    for (let c = 0; c < dimensions; c++) {
      for (let i = i0; i < i1; i++) result[c * samples + i] = values[i * dimensions + c];
    }
  }
  return result;
}

/**
 * Mean and standard deviation (n - 1), zero for a constant column; scaled by the range, so that squares stay in the
 * range of doubles.
 */
function moments(column: Float64Array, name: string, index: number): { mean: number; deviation: number } {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < column.length; i++) {
    const value = column[i];
    if (!Number.isFinite(value)) {
      throw new UserError(
        sentence(
          '{0} is {1} in sample {2}, column {3}. Neighbour estimators need finite values: remove that sample.',
          name,
          String(value),
          i,
          index,
        ),
      );
    }
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const range = high - low;
  if (range === Infinity)
    throw new UserError(
      sentence('{0}, column {1}, has a range beyond double precision. Scale the values down.', name, index),
    );
  const scale = 1 / range;
  // A range so small that it has no reciprocal cannot be scaled to one.
  if (!(range > 0) || scale === Infinity) return { mean: low, deviation: 0 };
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += (column[i] - low) * scale;
  const mean = sum / column.length;
  let squares = 0;
  for (let i = 0; i < column.length; i++) {
    const off = (column[i] - low) * scale - mean;
    squares += off * off;
  }
  return { mean: low + range * mean, deviation: range * Math.sqrt(squares / (column.length - 1)) };
}

/** The space of the joint variable. */
export function product(...spaces: readonly Space[]): Space {
  return { ...spaces[0], parts: spaces.flatMap((space) => space.parts) };
}

/** The points `indices` of a space, scaled as the whole. */
export function subspace(space: Space, indices: Int32Array): Space {
  const parts = space.parts.map((part) => ({
    ...part,
    columns: part.columns.map((column) => gathered(column, indices)),
  }));
  return { ...space, samples: indices.length, parts };
}

function gathered(column: Float64Array, indices: Int32Array): Float64Array {
  const chosen = new Float64Array(indices.length);
  for (let p = 0; p < indices.length; p++) chosen[p] = column[indices[p]];
  return chosen;
}

/** The number of columns that vary. */
export function dimensionsOf(space: Space): number {
  return space.parts.reduce((sum, part) => sum + part.columns.length, 0);
}

/** The distance of two points. */
export function distance(space: Space, i: number, j: number): number {
  let largest = 0;
  for (const part of space.parts) {
    let norm = 0;
    for (let c = 0; c < part.columns.length; c++) {
      const column = part.columns[c];
      const off = part.weights[c] * Math.abs(column[i] - column[j]);
      if (space.metric === 'euclidean') norm += off * off;
      else if (off > norm) norm = off;
    }
    // One column has one distance, whatever the norm: the square root of a square can differ in the last bit.
    if (space.metric === 'euclidean')
      norm =
        part.columns.length === 1
          ? part.weights[0] * Math.abs(part.columns[0][i] - part.columns[0][j])
          : Math.sqrt(norm);
    if (norm > largest) largest = norm;
  }
  return largest;
}

/** Distances of point `i` to all points, into `out`. */
export function distancesFrom(space: Space, i: number, out: Float64Array): void {
  out.fill(0);
  for (const part of space.parts) {
    if (space.metric === 'euclidean' && part.columns.length > 1) raiseToEuclidean(part, i, out);
    else raiseToMax(part, i, out);
  }
}

function raiseToMax(part: Part, i: number, out: Float64Array): void {
  for (let c = 0; c < part.columns.length; c++) {
    const column = part.columns[c];
    const weight = part.weights[c];
    const centre = column[i];
    for (let j = 0; j < out.length; j++) {
      const off = weight * Math.abs(centre - column[j]);
      if (off > out[j]) out[j] = off;
    }
  }
}

function raiseToEuclidean(part: Part, i: number, out: Float64Array): void {
  const squares = new Float64Array(out.length);
  for (let c = 0; c < part.columns.length; c++) {
    const column = part.columns[c];
    const weight = part.weights[c];
    const centre = column[i];
    for (let j = 0; j < out.length; j++) {
      const off = weight * Math.abs(centre - column[j]);
      squares[j] += off * off;
    }
  }
  for (let j = 0; j < out.length; j++) out[j] = Math.max(out[j], Math.sqrt(squares[j]));
}
