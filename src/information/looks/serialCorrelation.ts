import type { Symbols } from '../estimators/discrete/symbols';
import { standardNormalQuantile } from '../numerics/special';
import type { Variable } from '../types/variable';

/** A variable is taken for ordered in time by chance with at most this probability. */
const falseAlarm = 0.002;
/** With fewer samples, a lag-1 correlation says little. */
const fewestSamples = 30;
/** Columns whose correlation over time is followed to longer lags: those with the largest at lag 1. */
const mostColumns = 8;
/** Rows, evenly spread, from which a column's centre and scale are read; sizes of deviations are cut at some scales. */
const rowsForScale = 101;
const largestSize = 3;
/** Symbols that agree by chance less often than this are not compared. */
const fewestAgreements = 20;

/**
 * How much a variable's rows resemble those before them: the largest correlation, over columns, between rows that are
 * `lag` apart, in absolute value; 0 where it may be chance.
 */
export type SerialCorrelation = (lag: number) => number;

/**
 * The correlation between rows and the rows before them, or undefined where rows may be in any order. Of exchangeable
 * rows a lag-1 correlation has mean -1/(N-1) and variance about 1/N whatever the marginal law (Wald and Wolfowitz
 * 1943). The limit is that of the largest over all columns (Bonferroni). The rows of symbols are compared by how often
 * they agree, and those of numbers also by the sizes of their deviations: calm and wild times make two unrelated
 * sequences look dependent where neither resembles its own past in sign.
 *
 * Sorted rows are not taken for a sequence in time: blocks of one symbol each, or a column that only rises or only
 * falls (other than a counter, whose steps are equal).
 */
export function serialCorrelation(variable: Variable, rows: () => Symbols): SerialCorrelation | undefined {
  const { samples, dimensions, kind } = variable;
  if (samples < fewestSamples) return undefined;
  const columns: Column[] = [];
  const add = (values: Float64Array, follow: Column['follow']): void => {
    const first = autocorrelationOf(values)?.(1);
    if (first !== undefined) columns.push({ first, deviation: 1 / Math.sqrt(samples), follow });
  };
  const [values, bySize] = [new Float64Array(samples), new Float64Array(samples)];
  for (let j = 0; j < dimensions; j++) {
    if (isSorted(variable.values, samples, dimensions, j)) continue;
    copyColumn(variable, j, values);
    const hasSizes = kind !== 'discrete' && sizesInto(bySize, values);
    add(values, () => autocorrelation(variable, j, false));
    if (hasSizes) add(bySize, () => autocorrelation(variable, j, true));
  }
  if (kind === 'discrete') {
    const agreeing = agreement(rows());
    if (agreeing === 'sorted') return undefined;
    if (agreeing !== undefined) columns.push(agreeing);
  }
  const limit = standardNormalQuantile(1 - falseAlarm / 2 / Math.max(1, columns.length));
  const standing = (correlation: number, { deviation }: Column): number => {
    const size = Math.abs(correlation);
    return size > limit * deviation ? size : 0;
  };
  const followed = columns
    .map((column) => ({ column, first: standing(column.first, column) }))
    .filter(({ first }) => first > 0)
    .sort((a, b) => b.first - a.first)
    .slice(0, mostColumns)
    .map(({ column }) => ({ column, at: column.follow() }));
  if (followed.length === 0) return undefined;
  return (lag) => followed.reduce((most, { column, at }) => Math.max(most, standing(at(lag), column)), 0);
}

interface Column {
  /** Its correlation with itself at lag 1. */
  readonly first: number;
  /** The standard deviation of the correlation at lag 1 where rows are exchangeable. */
  readonly deviation: number;
  /** Makes its correlation with itself at any lag: few columns are followed. */
  readonly follow: () => (lag: number) => number;
}

function copyColumn({ values, dimensions }: Variable, j: number, into: Float64Array): void {
  for (let i = 0, at = j; i < into.length; i++, at += dimensions) into[i] = values[at];
}

/** The correlation of a column, or of the sizes of its deviations, with itself. */
function autocorrelation(variable: Variable, j: number, isOfSizes: boolean): (lag: number) => number {
  const values = new Float64Array(variable.samples);
  copyColumn(variable, j, values);
  if (isOfSizes) sizesInto(values, values);
  return autocorrelationOf(values) ?? (() => 0);
}

/** The correlation of values with those `lag` before; undefined where all are equal. It centres them in place. */
function autocorrelationOf(column: Float64Array): ((lag: number) => number) | undefined {
  const samples = column.length;
  let mean = 0;
  for (let i = 0; i < samples; i++) mean += column[i] / samples;
  let squares = 0;
  for (let i = 0; i < samples; i++) squares += (column[i] -= mean) ** 2;
  if (!(squares > 0)) return undefined;
  return (lag) => {
    let sum = 0;
    for (let i = lag; i < samples; i++) sum += column[i] * column[i - lag];
    return (sum / squares) * (samples / (samples - lag)) + 1 / samples;
  };
}

/**
 * Distances from the median, in units of their own median and at most 3 of them, so that no tail dominates their
 * correlation. There are none where more than half of the values are equal.
 */
export function sizesInto(sizes: Float64Array, values: Float64Array): boolean {
  const { centre, scale } = medians(values);
  if (!(scale > 0)) return false;
  for (let i = 0; i < values.length; i++) sizes[i] = Math.min(largestSize, Math.abs(values[i] - centre) / scale);
  return true;
}

/** Differences from the median, in units of the median distance from it and at most 3 of them. */
export function clippedInto(clipped: Float64Array, values: Float64Array): void {
  const { centre, scale } = medians(values);
  for (let i = 0; i < values.length; i++)
    clipped[i] = Math.max(-largestSize, Math.min(largestSize, (values[i] - centre) / scale));
}

/** The median, and the median distance from it, of some values. */
function medians(values: Float64Array): { readonly centre: number; readonly scale: number } {
  const some = spread(values);
  const centre = middle(some);
  for (let i = 0; i < some.length; i++) some[i] = Math.abs(some[i] - centre);
  return { centre, scale: middle(some) };
}

const spread = (values: Float64Array): Float64Array => {
  const some = new Float64Array(Math.min(rowsForScale, values.length));
  for (let i = 0; i < some.length; i++) some[i] = values[Math.floor((i * values.length) / some.length)];
  return some;
};

/** The value in the middle of their order, by Hoare's selection (1961). The values are put in another order. */
function middle(values: Float64Array): number {
  const place = values.length >> 1;
  let [from, to] = [0, values.length - 1];
  while (from < to) {
    const pivot = values[place];
    let [low, high] = [from, to];
    while (low <= high) {
      while (values[low] < pivot) low++;
      while (values[high] > pivot) high--;
      if (low > high) break;
      const held = values[low];
      values[low++] = values[high];
      values[high--] = held;
    }
    if (high < place) from = low;
    if (low > place) to = high;
  }
  return values[place];
}

export function isSorted(values: Float64Array, samples: number, dimensions: number, j: number): boolean {
  let up = true;
  let down = true;
  let even = true;
  const step = values[dimensions + j] - values[j];
  for (let i = 1; i < samples && (up || down); i++) {
    const rise = values[i * dimensions + j] - values[(i - 1) * dimensions + j];
    if (rise < 0) up = false;
    if (rise > 0) down = false;
    if (Math.abs(rise - step) > 1e-6 * Math.abs(step)) even = false;
  }
  return (up || down) && !even;
}

/**
 * (p - q)/(1 - q) of the share p of rows that equal the row `lag` before and its value q by chance (Cohen's kappa).
 * Undefined where rows hardly ever repeat; 'sorted' where each symbol is one block.
 */
function agreement(symbols: Symbols): Column | 'sorted' | undefined {
  const { codes, alphabet } = symbols;
  const samples = codes.length;
  if (alphabet < 2) return undefined;
  if (areBlocks(symbols)) return 'sorted';
  const { q, deviation } = agreementByChance(symbols);
  // With fewer agreements by chance, their number is not normal.
  if (q * samples < fewestAgreements || q === 1) return undefined;
  const at = (lag: number): number => {
    let agreeing = 0;
    for (let i = lag; i < samples; i++) if (codes[i] === codes[i - lag]) agreeing++;
    return (agreeing / (samples - lag) - q) / (1 - q);
  };
  return { first: at(1), deviation, follow: () => at };
}

/**
 * The share q of pairs of rows that agree where rows are exchangeable, and the standard deviation of (p - q)/(1 - q) of
 * the share p of as many pairs as there are rows: the agreements of neighbouring pairs share a symbol.
 */
export function agreementByChance({ codes, counts }: Symbols): { readonly q: number; readonly deviation: number } {
  const samples = codes.length;
  let [q, cubes] = [0, 0];
  for (const count of counts) {
    q += (count / samples) * ((count - 1) / (samples - 1));
    cubes += (count / samples) ** 3;
  }
  const variance = (q * (1 - q) + 2 * Math.max(0, cubes - q * q)) / samples;
  return { q, deviation: Math.sqrt(variance) / (1 - q) };
}

/** Whether each symbol is one block of rows. */
export function areBlocks({ codes, alphabet }: Symbols): boolean {
  let changes = 0;
  for (let i = 1; i < codes.length; i++) if (codes[i] !== codes[i - 1]) changes++;
  return changes === alphabet - 1 && alphabet < codes.length;
}
