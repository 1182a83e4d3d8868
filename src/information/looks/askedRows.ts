import { Random } from '../../base/random';
import type { Variable } from '../types/variable';
import { standardised, type StandardRows } from './standardRows';

/** Rows whose distances to all others are looked at: fewer where that is much work, counted in differences. */
const mostAsked = 128;
const leastAsked = 32;
const mostWork = 2e7;

/** Some rows of one or two variables, and how far all rows are from each of them. */
export interface AskedRows {
  readonly samples: number;
  readonly columns: number;
  /** Row numbers, in a random order that depends on the samples alone: of fewer rows it is the beginning. */
  readonly asked: Int32Array;
  /** The distances [samples] of all rows from an asked one, valid until the next are asked for. */
  readonly from: (at: number) => Float64Array;
  /** The rows themselves, made when they are needed. */
  readonly rows: () => StandardRows;
}

/**
 * The asked rows of one variable. Distances are the largest difference over columns, in standard deviations. Those that
 * were asked for are kept, 128 N numbers at most, and no more than 32 N or 2e7 over the number of columns for large N.
 */
export function askedRows(variable: Variable): AskedRows {
  const { samples, dimensions } = variable;
  const rows = standardised([variable]);
  const asked = new Random(samples).fork('tight groups').permutation(samples).slice(0, countOf(samples, dimensions));
  const distances: Float64Array[] = [];
  const from = (at: number): Float64Array => (distances[at] ??= distancesFrom(rows, asked[at]));
  return { samples, columns: dimensions, asked, from, rows: () => rows };
}

/** The asked rows of two variables side by side: the distance of two rows is the larger one of both sides. */
export function askedTogether(x: AskedRows, y: AskedRows, variables: readonly [Variable, Variable]): AskedRows {
  const { samples } = x;
  const columns = x.columns + y.columns;
  const asked = x.asked.subarray(0, countOf(samples, columns));
  const both = new Float64Array(samples);
  const from = (at: number): Float64Array => {
    const [one, other] = [x.from(at), y.from(at)];
    for (let i = 0; i < samples; i++) both[i] = one[i] > other[i] ? one[i] : other[i];
    return both;
  };
  let rows: StandardRows | undefined;
  return { samples, columns, asked, from, rows: () => (rows ??= standardised(variables)) };
}

const countOf = (samples: number, columns: number): number =>
  Math.min(mostAsked, Math.max(leastAsked, Math.floor(mostWork / samples / columns)));

/** Two maxima at a time do not wait for each other. */
function distancesFrom({ values, columns, samples }: StandardRows, row: number): Float64Array {
  const distances = new Float64Array(samples);
  const own = values.slice(row * columns, (row + 1) * columns);
  const even = columns - (columns % 2);
  for (let i = 0, at = 0; i < samples; i++) {
    let [one, other] = [0, 0];
    for (let j = 0; j < even; j += 2, at += 2) {
      one = Math.max(one, Math.abs(values[at] - own[j]));
      other = Math.max(other, Math.abs(values[at + 1] - own[j + 1]));
    }
    if (even < columns) one = Math.max(one, Math.abs(values[at++] - own[even]));
    distances[i] = Math.max(one, other);
  }
  return distances;
}
