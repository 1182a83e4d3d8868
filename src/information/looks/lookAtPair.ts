import type { Random } from '../../base/random';
import { groupedByLabel, groupedRows, type GroupedRows } from './groupedRows';
import { knows, knowsBoth } from '../estimators/auto/chooseEstimator';
import type { PreparedVariable } from '../job/preparedVariable';
import type { EstimatorOptions } from '../types/estimate';
import { reason, type InformationReason } from '../types/reasons';
import { warning, type InformationWarning } from '../types/warnings';
import { samplesWithoutCopies, type Side } from './repeatedRows';
import { samplesWithoutNearCopies } from './nearlyRepeatedRows';
import { orderAtLag, timeOrder, type TimeOrder } from './timeOrder';
import { someSamples, type VariableLook } from './variableLook';
import { areSymbolsTogether } from './wholeNumbers';

type Pair = readonly [PreparedVariable, PreparedVariable];

/** A pair as an estimator should see it. */
export interface LookedPair {
  /** Selections of nearly independent samples; the estimate is the mean over them. One, unless rows follow in time. */
  readonly parts: readonly Pair[];
  /** All samples, where the parts are selections of them. */
  readonly whole?: Pair;
  /** Whether rows follow each other in time: no limit is certified then, as all of them are of independent rows. */
  readonly inTime: boolean;
  /** Whether nothing is certified, as what is left of nearly equal rows may not be independent. */
  readonly nearCopies?: boolean;
  /** Where rows fall into tight groups, selections of one sample of each: no more is certain than holds of these. */
  readonly representatives?: readonly Pair[];
  readonly reasons: readonly InformationReason[];
  readonly warnings: readonly InformationWarning[];
}

/** Rows in time give so many selections at most: further ones say little new. */
const mostParts = 4;
/**
 * With fewer samples the standard error of a value near half a nat, about 1/sqrt(N), is a fifth of it or more; with
 * fewer for each column, a covariance is hardly known.
 */
const fewSamples = 100;
const samplesAColumn = 3;

/**
 * Looks at the data of a pair before any estimator does. Copies of rows are left out, and of rows that follow each
 * other in time every n-th is used: whatever estimates then sees samples that are nearly independent, as all of them
 * assume. For `auto` numbers of few different rows become symbols, and ties are spread. Each of these steps leaves the
 * information as it is, so that a bound stays one.
 *
 * A pair whose conditional density is known is left as it is.
 */
export function lookAtPair(x: VariableLook, y: VariableLook, options: EstimatorOptions, random: Random): LookedPair {
  const [one, other] = [x.prepared, y.prepared];
  if (knows(one, other) || knows(other, one) || knowsBoth(one, other))
    return { parts: [[x.prepared, y.prepared]], inTime: false, reasons: [], warnings: [] };
  const warnings: InformationWarning[] = [];
  const { samples } = x.prepared.variable;
  const together = areSymbolsTogether(x, y);
  const copied = together ? undefined : samplesWithoutCopies(side(x), side(y));
  const nearly = together || copied !== undefined ? undefined : nearCopies(x, y);
  const kept = copied ?? nearly;
  const [a, b] = kept === undefined ? [x, y] : [x.only(kept), y.only(kept)];
  if (copied !== undefined) warnings.push(warning('repeatedRows', samples, copied.length));
  if (nearly !== undefined) warnings.push(warning('nearlyRepeatedRows', samples, nearly.length));
  const inTime = timeOrderOf(a, b, kept?.length ?? samples);
  if (inTime !== undefined) warnings.push(timeWarning([a, b], inTime, kept?.length ?? samples));
  const left = inTime?.effectiveSamples ?? kept?.length ?? samples;
  const columns = x.prepared.variable.dimensions + y.prepared.variable.dimensions;
  if (left < Math.max(fewSamples, samplesAColumn * columns))
    warnings.push(warning('fewSamples', Math.round(left), columns));
  const suited = options.estimator === 'auto' ? suitedToAuto(a, b, together, random) : undefined;
  const pair: Pair = suited?.pair ?? [a.prepared, b.prepared];
  const grouped = options.effort === 'thorough' && inTime === undefined ? groupsOf(pair) : undefined;
  const ofGroups = grouped?.representatives.map((rows) => samplesOf(pair, rows));
  if (grouped?.areCopies) warnings.push(warning('nearlyRepeatedRows', samples, grouped.representatives[0].length));
  else if (grouped !== undefined) warnings.push(grouped.warning);
  return {
    parts: inTime !== undefined ? farApart(pair, inTime) : grouped?.areCopies && ofGroups ? ofGroups : [pair],
    ...(inTime !== undefined && { whole: pair }),
    inTime: inTime !== undefined,
    nearCopies: nearly !== undefined || grouped?.areCopies === true,
    ...(ofGroups !== undefined && !grouped?.areCopies && { representatives: ofGroups }),
    reasons: suited?.reasons ?? [],
    warnings: [...warnings, ...(suited?.warnings ?? [])],
  };
}

const side = ({ prepared, rows, symbols }: VariableLook): Side => ({
  isSymbolic: prepared.variable.kind === 'discrete',
  kind: symbols === undefined ? prepared.variable.kind : 'discrete',
  rows,
});

/** The samples to keep where rows are copies but for a small noise; none are looked for among symbols. */
const nearCopies = (x: VariableLook, y: VariableLook): Int32Array | undefined =>
  x.symbols === undefined && y.symbols === undefined
    ? samplesWithoutNearCopies(x.prepared.variable, y.prepared.variable, [x.standardColumns, y.standardColumns])
    : undefined;

/** An order at a distance is taken for that of the rows only where it leaves so much less. */
const farMore = 2;

/** Rows of either in any order are enough to know; those of fewer columns are looked at first. */
function timeOrderOf(x: VariableLook, y: VariableLook, samples: number): TimeOrder | undefined {
  const [few, many] = x.prepared.variable.dimensions <= y.prepared.variable.dimensions ? [x, y] : [y, x];
  const near = few.serial && timeOrder(few.serial, many.serial, samples);
  const far = few.distant && many.distant && orderAtLag(few.distant, many.distant, samples);
  if (near === undefined || far === undefined) return near ?? far;
  return farMore * far.effectiveSamples < near.effectiveSamples ? far : near;
}

function timeWarning(
  [x, y]: readonly [VariableLook, VariableLook],
  { effectiveSamples, stride, lag }: TimeOrder,
  samples: number,
): InformationWarning {
  const [one, other, worth] = [x.prepared.variable.name, y.prepared.variable.name, Math.round(effectiveSamples)];
  return lag === undefined
    ? warning('rowsInTime', one, other, samples, worth, stride)
    : warning('rowsAtLag', one, other, samples, worth, lag);
}

/** Groups of rows that may be repeated measurements of fewer things. */
function groupsOf([x, y]: Pair): GroupedRows | undefined {
  if (x.variable.kind === y.variable.kind)
    return x.variable.kind === 'continuous' ? groupedRows(x.variable, y.variable) : undefined;
  const [symbols, state] = x.variable.kind === 'discrete' ? [x, y] : [y, x];
  return groupedByLabel(state.variable, symbols.symbols);
}

/** Symbols for numbers with few different rows; between two continuous variables, ties are spread. */
function suitedToAuto(
  x: VariableLook,
  y: VariableLook,
  together: boolean,
  random: Random,
): Pick<LookedPair, 'reasons' | 'warnings'> & { readonly pair: Pair } {
  const reasons: InformationReason[] = [];
  const warnings: InformationWarning[] = [];
  const looks = [x, y].map((look) => {
    const symbols = together ? look.asSymbols : look.symbols;
    if (symbols === undefined || symbols === look.prepared) return look.prepared;
    reasons.push(reason('fewRows', look.prepared.variable.name, look.rows.alphabet));
    return symbols;
  });
  if (looks.every(({ variable }) => variable.kind === 'continuous'))
    for (const [i, look] of [x, y].entries()) {
      const spread = look.spread(i === 0 ? 'x' : 'y', random);
      if (spread === undefined) continue;
      looks[i] = spread.prepared;
      warnings.push(warning('tiesSpread', look.prepared.variable.name, Math.round(100 * spread.tieShare)));
    }
  return { pair: [looks[0], looks[1]], reasons, warnings };
}

/** The samples 0, n, 2n ..., and those from some later starts; blocks of samples, where there is a lag. */
function farApart([x, y]: Pair, { stride, lag = 1 }: TimeOrder): Pair[] {
  const { samples } = x.variable;
  const parts = Math.min(stride, mostParts);
  return Array.from({ length: parts }, (_, part) => {
    const start = Math.floor((part * stride) / parts);
    const rows: number[] = [];
    for (let block = start * lag; block < samples; block += stride * lag)
      for (let row = block; row < Math.min(samples, block + lag); row++) rows.push(row);
    return samplesOf([x, y], Int32Array.from(rows));
  });
}

const samplesOf = ([x, y]: Pair, rows: Int32Array): Pair => [someSamples(x, rows), someSamples(y, rows)];
