import type { Symbols } from '../estimators/discrete/symbols';
import { determines } from '../estimators/discrete/determined';
import type { Variable } from '../types/variable';
import { distinctPairs } from './distinctRows';

/** Single precision moves a multiple of the step by less than this share of the step. */
const rounding = 0.1;
/** At least this share of the rows that there can be occurs. */
const filled = 0.25;

/**
 * Whether rows repeat by their nature: every column holds multiples of a step of its own, and a quarter of all rows of
 * such multiples occurs (counts, codes of symbols, coarsely rounded numbers), or the columns are one-hot. Numbers of a
 * density that were drawn again lie at no multiples of a step.
 */
export function areWholeNumbers(variable: Variable, rows: Symbols): boolean {
  if (variable.kind === 'discrete') return false;
  const { values, samples, dimensions } = variable;
  let places = 1;
  let mostOfAColumn = 0;
  for (let j = 0; j < dimensions; j++) {
    if (isFine(variable, j)) return false;
    const seen = new Set<number>();
    for (let i = j; i < samples * dimensions; i += dimensions) seen.add(values[i]);
    const ofColumn = placesOf(Float64Array.from(seen).sort());
    if (ofColumn === Infinity) return false;
    places *= ofColumn;
    mostOfAColumn = Math.max(mostOfAColumn, seen.size);
  }
  return rows.alphabet >= filled * places || (mostOfAColumn === 2 && isOneHot(variable));
}

/**
 * Whether two of some values are so near each other that a column would have more than four times as many multiples as
 * there are samples: no quarter of these occurs.
 */
function isFine({ values, samples, dimensions }: Variable, j: number): boolean {
  const count = Math.min(samples, Math.ceil(6 * Math.sqrt(samples)));
  const some = new Float64Array(count);
  for (let i = 0; i < count; i++) some[i] = values[Math.floor((i * samples) / count) * dimensions + j];
  some.sort();
  const finest = (some[count - 1] - some[0]) / (samples / filled + 1);
  for (let i = 1; i < count; i++) if (some[i] > some[i - 1] && some[i] - some[i - 1] < finest) return true;
  return false;
}

/** How many multiples of the least step there are from the least to the largest value; infinite where not all are. */
function placesOf(sorted: Float64Array): number {
  const last = sorted.length - 1;
  let step = Infinity;
  for (let i = 0; i < last; i++) step = Math.min(step, sorted[i + 1] - sorted[i]);
  const isMultiple = (value: number): boolean => {
    const place = (value - sorted[0]) / step;
    return Math.abs(place - Math.round(place)) < rounding;
  };
  return sorted.every(isMultiple) ? Math.round((sorted[last] - sorted[0]) / step) + 1 : Infinity;
}

/** Whether at most one column of every row is not 0. */
function isOneHot({ values, samples, dimensions }: Variable): boolean {
  for (let i = 0; i < samples; i++) {
    let set = 0;
    for (let j = 0; j < dimensions; j++) if (values[i * dimensions + j] !== 0) set++;
    if (set > 1) return false;
  }
  return true;
}

/** One side of a pair: its rows as codes, and whether they repeat by their nature. */
export interface WholeSide {
  readonly rows: Symbols;
  readonly isWhole: boolean;
}

/**
 * Whether rows of whole numbers determine the other side as often as they repeat. They are symbols then, and what they
 * share is an entropy; of numbers of a density it would be infinite. The side that determines has to be the whole one:
 * rows of a density that were drawn again determine whatever came with them.
 */
export function areSymbolsTogether(x: WholeSide, y: WholeSide): boolean {
  if (!x.isWhole && !y.isWhole) return false;
  const cells = distinctPairs(x.rows, y.rows).alphabet;
  return (x.isWhole && determines(x.rows, y.rows, cells)) || (y.isWhole && determines(y.rows, x.rows, cells));
}
