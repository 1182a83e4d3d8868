import type { Random } from '../../base/random';
import { argsort } from '../numerics/argsort';
import { standardNormalQuantile } from '../numerics/special';
import type { Variable } from '../types/variable';
import { repeatedValues } from './repeatedValues';

/** Columns with fewer tied samples than this stay as they are. */
const manyTies = 0.1;
/** A single value with more than this share of the samples is a point mass, not the effect of rounding. */
const massShare = 0.1;

/** A variable whose ties are spread, and the largest share of tied samples of a column. */
export interface SpreadTies {
  readonly variable: Variable;
  readonly tieShare: number;
}

/**
 * The variable with the ties of each column spread over an interval of their own by independent uniform noise, or
 * undefined where no column has more than 10 % of ties. The original is a function of what results, and the noise is
 * independent of everything: so the information about any other variable is exactly the same (the distributional
 * transform; Rueschendorf 2009), and estimators for continuous variables may be used. Ranks are spread evenly: a column
 * with a point mass (zeros of a rectifier, saturated units) becomes the normal scores of its randomised ranks; in
 * others a value moves by less than half the distance to its neighbours.
 * @param repeated of every column, for those who know it already
 */
export function spreadTies(
  variable: Variable,
  random: Random,
  repeated: Int32Array = repeatedValues(variable),
): SpreadTies | undefined {
  const { values, samples, dimensions } = variable;
  let spread: Float64Array | undefined;
  let most = 0;
  for (let j = 0; j < dimensions; j++) {
    if (!mayHaveManyTies(repeated[j], samples)) continue;
    const column = new Float64Array(samples);
    for (let i = 0; i < samples; i++) column[i] = values[i * dimensions + j];
    const order = argsort(column);
    const { tied, largest } = tiesOf(column, order);
    most = Math.max(most, tied / samples);
    if (tied <= manyTies * samples) continue;
    spread ??= Float64Array.from(values);
    const moved = largest > massShare * samples ? randomScores(column, order, random) : jittered(column, order, random);
    for (let i = 0; i < samples; i++) spread[i * dimensions + j] = moved[i];
  }
  return spread && { variable: { ...variable, values: spread }, tieShare: most };
}

/** Whether a column in which so many samples repeat an earlier value may have more ties than are left alone. */
const mayHaveManyTies = (repeated: number, samples: number): boolean => 2 * repeated > manyTies * samples;

/** How many samples share their value with another, and how many have the commonest value. */
function tiesOf(column: Float64Array, order: ArrayLike<number>): { tied: number; largest: number } {
  let tied = 0;
  let largest = 1;
  for (const [from, to] of runs(column, order)) {
    if (to - from > 1) tied += to - from;
    largest = Math.max(largest, to - from);
  }
  return { tied, largest };
}

/** Normal scores of ranks in which ties are ordered at random. */
function randomScores(column: Float64Array, order: ArrayLike<number>, random: Random): Float64Array {
  const out = new Float64Array(column.length);
  for (const [from, to] of runs(column, order)) {
    const ranks = random.permutation(to - from);
    for (let i = from; i < to; i++)
      out[order[i]] = standardNormalQuantile((from + ranks[i - from] + 1) / (column.length + 1));
  }
  return out;
}

function jittered(column: Float64Array, order: ArrayLike<number>, random: Random): Float64Array {
  const out = Float64Array.from(column);
  const groups = [...runs(column, order)];
  groups.forEach(([from, to], g) => {
    if (to - from < 2) return;
    const value = column[order[from]];
    const below = g > 0 ? value - column[order[from - 1]] : undefined;
    const above = g + 1 < groups.length ? column[order[to]] - value : undefined;
    const [left, right] = [below ?? above ?? 1, above ?? below ?? 1];
    for (let i = from; i < to; i++) {
      const move = random.uniform() - 0.5;
      out[order[i]] = value + move * (move < 0 ? left : right);
    }
  });
  return out;
}

/** The ranges of equal values in a column's order. */
function* runs(column: Float64Array, order: ArrayLike<number>): Generator<[number, number]> {
  for (let from = 0; from < column.length;) {
    let to = from + 1;
    while (to < column.length && column[order[to]] === column[order[from]]) to++;
    yield [from, to];
    from = to;
  }
}
