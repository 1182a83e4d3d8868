import type { EstimatorOptions } from '../../types/estimate';
import { Random } from '../../../base/random';
import { meanAndVariance, type Measurement } from '../../types/measurement';
import { z95 } from '../../numerics/special';
import { pairCells, scanColumns, type ColumnPair } from '../critics/columns/scan';
import type { Points } from '../critics/critic';
import { byNeighbors } from './neighborCandidates';

const mostPairs = 8;
/** A pair counts where neighbours read this much more than its correlation does, in nats. */
const leastMore = 0.03;

/** Up to this number of pairs and rows, neighbours look at every pair. */
const mostAsked = 25;
const mostRowsAsked = 5000;
/** Standard errors from which the largest of so many pairs counts. */
const unscanned = 3.5;

/** Up to this number of samples, permuted columns say what neighbours read by chance. */
const fewSamples = 500;
const permutations = 20;

/** Pairs of columns that share more than their correlations show. */
export interface FoundPairs {
  /** How much more, in nats. */
  readonly more: number;
  /** Whether that adds to the information of the other columns. */
  readonly adds: boolean;
  /** The information of the strongest pair alone. */
  readonly strongest: number;
  readonly standardError: number;
  /** The columns of the strongest of them, counted from 1. */
  readonly x: number;
  readonly y: number;
  readonly count: number;
}

/**
 * Scans all pairs of columns for dependence that is not monotone. Where a found column is uncorrelated with the other
 * columns of its side, the pair's information adds to that of the rest; else only the strongest pair counts.
 * @throws CancelledError
 */
export async function foundPairs(
  scores: Points,
  tied: boolean,
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<FoundPairs | undefined> {
  const { samples } = scores;
  const rows = Int32Array.from({ length: samples }, (_, i) => i);
  const asked = pairsToAsk(scores, rows);
  const chance = await chanceSpread(scores, asked, tied, options, signal);
  const found: { pair: ColumnPair; measured: Measurement; more: number }[] = [];
  for (const pair of asked) {
    const x = column(scores.x, scores.dimX, pair.x, samples);
    const y = column(scores.y, scores.dimY, pair.y, samples);
    const r = correlation(x, y);
    const linear = -Math.log(1 - Math.min(r * r, 1 - 1e-9)) / 2;
    const measured = await byNeighbors(
      { samples, x, y, dimX: 1, dimY: 1 },
      tied,
      { ...options, effort: 'quick' },
      signal,
    );
    const more = measured.nats - linear;
    // Of pairs that no table showed, the largest is looked for: Bonferroni over them. Tables of few rows show little.
    const error = Math.max(chance, (measured.high - measured.low) / (2 * z95));
    const deviations = pair.excess > 0 && samples > fewSamples ? z95 : unscanned;
    if (more > leastMore && more > deviations * error) found.push({ pair, measured, more });
  }
  if (found.length === 0) return undefined;
  found.sort((a, b) => b.more - a.more);
  const alone = await aloneOnBothSides(everyColumnOnce(found), scores, tied, options, signal);
  const adds = alone.length > 0 && alone[0] === found[0];
  const counted = adds ? alone : found.slice(0, 1);
  const errors = counted.map(({ measured: { low, high } }) => (high - low) / (2 * z95));
  return {
    more: counted.reduce((sum, { more }) => sum + more, 0),
    adds,
    strongest: Math.max(...found.map(({ measured }) => measured.nats)),
    standardError: Math.hypot(...errors),
    x: found[0].pair.x + 1,
    y: found[0].pair.y + 1,
    count: counted.length,
  };
}

/**
 * The pairs whose columns depend on no other column of a found pair on their side: only then does what they share add
 * up, as two columns that share one cause tell it twice.
 */
async function aloneOnBothSides<Found extends { pair: ColumnPair }>(
  found: readonly Found[],
  { samples, x, y, dimX, dimY }: Points,
  tied: boolean,
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<Found[]> {
  const uncorrelated = found.filter(
    ({ pair }) => isAlone(x, dimX, pair.x, samples) && isAlone(y, dimY, pair.y, samples),
  );
  const depend = async (values: Float64Array, dimensions: number, one: number, other: number): Promise<boolean> => {
    const [a, b] = [one, other].map((index) => column(values, dimensions, index, samples));
    const both = { samples, x: a, y: b, dimX: 1, dimY: 1 };
    const { nats, high } = await byNeighbors(both, tied, { ...options, effort: 'quick' }, signal);
    return nats > leastMore && nats > high - nats;
  };
  const alone: Found[] = [];
  for (const one of uncorrelated) {
    let isFree = true;
    for (const { pair } of alone)
      isFree &&= !(await depend(x, dimX, one.pair.x, pair.x)) && !(await depend(y, dimY, one.pair.y, pair.y));
    if (isFree) alone.push(one);
  }
  return alone;
}

/**
 * The standard deviation of what neighbours read of two columns that share nothing, in nats, over permutations of one
 * of them. With few samples it is above what the contributions of one estimate show, and the largest of many pairs is
 * looked for. It depends on the number of samples alone: ranks have the same law in all columns without ties.
 */
async function chanceSpread(
  { samples, x, y, dimX, dimY }: Points,
  asked: readonly ColumnPair[],
  tied: boolean,
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<number> {
  if (samples > fewSamples || asked.length === 0) return 0;
  const [pair] = asked;
  const random = new Random(options.seed).fork('pairs by chance');
  const [left, right] = [column(x, dimX, pair.x, samples), column(y, dimY, pair.y, samples)];
  const read: number[] = [];
  for (let turn = 0; turn < permutations; turn++) {
    const moved = Float64Array.from(random.permutation(samples), (row) => right[row]);
    const both = { samples, x: left, y: moved, dimX: 1, dimY: 1 };
    read.push((await byNeighbors(both, tied, { ...options, effort: 'quick' }, signal)).nats);
  }
  return Math.sqrt(meanAndVariance(read).variance);
}

/** Pairs that tables show; all pairs where they are so few that neighbours can look at each. */
function pairsToAsk(scores: Points, rows: Int32Array): ColumnPair[] {
  const scanned = scanColumns(pairCells(scores), rows, mostPairs);
  if (scores.dimX * scores.dimY > mostAsked || scores.samples > mostRowsAsked) return scanned;
  const all: ColumnPair[] = [...scanned];
  for (let x = 0; x < scores.dimX; x++)
    for (let y = 0; y < scores.dimY; y++)
      if (!scanned.some((pair) => pair.x === x || pair.y === y)) all.push({ x, y, cellsX: 0, cellsY: 0, excess: 0 });
  return all;
}

function column(values: Float64Array, dimensions: number, index: number, samples: number): Float64Array {
  return Float64Array.from({ length: samples }, (_, i) => values[i * dimensions + index]);
}

function correlation(a: Float64Array, b: Float64Array): number {
  let [aa, bb, ab] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    aa += a[i] * a[i];
    bb += b[i] * b[i];
    ab += a[i] * b[i];
  }
  return ab / Math.sqrt(aa * bb);
}

/**
 * Whether no other column of the side is correlated with it beyond four standard errors, in value or in the size of its
 * deviations: the two columns of a circle are uncorrelated, and what each shares is counted twice.
 */
function isAlone(values: Float64Array, dimensions: number, index: number, samples: number): boolean {
  const limit = 4 / Math.sqrt(samples);
  const own = column(values, dimensions, index, samples);
  const ownSizes = sizes(own);
  for (let other = 0; other < dimensions; other++) {
    if (other === index) continue;
    const beside = column(values, dimensions, other, samples);
    if (Math.abs(correlation(own, beside)) > limit) return false;
    if (Math.abs(correlation(ownSizes, sizes(beside))) > limit) return false;
  }
  return true;
}

/** Absolute values less their mean. */
function sizes(scores: Float64Array): Float64Array {
  const mean = scores.reduce((sum, score) => sum + Math.abs(score), 0) / scores.length;
  return scores.map((score) => Math.abs(score) - mean);
}

/** The strongest pairs of which no two share a column. */
function everyColumnOnce<Found extends { pair: ColumnPair }>(found: readonly Found[]): Found[] {
  const once: Found[] = [];
  for (const one of found) if (!once.some(({ pair }) => pair.x === one.pair.x || pair.y === one.pair.y)) once.push(one);
  return once;
}
