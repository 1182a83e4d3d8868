import { Random } from '../../base/random';
import type { Symbols } from '../estimators/discrete/symbols';
import type { Variable } from '../types/variable';

/** Rows that are asked, and neighbours of each. */
const asked = 64;
const neighbors = 64;
/** A group has so many other rows at least, and the next row is farther than all of them by this factor. */
const fewestOthers = 4;
const gap = 2;
/** This share of the rows is in such groups, and of these groups so many have one symbol. */
const share = 0.5;
const pure = 0.95;
/** There are this many times as many groups as symbols: tight classes are groups of their own. */
const groupsASymbol = 2;

/**
 * How many tight groups of one symbol each the rows of a state fall into, or undefined where they do not. For each of
 * some rows its distances to the nearest others are put in order; it is in a group where one of them is twice the one
 * before. Of a density in d dimensions the (k+1)-th neighbour is twice as far as the k-th with the probability 2^-dk
 * (volumes of nested balls are ordered uniform variables): over k >= 4 that is one row in eight at most, and half are
 * asked for. Repeated measurements of one thing, such as a person, look like this, and then say as much of the symbols
 * as there are things, not rows. So do states near few points, which are no fault; samples cannot tell them apart.
 */
export function groupedRows(state: Variable, symbols: Symbols): number | undefined {
  const { samples } = state;
  if (samples < 2 * neighbors) return undefined;
  const scales = inverseSpreads(state);
  const some = new Random(samples).fork('grouped rows').permutation(samples).slice(0, asked);
  const sizes: number[] = [];
  let ofOneSymbol = 0;
  for (const row of some) {
    const { distances, rows } = nearest(state, scales, row);
    const others = groupOf(distances);
    if (others === undefined) continue;
    sizes.push(others + 1);
    if (rows.slice(0, others).every((other) => symbols.codes[other] === symbols.codes[row])) ofOneSymbol++;
  }
  if (sizes.length < share * some.length || ofOneSymbol < pure * sizes.length) return undefined;
  const size = sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)];
  const groups = Math.round(samples / size);
  return groups >= groupsASymbol * symbols.alphabet ? groups : undefined;
}

/** The number of neighbours before the widest gap, or undefined where no gap is wide. */
function groupOf(distances: Float64Array): number | undefined {
  let best: number | undefined;
  let widest = gap;
  for (let k = fewestOthers; k < distances.length; k++) {
    const ratio = distances[k] / distances[k - 1];
    if (distances[k - 1] > 0 && ratio >= widest) [best, widest] = [k, ratio];
  }
  return best;
}

function inverseSpreads({ values, samples, dimensions }: Variable): Float64Array {
  return Float64Array.from({ length: dimensions }, (_, j) => {
    let [mean, square] = [0, 0];
    for (let i = j; i < values.length; i += dimensions) mean += values[i] / samples;
    for (let i = j; i < values.length; i += dimensions) square += (values[i] - mean) ** 2 / samples;
    return square > 0 ? 1 / Math.sqrt(square) : 0;
  });
}

/** The nearest other rows of one, by the largest difference over columns. */
function nearest(
  { values, samples, dimensions }: Variable,
  scales: Float64Array,
  row: number,
): { distances: Float64Array; rows: Int32Array } {
  const distances = new Float64Array(samples);
  for (let i = 0; i < samples; i++)
    for (let j = 0; j < dimensions; j++)
      distances[i] = Math.max(
        distances[i],
        scales[j] * Math.abs(values[i * dimensions + j] - values[row * dimensions + j]),
      );
  const rows = Int32Array.from(distances.keys())
    .filter((i) => i !== row)
    .sort((a, b) => distances[a] - distances[b])
    .slice(0, neighbors);
  return { distances: Float64Array.from(rows, (i) => distances[i]), rows };
}
