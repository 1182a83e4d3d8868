import type { AskedRows } from './askedRows';
import { leaders, type Gathered } from './leaders';
import { meanSphericity } from './sphericity';

/** The samples of a look. */
const fewest = 60;
/** Rows that are asked first: where they do not show half of what all have to show, the others are not asked. */
const askedFirst = 32;
/** Steps of the grid of distances to an octave, octaves below one standard deviation, and those above it. */
const steps = 2;
const below = 30;
const above = 5;
const bins = steps * (below + above);
/** The upper end of each bin of distances. */
const ends = Float64Array.from({ length: bins }, (_, bin) => 2 ** (bin / steps - below));
/**
 * Of a density in d >= 1 dimensions the neighbours within 2r are 2^d times those within r or, where the scale of the
 * whole is reached, fewer. Groups are left behind where the exponent is surely no more than this, and rises by so much
 * beyond.
 */
const flattest = 0.8;
const rise = 0.5;
/** This share of the rows is in groups. */
const share = 0.5;
/**
 * Groups that overlap leave the exponent larger. In few columns a curve or a sheet that is folded shows the same, but
 * near a row it fills fewer directions than a group does: the sphericity of neighbours, 1 where they spread alike in
 * all directions, tells them apart where there are a few more neighbours than columns.
 */
const fewColumns = 8;
const round = 0.75;
/** A group of more than this share of the rows is a part of their law; of many groups, each is smaller. */
const partShare = 0.05;

/** Groups of rows that are far nearer to each other than to the next. */
export interface TightGroups extends Gathered {
  /** About how many there are. */
  readonly count: number;
  /** Rows nearer than this are in one group, in deviations of the columns. */
  readonly radius: number;
  /** Whether half of the rows or more are in groups of at most a twentieth of the rows. */
  readonly areMany: boolean;
}

/**
 * The tight groups that rows of some variables together fall into, or undefined where they fall into none. The mean
 * number of neighbours within r is followed over r (the correlation integral of Grassberger and Procaccia 1983). Of one
 * smooth density, near a curve or near a sheet too, its exponent falls with r and is 1 at least. Where rows stand in
 * groups it is less beyond the size of a group, and rises again where the next groups come in. Rows at distance zero
 * are no neighbours: those that repeat exactly are looked at by themselves.
 */
export function tightGroups(of: AskedRows): TightGroups | undefined {
  const { samples, columns, asked } = of;
  if (samples < fewest) return undefined;
  const counts: Float64Array[] = [];
  const askUpTo = (count: number): void => {
    while (counts.length < count) counts.push(neighborsWithin(of.from(counts.length)));
  };
  askUpTo(Math.min(askedFirst, asked.length));
  if (!mayFlatten(counts)) return undefined;
  askUpTo(asked.length);
  const bin = beyondGroups(counts, columns);
  if (bin === undefined) return undefined;
  const rows = of.rows();
  const radius = 2 ** (bin.at / steps + 0.5 - below);
  if (bin.overlapping && !(meanSphericity(rows, asked, radius) >= round)) return undefined;
  const sizes = counts
    .map((of) => of[bin.at] + 1)
    .filter((size) => size > 1)
    .sort((a, b) => a - b);
  const small = sizes.filter((size) => size <= Math.max(2, partShare * samples));
  return {
    count: Math.round(samples / sizes[Math.floor(sizes.length / 2)]),
    radius,
    areMany: small.length >= share * asked.length,
    ...leaders(rows, radius),
  };
}

/** How many other rows are within each radius of the grid. */
function neighborsWithin(distances: Float64Array): Float64Array {
  const counts = new Float64Array(bins);
  for (let i = 0; i < distances.length; i++) {
    const distance = distances[i];
    if (distance === 0) continue;
    let bin = firstBinOf(distance);
    while (bin < bins && distance > ends[bin]) bin++;
    if (bin < bins) counts[bin]++;
  }
  for (let bin = 1; bin < bins; bin++) counts[bin] += counts[bin - 1];
  return counts;
}

const asNumber = new Float64Array(1);
const asWords = new Int32Array(asNumber.buffer);
/** The word of a number that has its exponent, by the order of bytes of the machine. */
asNumber[0] = 1;
const highWord = asWords[1] === 0 ? 0 : 1;

/** A bin that is no later than that of a distance, and at most two before it: that of its exponent of 2. */
function firstBinOf(distance: number): number {
  asNumber[0] = distance;
  const exponent = (asWords[highWord] >>> 20) - 1023;
  return Math.min(bins, Math.max(0, steps * (exponent + below)));
}

/** Whether the exponent of a few rows rises by half as much, where half as many of them have neighbours. */
function mayFlatten(counts: readonly Float64Array[]): boolean {
  const { exponent, having } = totalsOf(counts);
  let lowest = Infinity;
  for (let bin = 0; bin + steps < bins; bin++) {
    if (having(bin) < (share / 2) * counts.length) continue;
    const now = exponent(bin);
    if (now >= lowest + rise / 2) return true;
    lowest = Math.min(lowest, now);
  }
  return false;
}

/** The first radius at which groups are left behind, or undefined where there is none. */
function beyondGroups(
  counts: readonly Float64Array[],
  columns: number,
): { at: number; overlapping: boolean } | undefined {
  const { exponent, error, having } = totalsOf(counts);
  let lowest: number | undefined;
  for (let bin = 0; bin + steps < bins; bin++) {
    if (having(bin) < share * counts.length) continue;
    const now = exponent(bin);
    if (lowest !== undefined) {
      const least = exponent(lowest);
      const overlapping = least + error(lowest) > flattest;
      const beyond = now - least - (overlapping ? error(lowest) : 0);
      if (beyond >= rise && (!overlapping || columns <= fewColumns)) return { at: lowest, overlapping };
    }
    if (lowest === undefined || now < exponent(lowest)) lowest = bin;
  }
  return undefined;
}

/** The numbers of neighbours of all asked rows together, by the bin of a radius. */
interface Totals {
  /** How fast they grow from there to twice the radius. */
  readonly exponent: (bin: number) => number;
  /** The standard error of the exponent, by the counts of pairs alone. */
  readonly error: (bin: number) => number;
  /** How many rows have neighbours. */
  readonly having: (bin: number) => number;
}

function totalsOf(counts: readonly Float64Array[]): Totals {
  const totals = new Float64Array(bins);
  const rows = new Int32Array(bins);
  for (const of of counts)
    for (let bin = 0; bin < bins; bin++) {
      totals[bin] += of[bin];
      if (of[bin] > 0) rows[bin]++;
    }
  return {
    exponent: (bin) => Math.log2(totals[bin + steps] / totals[bin]),
    error: (bin) => Math.sqrt(1 / totals[bin] + 1 / totals[bin + steps]) / Math.LN2,
    having: (bin) => rows[bin],
  };
}
