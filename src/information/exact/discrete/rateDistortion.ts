import { breathe } from '../../../base/cancellation';
import { binaryEntropy } from './entropyFunctions';

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
}

export interface DiscreteSource {
  /** p(x). */
  readonly source: readonly number[];
  /** d(x, reproduction), one row an x. */
  readonly distortion: readonly (readonly number[])[];
}

/** Nats by which the bounds of a point may differ. */
const tolerance = 1e-11;

/** Multiplications that a point may take: a second or so of work. */
const largestWork = 1e8;

/**
 * The point of R(D) at which its slope is -`slope`, by Blahut (1972) with the lower bound of Csiszar (1974) as the
 * stop.
 * @param slope magnitude in nats a unit of distortion, > 0
 * @throws CancelledError
 */
export async function rateDistortionAtSlope(
  { source, distortion }: DiscreteSource,
  slope: number,
  signal?: AbortSignal,
): Promise<RatePoint> {
  const s = Math.abs(slope);
  const outputs = distortion[0].length;
  // Measured from each row's least distortion, so that a steep slope underflows to the nearest reproductions alone.
  const least = distortion.map((row) => Math.min(...row));
  const weights = distortion.map((row, x) => Float64Array.from(row, (d) => Math.exp(-s * (d - least[x]))));
  const turns = Math.max(1000, Math.min(100_000, largestWork / (source.length * outputs)));
  let output: Float64Array = new Float64Array(outputs).fill(1 / outputs);
  let step = 1;
  let state = evaluateAtSlope(source, weights, output);
  let mark = Infinity;
  for (let turn = 1; state.gap > tolerance && turn <= turns; turn++) {
    if (turn % 200 === 0) {
      await breathe(signal);
      if (mark - state.objective < 1e-14) break;
      mark = state.objective;
    }
    const { gains } = state;
    // Never quite zero, so that a reproduction which a long step drove out can come back.
    const next = Float64Array.from(output, (q, y) => Math.max(1e-200, q * gains[y] ** step));
    const sum = next.reduce((total, q) => total + q, 0);
    for (let y = 0; y < outputs; y++) next[y] /= sum;
    const tried = evaluateAtSlope(source, weights, next);
    if (step > 1 && tried.objective > state.objective) {
      step = 1;
      continue;
    }
    output = next;
    state = tried;
    step = Math.min(step * 1.3, 1e5);
  }
  let reached = 0;
  source.forEach((p, x) => {
    if (p === 0) return;
    for (let y = 0; y < outputs; y++) {
      if (weights[x][y] > 0) reached += (p * output[y] * weights[x][y] * distortion[x][y]) / state.partitions[x];
    }
  });
  const floor = source.reduce((sum, p, x) => sum + p * least[x], 0);
  return { rate: Math.max(0, state.objective - s * (reached - floor)), distortion: reached, slope: -s };
}

interface SlopeState {
  readonly partitions: Float64Array;
  readonly gains: Float64Array;
  readonly objective: number;
  readonly gap: number;
}

/**
 * The dual objective -sum p ln sum_y q(y) e^{-s d}, the factor by which each output's share grows, and the bound on
 * what is left to gain.
 */
function evaluateAtSlope(
  source: readonly number[],
  weights: readonly Float64Array[],
  output: Float64Array,
): SlopeState {
  const partitions = new Float64Array(source.length);
  const gains = new Float64Array(output.length);
  let objective = 0;
  source.forEach((p, x) => {
    if (p === 0) return;
    let sum = 0;
    for (let y = 0; y < output.length; y++) sum += output[y] * weights[x][y];
    partitions[x] = sum;
    objective -= p * Math.log(sum);
    for (let y = 0; y < output.length; y++) gains[y] += (p * weights[x][y]) / sum;
  });
  const gap = Math.log(gains.reduce((most, gain) => Math.max(most, gain), 0));
  return { partitions, gains, objective, gap };
}

/**
 * R(D) at a distortion, by root finding on the slope: the distortion falls as the slope grows. At D >= Dmax the rate is
 * 0; the least distortion is the limit of steep slopes. Where the curve has a straight piece the point is interpolated
 * on it.
 * @returns `undefined` where no reproduction comes as close as `wanted`
 * @throws CancelledError
 */
export async function rateDistortionAtDistortion(
  problem: DiscreteSource,
  wanted: number,
  signal?: AbortSignal,
): Promise<RatePoint | undefined> {
  const { source, distortion } = problem;
  const floor = source.reduce((sum, p, x) => sum + p * Math.min(...distortion[x]), 0);
  const ceiling = Math.min(...distortion[0].map((_, y) => source.reduce((sum, p, x) => sum + p * distortion[x][y], 0)));
  const spread = Math.max(...distortion.flat()) - Math.min(...distortion.flat());
  const scale = spread > 0 ? spread : 1;
  if (wanted < floor - 1e-12 * scale) return undefined;
  if (wanted >= ceiling) return { rate: 0, distortion: wanted, slope: 0 };
  if (wanted <= floor + 1e-12 * scale) return leastDistortion(problem, floor, signal);
  // Slopes in a logarithmic bracket: flat[D] > wanted >= steep[D].
  let low: RatePoint = { rate: 0, distortion: ceiling, slope: 0 };
  let high = await rateDistortionAtSlope(problem, 1 / scale, signal);
  while (high.distortion > wanted) {
    low = high;
    if (-high.slope * scale > 1e12) return leastDistortion(problem, floor, signal);
    high = await rateDistortionAtSlope(problem, -4 * high.slope, signal);
  }
  for (let turn = 0; turn < 200 && uncertainty(low, high, wanted) > 1e-11; turn++) {
    const slope = -low.slope > -high.slope / 16 ? Math.sqrt(low.slope * high.slope) : -high.slope / 4;
    if (slope * scale < 1e-9) break;
    const middle = await rateDistortionAtSlope(problem, slope, signal);
    if (middle.distortion > wanted) low = middle;
    else high = middle;
    await breathe(signal);
  }
  const share = low.distortion > high.distortion ? (wanted - high.distortion) / (low.distortion - high.distortion) : 0;
  return { rate: chord(low, high, wanted), distortion: wanted, slope: high.slope + share * (low.slope - high.slope) };
}

/** R is convex: at `wanted` it lies under the chord between two of its points, and over their tangents. */
function uncertainty(low: RatePoint, high: RatePoint, wanted: number): number {
  const tangent = (point: RatePoint): number => point.rate + point.slope * (wanted - point.distortion);
  return chord(low, high, wanted) - Math.max(0, tangent(low), tangent(high));
}

function chord(low: RatePoint, high: RatePoint, wanted: number): number {
  if (low.distortion <= high.distortion) return high.rate;
  return high.rate + ((wanted - high.distortion) / (low.distortion - high.distortion)) * (low.rate - high.rate);
}

/** R at the least distortion: the best code among reproductions that are nearest. */
async function leastDistortion(
  problem: DiscreteSource,
  floor: number,
  signal: AbortSignal | undefined,
): Promise<RatePoint> {
  const nearest = problem.distortion.map((row) => {
    const least = Math.min(...row);
    return row.map((d) => (d === least ? 0 : 1));
  });
  const point = await rateDistortionAtSlope({ source: problem.source, distortion: nearest }, 1e4, signal);
  return { rate: point.rate, distortion: floor, slope: -Infinity };
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
