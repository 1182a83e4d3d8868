import { Breather } from '../../numerics/breather';
import { simplexMinimum } from '../simplex/simplexMinimum';
import type { SimplexProblem } from '../simplex/simplexProblem';
import { binaryEntropy } from './entropyFunctions';
import { type ExactOptions, type ExactProgress, progressOfGap } from './gapProgress';

/** A point of R(D). */
export interface RatePoint {
  /** Nats a symbol. */
  readonly rate: number;
  readonly distortion: number;
  /**
   * dR/dD, at most 0, in nats a unit of distortion; minus infinity at the least distortion where the curve rises
   * without bound.
   */
  readonly slope: number;
  /** R at this distortion lies between rate - gap and rate, nats; absent where a closed form gives it. */
  readonly gap?: number;
}

export interface DiscreteSource {
  /** p(x). */
  readonly source: readonly number[];
  /** d(x, reproduction), one row an x. */
  readonly distortion: readonly (readonly number[])[];
}

/** Nats of gap at which the search for a code ends. */
const tolerance = 1e-12;

/** Smaller shares and distortions change no figure that a double can hold. */
const negligible = 1e-100;

/** A source as the iterations read it: symbols that never happen are left out. */
export interface PreparedSource {
  /** p(x), above 0; they sum to 1. */
  readonly masses: Float64Array;
  readonly outputs: number;
  /** d(x, y) less the row's least, [outputs, masses]. */
  readonly excess: Float64Array;
  /** The least distortion, sum_x p(x) min_y d(x, y). */
  readonly floor: number;
}

export function prepareSource({ source, distortion }: DiscreteSource): PreparedSource {
  const used = [...source.keys()].filter((x) => source[x] > negligible);
  const total = used.reduce((sum, x) => sum + source[x], 0);
  const masses = Float64Array.from(used, (x) => source[x] / total);
  const outputs = distortion[0].length;
  const excess = new Float64Array(outputs * used.length);
  let floor = 0;
  used.forEach((x, i) => {
    const least = distortion[x].reduce((a, b) => Math.min(a, b), Infinity);
    floor += masses[i] * least;
    for (let y = 0; y < outputs; y++) {
      const more = distortion[x][y] - least;
      excess[y * used.length + i] = more > negligible ? more : 0;
    }
  });
  return { masses, outputs, excess, floor };
}

/** A point of the curve with the code that reaches it. */
export interface SlopePoint extends RatePoint {
  readonly gap: number;
  /** Shares of the reproductions, [outputs]. */
  readonly shares: Float64Array;
}

/**
 * The point of R(D) at which its slope is -`slope`: least -sum_x p(x) ln sum_y q(y) e^{-s d(x,y)} over q (Blahut 1972),
 * until ln max_y c(y), c(y) = sum_x p(x) e^{-s d} / Z_x, says that nothing is left to gain (Csiszar 1974).
 * @param slope magnitude in nats a unit of distortion, > 0
 * @throws CancelledError
 */
export async function rateDistortionAtSlope(
  problem: DiscreteSource,
  slope: number,
  { signal, onProgress }: ExactOptions = {},
): Promise<RatePoint & { readonly gap: number }> {
  const {
    rate,
    distortion,
    gap,
    slope: reached,
  } = await pointAtSlope(prepareSource(problem), Math.abs(slope), new Breather(signal), { onProgress });
  return { rate, distortion, slope: reached, gap };
}

/**
 * `rateDistortionAtSlope` of a prepared source.
 * @param options `start`: shares to begin with, such as those at a slope nearby
 * @throws CancelledError
 */
export async function pointAtSlope(
  source: PreparedSource,
  slope: number,
  breather: Breather,
  { start, onProgress }: { readonly start?: Float64Array; readonly onProgress?: ExactProgress } = {},
): Promise<SlopePoint> {
  const { masses, outputs, excess, floor } = source;
  const symbols = masses.length;
  // Measured from each row's least distortion, so that a steep slope underflows to the nearest reproductions alone.
  const matrix = new Float64Array(excess.length);
  for (let y = 0, at = 0; y < outputs; y++) {
    if (breather.due()) await breather.rest();
    for (let x = 0; x < symbols; x++, at++) matrix[at] = Math.exp(-slope * excess[at]);
  }
  const problem: SimplexProblem = {
    atoms: outputs,
    rows: symbols,
    matrix,
    form: 'likelihood',
    masses,
    linear: new Float64Array(outputs),
  };
  const { weights, mixture, objective, gap } = await simplexMinimum(problem, {
    start,
    breather,
    tolerance,
    onGap: progressOfGap(onProgress, tolerance),
  });
  let above = 0;
  for (let y = 0, at = 0; y < outputs; y++, at += symbols) {
    let own = 0;
    for (let x = 0; x < symbols; x++)
      if (matrix[at + x] > 0) own += (masses[x] * matrix[at + x] * excess[at + x]) / mixture[x];
    above += weights[y] * own;
  }
  return {
    rate: Math.max(0, objective - slope * above),
    distortion: floor + above,
    slope: -slope,
    gap,
    shares: weights,
  };
}

/**
 * Gaussian source of a variance, squared error: max(0, ln(variance/D)/2) nats (Cover and Thomas 2006, theorem 10.3.2).
 */
export function gaussianRate(variance: number, distortion: number): number {
  return Math.max(0, 0.5 * Math.log(variance / distortion));
}

/**
 * Independent Gaussian components, summed squared error: reverse water-filling (Cover and Thomas 2006, theorem 10.3.3).
 * Each component keeps the distortion min(level, variance); the slope is -1/(2 level).
 */
export function vectorGaussianRate(variances: readonly number[], distortion: number): RatePoint {
  const total = variances.reduce((sum, variance) => sum + variance, 0);
  if (distortion >= total) return { rate: 0, distortion, slope: 0 };
  const sorted = variances.toSorted((a, b) => a - b);
  let level = 0;
  for (let drowned = 0, below = 0; drowned < sorted.length; drowned++) {
    level = (distortion - below) / (sorted.length - drowned);
    if (level <= sorted[drowned]) break;
    below += sorted[drowned];
  }
  return {
    rate: variances.reduce((sum, variance) => sum + (variance > level ? gaussianRate(variance, level) : 0), 0),
    distortion,
    slope: -1 / (2 * level),
  };
}

/**
 * Bernoulli(p), Hamming distortion: h(p) - h(D), 0 from D = min(p, 1-p) on; nats (Cover and Thomas 2006, theorem
 * 10.3.1).
 */
export function bernoulliRate(p: number, distortion: number): number {
  return distortion >= Math.min(p, 1 - p) ? 0 : binaryEntropy(p) - binaryEntropy(distortion);
}
