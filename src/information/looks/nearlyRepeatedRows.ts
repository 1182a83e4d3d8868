import { Random } from '../../base/random';
import type { Variable } from '../types/variable';
import { standardColumns, type StandardColumns } from './standardColumns';

/** A row and the copies of it are at most so many. */
const mostCopies = 16;
/** Copies are nearer than the next row by this factor. */
const gap = 30;
/** This share of the rows has copies. */
const share = 1 / 3;
/** Rows that are asked first. */
const asked = 64;

/**
 * The samples to keep where rows of X and Y together are copies of others but for a small noise, or undefined where
 * they are not. For each row, its distances to the nearest rows are put in order; a row has copies where one of the
 * first 16 is 30 times as far as the one before.
 *
 * Of independent samples with a density in d dimensions, the (k+1)-th neighbour is 30 times as far as the k-th with the
 * probability 30^-dk (volumes of nested balls are ordered uniform variables): in one dimension 3.4 % of the rows have
 * such a gap, in two 0.1 %, and a third never does. Two sides that both follow from seldom repeated symbols look the
 * same as copies. Distances of zero are left out: rows that repeat exactly are looked at by themselves.
 */
export function samplesWithoutNearCopies(
  x: Variable,
  y: Variable,
  columns: readonly StandardColumns[] = [standardColumns(x), standardColumns(y)],
): Int32Array | undefined {
  if (x.kind === 'discrete' || y.kind === 'discrete') return undefined;
  const { samples } = x;
  if (samples < 2 * asked) return undefined;
  const rows = { columns, samples };
  const some = new Random(samples).permutation(samples).subarray(0, asked);
  const withCopies = some.reduce((sum, i) => sum + (mayHaveCopies(rows, i) && copiesOf(rows, i).length > 0 ? 1 : 0), 0);
  if (withCopies < (share * asked) / 2) return undefined;
  const all = Int32Array.from({ length: samples }, (_, i) => i);
  const group = Int32Array.from(all);
  const first = (i: number): number => (group[i] === i ? i : (group[i] = first(group[i])));
  let having = 0;
  for (const i of all) {
    const copies = mayHaveCopies(rows, i) ? copiesOf(rows, i) : [];
    if (copies.length > 0) having++;
    for (const copy of copies) {
      const [a, b] = [first(i), first(copy)];
      group[Math.max(a, b)] = Math.min(a, b);
    }
  }
  return having >= share * samples ? all.filter((i) => first(i) === i) : undefined;
}

/** Rows of both sides. */
interface Rows {
  readonly columns: readonly StandardColumns[];
  readonly samples: number;
}

/** The largest difference of two rows over all columns; where it exceeds `enough`, some difference that does. */
function distanceOf(columns: readonly StandardColumns[], one: number, other: number, enough: number): number {
  let distance = 0;
  for (const { values, dimensions, scales } of columns) {
    for (let j = 0, a = one * dimensions, b = other * dimensions; j < dimensions; j++, a++, b++) {
      const apart = Math.abs(values[a] * scales[j] - values[b] * scales[j]);
      if (apart > distance) distance = apart;
      if (distance > enough) return distance;
    }
  }
  return distance;
}

/** Rounding of a distance that was found in another way. */
const rounding = 1e-9;

/**
 * Whether a row may have copies: where no row is nearer than a 30th of a limit of the 17th nearest, there is no gap
 * before it. Most rows differ by more than that in one of their first columns.
 */
const mayHaveCopies = (rows: Rows, row: number): boolean =>
  hasNearer(rows, row, Math.max(...rows.columns.map(({ range }) => range))) &&
  hasNearer(rows, row, farthestOfFirst(rows, row));

/** The largest distance to the first 17 rows, which the 17th nearest is not beyond. */
function farthestOfFirst({ columns, samples }: Rows, row: number): number {
  let farthest = 0;
  let known = 0;
  for (let i = 0; i < samples && known <= mostCopies; i++) {
    const distance = i === row ? 0 : distanceOf(columns, row, i, Infinity);
    if (distance > 0) known++;
    farthest = Math.max(farthest, distance);
  }
  return farthest;
}

/** Whether a row, not an equal one, is nearer than a 30th of `limit`; or fewer than 17 are not equal. */
function hasNearer({ columns, samples }: Rows, row: number, limit: number): boolean {
  const near = limit / (gap * (1 - rounding));
  const [one, other] = [columns[0].first, columns[columns.length - 1].first];
  let apart = 0;
  for (let i = 0; i < samples; i++) {
    if (Math.abs(one[row] - one[i]) > near || Math.abs(other[row] - other[i]) > near) {
      apart++;
      continue;
    }
    const distance = distanceOf(columns, row, i, near);
    if (distance > near) apart++;
    else if (distance > 0) return true;
  }
  return apart <= mostCopies;
}

/** The rows before the first gap among the nearest; none where there is no gap. */
function copiesOf({ columns, samples }: Rows, row: number): number[] {
  const nearest = new Float64Array(mostCopies + 1).fill(Infinity);
  const rows = new Int32Array(mostCopies + 1);
  for (let i = 0; i < samples; i++) {
    if (i === row) continue;
    const limit = nearest[mostCopies];
    const distance = distanceOf(columns, row, i, limit);
    if (distance === 0 || distance >= limit) continue;
    let at = mostCopies;
    for (; at > 0 && nearest[at - 1] > distance; at--) {
      nearest[at] = nearest[at - 1];
      rows[at] = rows[at - 1];
    }
    nearest[at] = distance;
    rows[at] = i;
  }
  for (let k = 1; k <= mostCopies; k++) if (nearest[k] > gap * nearest[k - 1]) return [...rows.subarray(0, k)];
  return [];
}
