import type { Symbols } from '../estimators/discrete/symbols';
import { AutocorrelationSums } from '../numerics/autocorrelationSums';
import { standardNormalQuantile } from '../numerics/special';
import type { Variable } from '../types/variable';
import { agreementByChance, areBlocks, clippedInto, isSorted, sizesInto } from './serialCorrelation';

/** Some lag of a variable whose rows are in no order stands out with at most this probability. */
const falseAlarm = 0.002;
/** With fewer samples, no correlation but a nearly full one stands out among all lags. */
const fewestSamples = 60;
/** Columns that are looked at, evenly spread: fewer where there are more rows than these in all of them. */
const mostColumns = 16;
const leastColumns = 4;
const mostWork = 2 ** 16;
/** Classes of symbols whose agreements are counted: further symbols share them. */
const mostClasses = 8;
/** Far in the tail, a number of agreements is normal only where more than so many come by chance. */
const fewestAgreements = 100;
/** Lags that are searched, and those to which the multiples of one are followed, as shares of the samples. */
const searched = 0.25;
const followed = 0.75;

/** How much rows resemble those at each lag before, the largest absolute correlation over columns. */
export interface DistantLags {
  /** 0 where it may be chance at one of all lags. Lags of up to a quarter of the samples. */
  readonly certain: Float64Array;
  /** 0 where it may be chance at this lag. Lags of up to three quarters of the samples. */
  readonly likely: Float64Array;
}

/**
 * The correlation of a variable with itself at every lag: sequences that stand side by side, each step a block of rows,
 * resemble themselves only at the length of a block. Undefined where no lag beyond the first stands out. Of
 * exchangeable rows a correlation at lag k is nearly normal with the variance 1 / (N - k) (Wald and Wolfowitz 1943) as
 * numbers are cut at three median deviations; the limit is that of the largest over lags and columns (Bonferroni).
 *
 * Sorted rows are not looked at, as in `serialCorrelation`.
 */
export function distantLags(variable: Variable, rows: () => Symbols): DistantLags | undefined {
  const { samples, kind } = variable;
  if (samples < fewestSamples) return undefined;
  const symbols = kind === 'discrete' ? rows() : undefined;
  if (symbols !== undefined && areBlocks(symbols)) return undefined;
  const parts = symbols === undefined ? ofNumbers(variable) : ofSymbols(symbols);
  const last = Math.floor(searched * samples);
  const quantile = (chance: number): number => standardNormalQuantile(1 - chance / 2 / Math.max(1, parts.length));
  const [strict, single] = [quantile(falseAlarm / last), quantile(falseAlarm)];
  const certain = new Float64Array(last + 1);
  const likely = new Float64Array(Math.floor(followed * samples) + 1);
  let any = false;
  for (const { at, deviation } of parts)
    for (let lag = 2; lag < likely.length; lag++) {
      const size = Math.abs(at(lag));
      const spread = deviation * Math.sqrt(samples / (samples - lag));
      if (size <= single * spread) continue;
      likely[lag] = Math.max(likely[lag], size);
      if (lag > last || size <= strict * spread) continue;
      certain[lag] = Math.max(certain[lag], size);
      any = true;
    }
  return any ? { certain, likely } : undefined;
}

interface Part {
  readonly at: (lag: number) => number;
  /** The standard deviation where rows are exchangeable, of as many pairs as there are rows. */
  readonly deviation: number;
}

/** The numbers of each column, and the sizes of their deviations. */
function ofNumbers({ values, samples, dimensions }: Variable): Part[] {
  const sums = new AutocorrelationSums(samples);
  const parts: Part[] = [];
  const most = Math.max(leastColumns, Math.min(mostColumns, Math.floor(mostWork / samples)));
  const count = Math.min(most, dimensions);
  for (let of = 0; of < count; of++) {
    const j = Math.floor((of * dimensions) / count);
    if (isSorted(values, samples, dimensions, j)) continue;
    const column = Float64Array.from({ length: samples }, (_, i) => values[i * dimensions + j]);
    const sizes = new Float64Array(samples);
    if (!sizesInto(sizes, column)) {
      const part = ofCommonest(column, sums);
      if (part !== undefined) parts.push(part);
      continue;
    }
    clippedInto(column, column);
    const [ofValues, ofSizes] = [new Float64Array(samples), new Float64Array(samples)];
    sums.add(centred(column), centred(sizes), ofValues, ofSizes);
    for (const products of [ofValues, ofSizes]) {
      const squares = products[0];
      if (!(squares > 0)) continue;
      const at = (lag: number): number => (products[lag] / squares) * (samples / (samples - lag)) + 1 / samples;
      parts.push({ at, deviation: 1 / Math.sqrt(samples) });
    }
  }
  return parts;
}

/** Of a column of which more than half is one value: whether a row has it. */
function ofCommonest(column: Float64Array, sums: AutocorrelationSums): Part | undefined {
  const samples = column.length;
  const middle = Float64Array.from(column).sort()[samples >> 1];
  const codes = Int32Array.from(column, (value) => (value === middle ? 0 : 1));
  const others = codes.reduce((sum, code) => sum + code, 0);
  if (others ** 2 < fewestAgreements * samples) return undefined;
  return agreements({ codes, alphabet: 2, counts: Int32Array.of(samples - others, others) }, sums);
}

function ofSymbols({ codes, alphabet }: Symbols): Part[] {
  const classes = Math.min(alphabet, mostClasses);
  const counts = new Int32Array(classes);
  const coded = codes.map((code) => code % classes);
  for (const code of coded) counts[code]++;
  const part = agreements({ codes: coded, alphabet: classes, counts }, new AutocorrelationSums(codes.length));
  return part === undefined ? [] : [part];
}

/** (p - q)/(1 - q) of the share p of rows that equal the row `lag` before and its value q by chance. */
function agreements(symbols: Symbols, sums: AutocorrelationSums): Part | undefined {
  const { codes, alphabet } = symbols;
  const samples = codes.length;
  const { q, deviation } = agreementByChance(symbols);
  if (alphabet < 2 || q * samples < fewestAgreements || (1 - q) * samples < fewestAgreements) return undefined;
  const [agreeing, further] = [new Float64Array(samples), new Float64Array(samples)];
  const is = (symbol: number): Float64Array => Float64Array.from(codes, (code) => (code === symbol ? 1 : 0));
  for (let symbol = 0; symbol < alphabet; symbol += 2) sums.add(is(symbol), is(symbol + 1), agreeing, further);
  const at = (lag: number): number => ((agreeing[lag] + further[lag]) / (samples - lag) - q) / (1 - q);
  return { at, deviation };
}

function centred(values: Float64Array): Float64Array {
  let mean = 0;
  for (const value of values) mean += value / values.length;
  for (let i = 0; i < values.length; i++) values[i] -= mean;
  return values;
}
