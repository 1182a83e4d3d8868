import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { Random } from '../../../base/random';
import type { GaussianPart } from '../copula/gaussianPart';
import { solveLower } from '../../numerics/cholesky';
import { crossProduct } from '../../numerics/products';
import { meanAndVariance } from '../../types/measurement';
import { canonicalBounds, type HeldOutBounds } from './canonicalBound';
import { spreadRows } from './spreadRows';
import { linearMap, quadraticMap, radialMap, type FeatureMap } from './featureMaps';

/** Held-out information that non-linear maps of each side add to linear ones, in nats. */
export interface CurvedGain {
  readonly nats: number;
  /** The loss of the same search where there is nothing to find, in nats. */
  readonly cost: number;
  readonly standardError: number;
  /** Linear maps that change with the distance from the centre, or maps of second order. */
  readonly map: 'radial' | 'quadratic';
}

const mostPairs = 6;
const mostRows = 4000;
/** Samples needed per feature of a side to learn the directions. */
const samplesAFeature = 6;
/** With many columns the cost of the search is the larger part of what is read, and known from one draw alone. */
const samplesAFeatureOfMany = 12;
/**
 * Draws on which the cost of the search is measured; with many columns one draw takes seconds, so there is only one.
 */
const replicates = 2;
const manyColumns = 24;
const veryManyColumns = 64;
/** With more columns of a side, maps with many gates cost seconds and find no more than those with few. */
const mostForFine = 32;

interface Candidate {
  readonly map: FeatureMap;
  readonly name: CurvedGain['map'];
  readonly width: (dimensions: number) => number;
}

const candidates: readonly Candidate[] = [
  { map: radialMap(3), name: 'radial', width: (d) => 3 * d },
  { map: radialMap(5), name: 'radial', width: (d) => (d > mostForFine ? Infinity : 5 * d) },
  { map: quadraticMap, name: 'quadratic', width: (d) => d + (d * (d + 1)) / 2 },
];

/**
 * Searches families of maps of the normal scores of each side for dependence that linear maps miss. The gain is the
 * held-out bound of the best family minus the linear bound, on the same folds. Learning many directions has a cost even
 * where there is nothing to learn. The cost is measured by the same search on draws from a Gaussian with the same
 * canonical correlations (a parametric bootstrap; Efron and Tibshirani 1993, section 10.6).
 * @returns undefined where the samples carry none of the families
 */
export async function curvedGain(
  x: GaussianPart,
  y: GaussianPart,
  seed: number,
  signal?: AbortSignal,
): Promise<CurvedGain | undefined> {
  const rows = spreadRows(x.samples, mostRows);
  const sides = {
    samples: rows.length,
    x: whitened(x, rows),
    y: whitened(y, rows),
    dimX: x.factor.size,
    dimY: y.factor.size,
  };
  const found = await search(sides, signal);
  if (found === undefined) return undefined;
  const correlations = clearCorrelations(sides);
  const random = new Random(seed).fork('curved gain');
  const draws = sides.dimX + sides.dimY > manyColumns ? 1 : replicates;
  let cost = 0;
  let variance = 0;
  for (let draw = 0; draw < draws; draw++) {
    const nothing = await search(gaussianSides(sides, correlations, random), signal);
    cost -= (nothing?.nats ?? 0) / draws;
    variance += ((nothing?.standardError ?? 0) / draws) ** 2;
  }
  return { ...found, cost: Math.max(0, cost), standardError: Math.hypot(found.standardError, Math.sqrt(variance)) };
}

/** Whitened rows of both sides. */
interface Sides {
  readonly samples: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly dimX: number;
  readonly dimY: number;
}

async function search(
  { samples, x, y, dimX, dimY }: Sides,
  signal?: AbortSignal,
): Promise<Omit<CurvedGain, 'cost'> | undefined> {
  const pairs = Math.min(mostPairs, dimX, dimY);
  const boundsOf = (map: FeatureMap): Promise<HeldOutBounds> =>
    canonicalBounds(map(x, samples, dimX), map(y, samples, dimY), samples, pairs, signal);
  const needed = dimX + dimY > veryManyColumns ? samplesAFeatureOfMany : samplesAFeature;
  const fitting = candidates.filter(({ width }) => Math.max(width(dimX), width(dimY)) * needed <= samples);
  if (fitting.length === 0) return undefined;
  const straight = best(await boundsOf(linearMap));
  let found: Omit<CurvedGain, 'cost'> | undefined;
  for (const { map, name } of fitting) {
    const curved = best(await boundsOf(map));
    const { mean, variance } = meanAndVariance(curved.map((bound, fold) => bound - straight[fold]));
    if (found === undefined || mean > found.nats)
      found = { nats: mean, standardError: Math.sqrt(variance / curved.length), map: name };
  }
  return found;
}

/** The canonical correlations above those of independent columns (the edge of their spectrum; Wachter 1980). */
function clearCorrelations({ samples, x, y, dimX, dimY }: Sides): number[] {
  const cross = crossProduct(x, dimX, y, dimY, samples).map((sum) => sum / (samples - 1));
  const { diagonal } = new SingularValueDecomposition(Matrix.from1DArray(dimX, dimY, cross), { autoTranspose: true });
  const [a, b] = [dimX / samples, dimY / samples];
  const edge = Math.sqrt(a * (1 - b)) + Math.sqrt(b * (1 - a));
  return diagonal.filter((correlation) => correlation > edge).map((correlation) => Math.min(0.9999, correlation));
}

/** As many rows of Gaussian columns of variance one, paired by these correlations. */
function gaussianSides({ samples, dimX, dimY }: Sides, correlations: readonly number[], random: Random): Sides {
  const x = Float64Array.from({ length: samples * dimX }, () => random.normal());
  const y = Float64Array.from({ length: samples * dimY }, () => random.normal());
  correlations.forEach((correlation, pair) => {
    const rest = Math.sqrt(1 - correlation ** 2);
    for (let i = 0; i < samples; i++) y[i * dimY + pair] = correlation * x[i * dimX + pair] + rest * y[i * dimY + pair];
  });
  return { samples, x, y, dimX, dimY };
}

/** The number of pairs with the highest mean bound. */
function best(bounds: HeldOutBounds): Float64Array {
  return bounds.reduce((most, row) => (meanAndVariance(row).mean > meanAndVariance(most).mean ? row : most));
}

/** Some rows' scores, turned and scaled to uncorrelated columns of variance one: row-major [rows, kept columns]. */
function whitened({ columns, dimensions, factor }: GaussianPart, rows: Int32Array): Float64Array {
  const out = new Float64Array(rows.length * factor.size);
  const scores = new Float64Array(factor.size);
  rows.forEach((row, i) => {
    factor.kept.forEach((column, j) => (scores[j] = columns[row * dimensions + column]));
    solveLower(factor, scores, 1);
    out.set(scores, i * factor.size);
  });
  return out;
}
