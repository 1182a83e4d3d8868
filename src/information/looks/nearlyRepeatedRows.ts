import { Random } from '../../base/random';
import type { Variable } from '../types/variable';

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
export function samplesWithoutNearCopies(x: Variable, y: Variable): Int32Array | undefined {
  if (x.kind === 'discrete' || y.kind === 'discrete') return undefined;
  const { samples } = x;
  if (samples < 2 * asked) return undefined;
  const rows = standardised(x, y);
  const all = Int32Array.from({ length: samples }, (_, i) => i);
  const some = new Random(samples).permutation(samples).slice(0, asked);
  const withCopies = (of: Int32Array): number => of.reduce((sum, i) => sum + (copiesOf(rows, i).length > 0 ? 1 : 0), 0);
  if (withCopies(Int32Array.from(some)) < (share * asked) / 2) return undefined;
  const group = Int32Array.from(all);
  const first = (i: number): number => (group[i] === i ? i : (group[i] = first(group[i])));
  let having = 0;
  for (const i of all) {
    const copies = copiesOf(rows, i);
    if (copies.length > 0) having++;
    for (const copy of copies) {
      const [a, b] = [first(i), first(copy)];
      group[Math.max(a, b)] = Math.min(a, b);
    }
  }
  return having >= share * samples ? all.filter((i) => first(i) === i) : undefined;
}

/** Rows of both, each column over its standard deviation: [samples, columns]. */
interface Rows {
  readonly values: Float64Array;
  readonly columns: number;
  readonly samples: number;
}

function standardised(x: Variable, y: Variable): Rows {
  const { samples } = x;
  const columns = x.dimensions + y.dimensions;
  const values = new Float64Array(samples * columns);
  let to = 0;
  for (const side of [x, y])
    for (let j = 0; j < side.dimensions; j++, to++) {
      let [mean, square] = [0, 0];
      for (let i = 0; i < samples; i++) mean += side.values[i * side.dimensions + j] / samples;
      for (let i = 0; i < samples; i++) square += (side.values[i * side.dimensions + j] - mean) ** 2 / samples;
      const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
      for (let i = 0; i < samples; i++) values[i * columns + to] = side.values[i * side.dimensions + j] * scale;
    }
  return { values, columns, samples };
}

/** The rows before the first gap among the nearest; none where there is no gap. */
function copiesOf({ values, columns, samples }: Rows, row: number): number[] {
  const nearest = new Float64Array(mostCopies + 1).fill(Infinity);
  const rows = new Int32Array(mostCopies + 1);
  for (let i = 0; i < samples; i++) {
    if (i === row) continue;
    const limit = nearest[mostCopies];
    let distance = 0;
    for (let a = row * columns, b = i * columns, end = a + columns; a < end && distance < limit; a++, b++)
      distance = Math.max(distance, Math.abs(values[a] - values[b]));
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
