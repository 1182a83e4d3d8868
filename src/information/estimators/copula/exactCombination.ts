import type { Variable } from '../../types/variable';

/** Half a unit in the last place of numbers of 32 and of 64 bits, relative to them. */
const rounding32 = 2 ** -24;
const rounding64 = 2 ** -53;
/** Roundings that add up in the sums behind a value. */
const roundings = 64;
/** A column of which its fellows leave a smaller share of the length adds no direction. */
const collinear = 1e-8;

/**
 * Whether a combination of y's columns is one of x's up to the rounding of the numbers. The residuals of a projection
 * are computed from the values themselves, so that noise down to 1e-13 of the values is seen, where a covariance loses
 * all below 1e-8. The tolerance is the rounding of the stored numbers (of 32 bits where all of a side are such), times
 * the condition: how much longer the columns are than the parts of them that vary and that others leave.
 * (Gram and Schmidt's projection, done twice: Giraud et al. 2005.)
 */
export const determinesExactly = (x: Variable, y: Variable): boolean => partLeft(x, y) === undefined;

/** What the columns of one variable leave of those of another. */
export interface PartLeft {
  /** ln det(I - K K^T) of their canonical correlations K: the log of the share of the volume that is left. */
  readonly logDeterminant: number;
  /** How many independent columns each has. */
  readonly p: number;
  readonly q: number;
}

/** The part of y that linear combinations of x leave, by the same projections; undefined where one leaves nothing. */
export function partLeft(x: Variable, y: Variable): PartLeft | undefined {
  const rounding = isSingle(x.values) || isSingle(y.values) ? rounding32 : rounding64;
  const basis: Float64Array[] = [];
  let condition = 1;
  for (const { column, raw } of independentColumns(x)) {
    const own = lengthOf(column);
    const left = project(column, basis);
    if (left <= collinear * own) continue;
    condition = Math.max(condition, raw / left);
    basis.push(unit(column, left));
  }
  const p = basis.length;
  let logDeterminant = 0;
  for (const { column, raw, rest } of independentColumns(y)) {
    const own = lengthOf(column);
    const left = project(column, basis);
    if (left <= roundings * rounding * Math.max(raw, condition * own)) return undefined;
    logDeterminant += 2 * Math.log(left / rest);
    basis.push(unit(column, left));
  }
  return { logDeterminant, p, q: basis.length - p };
}

const isSingle = (values: Float64Array): boolean => values.every((value) => Math.fround(value) === value);

interface IndependentColumn {
  /** Centred. */
  readonly column: Float64Array;
  /** Its length before it was centred. */
  readonly raw: number;
  /** The length that the columns before it leave. */
  readonly rest: number;
}

/** Columns that add a direction to those before them. */
function independentColumns({ values, samples, dimensions }: Variable): IndependentColumn[] {
  const basis: Float64Array[] = [];
  const out: IndependentColumn[] = [];
  for (let j = 0; j < dimensions; j++) {
    const column = Float64Array.from({ length: samples }, (_, i) => values[i * dimensions + j]);
    const raw = lengthOf(column);
    const mean = column.reduce((sum, value) => sum + value, 0) / samples;
    for (let i = 0; i < samples; i++) column[i] -= mean;
    const rest = column.slice();
    const left = project(rest, basis);
    if (left <= collinear * lengthOf(column)) continue;
    basis.push(unit(rest, left));
    out.push({ column, raw, rest: left });
  }
  return out;
}

/** Takes the directions of the basis out of a column, in place, and gives the length that is left. */
function project(column: Float64Array, basis: readonly Float64Array[]): number {
  for (let pass = 0; pass < 2; pass++)
    for (const direction of basis) {
      let along = 0;
      for (let i = 0; i < column.length; i++) along += direction[i] * column[i];
      for (let i = 0; i < column.length; i++) column[i] -= along * direction[i];
    }
  return lengthOf(column);
}

const lengthOf = (column: Float64Array): number => Math.sqrt(column.reduce((sum, value) => sum + value * value, 0));

const unit = (column: Float64Array, length: number): Float64Array => column.map((value) => value / length);
