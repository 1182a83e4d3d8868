import { Random } from '../../base/random';
import type { Variable } from '../types/variable';
import { leaders, type Gathered } from './leaders';
import { meanSphericity } from './sphericity';
import { distanceBetween, standardised, type StandardRows } from './standardRows';

/** Rows whose distances to all others are looked at, fewer where that is much work, and the samples of a look. */
const mostAsked = 128;
const leastAsked = 32;
const mostWork = 2e7;
const fewest = 60;
/** Steps of the grid of distances to an octave, octaves below one standard deviation, and those above it. */
const steps = 2;
const below = 30;
const above = 5;
const bins = steps * (below + above);
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
export function tightGroups(variables: readonly Variable[]): TightGroups | undefined {
  const { samples } = variables[0];
  if (samples < fewest) return undefined;
  const rows = standardised(variables);
  const affordable = Math.max(leastAsked, Math.floor(mostWork / samples / rows.columns));
  const asked = new Random(samples).fork('tight groups').permutation(samples).slice(0, Math.min(mostAsked, affordable));
  const counts = Array.from(asked, (row) => neighborsOf(rows, row));
  const bin = beyondGroups(counts, rows.columns);
  if (bin === undefined) return undefined;
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
function neighborsOf(rows: StandardRows, row: number): Float64Array {
  const counts = new Float64Array(bins);
  for (let i = 0; i < rows.samples; i++) {
    const distance = distanceBetween(rows, row, i, Infinity);
    if (distance === 0) continue;
    const bin = Math.ceil(steps * (Math.log2(distance) + below));
    if (bin < bins) counts[Math.max(0, bin)]++;
  }
  for (let bin = 1; bin < bins; bin++) counts[bin] += counts[bin - 1];
  return counts;
}

/** The first radius at which groups are left behind, or undefined where there is none. */
function beyondGroups(
  counts: readonly Float64Array[],
  columns: number,
): { at: number; overlapping: boolean } | undefined {
  const totals = Float64Array.from({ length: bins }, (_, bin) => counts.reduce((sum, of) => sum + of[bin], 0));
  const exponent = (bin: number): number => Math.log2(totals[bin + steps] / totals[bin]);
  /** The standard error of the exponent, by the counts of pairs alone. */
  const error = (bin: number): number => Math.sqrt(1 / totals[bin] + 1 / totals[bin + steps]) / Math.LN2;
  const having = (bin: number): number => counts.reduce((sum, of) => sum + (of[bin] > 0 ? 1 : 0), 0);
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
