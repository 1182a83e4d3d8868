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
  for (let j = 0; j < dimensions; j++) {
    if (isSorted(variable.values, samples, dimensions, j)) continue;
    const values = Float64Array.from({ length: samples }, (_, i) => variable.values[i * dimensions + j]);
    for (const looked of kind === 'discrete' ? [values] : [values, sizes(values)]) {
      const column = looked && centredColumn(looked);
      if (column !== undefined) columns.push(column);
    }
  }
  if (kind === 'discrete') {
    const agreeing = agreement(rows());
    if (agreeing === 'sorted') return undefined;
    if (agreeing !== undefined) columns.push(agreeing);
  }
  const limit = standardNormalQuantile(1 - falseAlarm / 2 / Math.max(1, columns.length));
  const standing = ({ at, deviation }: Column, lag: number): number => {
    const size = Math.abs(at(lag));
    return size > limit * deviation ? size : 0;
  };
  const followed = columns
    .map((column) => ({ column, first: standing(column, 1) }))
    .filter(({ first }) => first > 0)
    .sort((a, b) => b.first - a.first)
    .slice(0, mostColumns);
  if (followed.length === 0) return undefined;
  return (lag) => followed.reduce((most, { column }) => Math.max(most, standing(column, lag)), 0);
}

interface Column {
  /** Its correlation with itself at a lag. */
  readonly at: (lag: number) => number;
  /** The standard deviation of the correlation at lag 1 where rows are exchangeable. */
  readonly deviation: number;
}

/** Undefined for a constant column. */
function centredColumn(values: Float64Array): Column | undefined {
  const samples = values.length;
  const column = new Float64Array(samples);
  let mean = 0;
  for (let i = 0; i < samples; i++) mean += values[i] / samples;
  let squares = 0;
  for (let i = 0; i < samples; i++) squares += (column[i] = values[i] - mean) ** 2;
  if (!(squares > 0)) return undefined;
  return {
    at: (lag) => {
      let sum = 0;
      for (let i = lag; i < samples; i++) sum += column[i] * column[i - lag];
      return (sum / squares) * (samples / (samples - lag)) + 1 / samples;
    },
    deviation: 1 / Math.sqrt(samples),
  };
}

/**
 * Distances from the median, in units of their own median and at most 3 of them, so that no tail dominates their
 * correlation. Undefined where more than half of the values are equal.
 */
function sizes(values: Float64Array): Float64Array | undefined {
  const some = spread(values);
  const centre = middle(some);
  const scale = middle(some.map((value) => Math.abs(value - centre)));
  return scale > 0 ? values.map((value) => Math.min(largestSize, Math.abs(value - centre) / scale)) : undefined;
}

const spread = (values: Float64Array): Float64Array => {
  const length = Math.min(rowsForScale, values.length);
  return Float64Array.from({ length }, (_, i) => values[Math.floor((i * values.length) / length)]);
};

const middle = (values: Float64Array): number => values.slice().sort()[values.length >> 1];

function isSorted(values: Float64Array, samples: number, dimensions: number, j: number): boolean {
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
function agreement({ codes, counts, alphabet }: Symbols): Column | 'sorted' | undefined {
  const samples = codes.length;
  if (alphabet < 2) return undefined;
  let changes = 0;
  for (let i = 1; i < samples; i++) if (codes[i] !== codes[i - 1]) changes++;
  if (changes === alphabet - 1 && alphabet < samples) return 'sorted';
  let [q, cubes] = [0, 0];
  for (const count of counts) {
    q += (count / samples) * ((count - 1) / (samples - 1));
    cubes += (count / samples) ** 3;
  }
  // With fewer agreements by chance, their number is not normal.
  if (q * samples < fewestAgreements || q === 1) return undefined;
  // The agreements of neighbouring pairs of rows share a symbol.
  const variance = (q * (1 - q) + 2 * Math.max(0, cubes - q * q)) / samples;
  return {
    at: (lag) => {
      let agreeing = 0;
      for (let i = lag; i < samples; i++) if (codes[i] === codes[i - lag]) agreeing++;
      return (agreeing / (samples - lag) - q) / (1 - q);
    },
    deviation: Math.sqrt(variance) / (1 - q),
  };
}
