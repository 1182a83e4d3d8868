import type { Random } from '../../../../base/random';
import type { Breather } from '../../../numerics/breather';
import { cholesky, type CholeskyFactor } from '../../../numerics/cholesky';
import { exp } from '../../../numerics/exp';

/** Rows [samples, dimensions] of which a mixture is fitted to some. */
export interface Rows {
  readonly values: Float64Array;
  readonly dimensions: number;
}

/** Normal parts with their own means and covariances. */
export interface NormalMixture {
  readonly dimensions: number;
  readonly logWeights: Float64Array;
  /** Row-major [parts, dimensions]. */
  readonly means: Float64Array;
  readonly factors: readonly CholeskyFactor[];
}

export const mostTurns = 30;
const seedingTurns = 4;
const seedsTried = 3;
/** EM ends where a turn raises the mean log likelihood by less, in nats. */
export const slight = 2e-3;
/** Enough for parts with few rows to stay regular. */
const usualSharedRows = 1.5;
/** The variance, as a share of the whole, below which no part may shrink. */
export const floor = 1e-4;

/**
 * A mixture of `parts` normal densities by expectation-maximisation (Dempster, Laird and Rubin 1977), begun at k-means
 * with distant seeds (Arthur and Vassilvitskii 2007). Covariances are shrunk towards the parts' mean covariance, the
 * more so the fewer rows a part has (after Friedman 1989), so that parts with few rows stay regular.
 * @throws CancelledError
 */
export async function fitMixture(
  points: Rows,
  rows: Int32Array,
  parts: number,
  random: Random,
  breather: Breather,
  turns = mostTurns,
): Promise<NormalMixture> {
  const scale = variances(points.values, points.dimensions, rows);
  return climb(points, rows, { shares: seed(points, rows, parts, scale, random), parts, scale }, breather, turns);
}

/** Where expectation-maximisation begins. */
export interface Start {
  /** Of each part in every row, row-major [rows, parts]. */
  readonly shares: Float64Array;
  readonly parts: number;
  /** The variance of every column, of which no part may have less than a small share. */
  readonly scale: Float64Array;
  /** A part's covariance is mixed with that of all parts as if this number of rows a column had shown it. */
  readonly sharedRows?: number;
}

/** Expectation-maximisation from the given shares, which it changes. @throws CancelledError */
export async function climb(
  { values, dimensions }: Rows,
  rows: Int32Array,
  { shares, parts, scale, sharedRows = usualSharedRows }: Start,
  breather: Breather,
  turns = mostTurns,
): Promise<NormalMixture> {
  let mixture = maximise({ values, dimensions }, rows, shares, parts, scale, sharedRows);
  let before = -Infinity;
  for (let turn = 0; turn < turns; turn++) {
    const likelihood = expect(mixture, { values, dimensions }, rows, shares);
    if (likelihood - before < slight) break;
    before = likelihood;
    if (breather.due()) await breather.rest();
    mixture = maximise({ values, dimensions }, rows, shares, parts, scale, sharedRows);
    if (breather.due()) await breather.rest();
  }
  return mixture;
}

/** The mean of ln q over the rows, in nats. */
export function meanLogDensity(mixture: NormalMixture, points: Rows, rows: Int32Array): number {
  return expect(mixture, points, rows, new Float64Array(rows.length * mixture.logWeights.length));
}

/** Each part's share in every row, row-major [rows, parts], into `shares`; returns the mean of ln q, in nats. */
export function expect(mixture: NormalMixture, points: Rows, rows: Int32Array, shares: Float64Array): number {
  const parts = mixture.logWeights.length;
  logParts(mixture, points, rows, shares);
  let total = 0;
  for (let i = 0, at = 0; i < rows.length; i++, at += parts) {
    let most = -Infinity;
    for (let k = at; k < at + parts; k++) if (shares[k] > most) most = shares[k];
    let sum = 0;
    for (let k = at; k < at + parts; k++) sum += shares[k] = exp(shares[k] - most);
    for (let k = at; k < at + parts; k++) shares[k] /= sum;
    total += most + Math.log(sum);
  }
  return total / rows.length;
}

/** ln of weight times density of every part at every row, without the factor of 2 pi. */
function logParts(
  { dimensions, logWeights, means, factors }: NormalMixture,
  { values }: Rows,
  rows: Int32Array,
  out: Float64Array,
): void {
  const parts = logWeights.length;
  const rest = new Float64Array(dimensions);
  for (let k = 0; k < parts; k++) {
    const { factor, logDeterminant } = factors[k];
    const offset = logWeights[k] - logDeterminant / 2;
    for (let i = 0; i < rows.length; i++) {
      const from = rows[i] * dimensions;
      let squares = 0;
      for (let r = 0; r < dimensions; r++) {
        let sum = values[from + r] - means[k * dimensions + r];
        const line = r * dimensions;
        for (let c = 0; c < r; c++) sum -= factor[line + c] * rest[c];
        rest[r] = sum / factor[line + r];
        squares += rest[r] * rest[r];
      }
      out[i * parts + k] = offset - squares / 2;
    }
  }
}

function maximise(
  { values, dimensions }: Rows,
  rows: Int32Array,
  shares: Float64Array,
  parts: number,
  scale: Float64Array,
  sharedRows: number,
): NormalMixture {
  const weights = new Float64Array(parts).fill(1e-3);
  const means = new Float64Array(parts * dimensions);
  for (let i = 0; i < rows.length; i++)
    for (let k = 0; k < parts; k++) {
      const share = shares[i * parts + k];
      if (share < 1e-6) continue;
      weights[k] += share;
      for (let j = 0; j < dimensions; j++) means[k * dimensions + j] += share * values[rows[i] * dimensions + j];
    }
  for (let k = 0; k < parts; k++) for (let j = 0; j < dimensions; j++) means[k * dimensions + j] /= weights[k];
  const size = dimensions * dimensions;
  const scatters = new Float64Array(parts * size);
  const rest = new Float64Array(dimensions);
  for (let i = 0; i < rows.length; i++)
    for (let k = 0; k < parts; k++) {
      const share = shares[i * parts + k];
      if (share < 1e-6) continue;
      for (let j = 0; j < dimensions; j++) rest[j] = values[rows[i] * dimensions + j] - means[k * dimensions + j];
      for (let r = 0; r < dimensions; r++) {
        const scaled = share * rest[r];
        const line = k * size + r * dimensions;
        for (let c = 0; c <= r; c++) scatters[line + c] += scaled * rest[c];
      }
    }
  const shared = new Float64Array(size);
  for (let k = 0; k < parts; k++) for (let at = 0; at < size; at++) shared[at] += scatters[k * size + at] / rows.length;
  const prior = parts > 1 ? sharedRows * dimensions : 0;
  const factors = Array.from({ length: parts }, (_, k) => {
    const covariance = new Float64Array(size);
    for (let r = 0; r < dimensions; r++) {
      for (let c = 0; c <= r; c++) {
        const at = r * dimensions + c;
        covariance[at] = (scatters[k * size + at] + prior * shared[at]) / (weights[k] + prior);
      }
      covariance[r * dimensions + r] += floor * scale[r];
    }
    return regularFactor(covariance, dimensions);
  });
  const total = rows.length + parts * 1e-3;
  return { dimensions, logWeights: weights.map((weight) => Math.log(weight / total)), means, factors };
}

/** Rows far apart may lie on a line up to rounding: then every variance grows by a millionth. */
function regularFactor(covariance: Float64Array, dimensions: number): CholeskyFactor {
  const factor = cholesky(covariance, dimensions, 0);
  if (factor.size === dimensions) return factor;
  for (let r = 0; r < dimensions; r++) covariance[r * dimensions + r] *= 1 + 1e-6;
  return cholesky(covariance, dimensions, 0);
}

/** Hard shares by k-means. */
export function seed(
  { values, dimensions }: Rows,
  rows: Int32Array,
  parts: number,
  scale: Float64Array,
  random: Random,
): Float64Array {
  const inverse = scale.map((variance) => (variance > 0 ? 1 / variance : 0));
  const centres = new Float64Array(parts * dimensions);
  const nearest = new Float64Array(rows.length).fill(Infinity);
  const own = new Int32Array(rows.length);
  const distance = (row: number, k: number): number => {
    let sum = 0;
    for (let j = 0; j < dimensions; j++)
      sum += (values[row * dimensions + j] - centres[k * dimensions + j]) ** 2 * inverse[j];
    return sum;
  };
  for (let k = 0; k < parts; k++) {
    const total = k === 0 ? 0 : nearest.reduce((sum, d) => sum + d, 0);
    // Of several candidates the one that leaves the rows nearest: a single draw often takes two from one cluster.
    let least = Infinity;
    let chosen = 0;
    for (let draw = 0; draw < (k === 0 ? 1 : seedsTried); draw++) {
      const pick = total > 0 ? random.choice(nearest, total) : random.integer(rows.length);
      centres.set(values.subarray(rows[pick] * dimensions, (rows[pick] + 1) * dimensions), k * dimensions);
      let left = 0;
      for (let i = 0; i < rows.length; i++) left += Math.min(nearest[i], distance(rows[i], k));
      if (left < least) {
        least = left;
        chosen = pick;
      }
    }
    centres.set(values.subarray(rows[chosen] * dimensions, (rows[chosen] + 1) * dimensions), k * dimensions);
    for (let i = 0; i < rows.length; i++) {
      const d = distance(rows[i], k);
      if (d < nearest[i]) {
        nearest[i] = d;
        own[i] = k;
      }
    }
  }
  for (let turn = 0; turn < seedingTurns; turn++) {
    const counts = new Float64Array(parts);
    const sums = new Float64Array(parts * dimensions);
    for (let i = 0; i < rows.length; i++) {
      counts[own[i]]++;
      for (let j = 0; j < dimensions; j++) sums[own[i] * dimensions + j] += values[rows[i] * dimensions + j];
    }
    for (let k = 0; k < parts; k++)
      if (counts[k] > 0)
        for (let j = 0; j < dimensions; j++) centres[k * dimensions + j] = sums[k * dimensions + j] / counts[k];
    for (let i = 0; i < rows.length; i++) {
      let best = Infinity;
      for (let k = 0; k < parts; k++) {
        const d = distance(rows[i], k);
        if (d < best) {
          best = d;
          own[i] = k;
        }
      }
    }
  }
  const shares = new Float64Array(rows.length * parts);
  for (let i = 0; i < rows.length; i++) shares[i * parts + own[i]] = 1;
  return shares;
}

export function variances(values: Float64Array, dimensions: number, rows: Int32Array): Float64Array {
  const out = new Float64Array(dimensions);
  for (let j = 0; j < dimensions; j++) {
    let mean = 0;
    for (const row of rows) mean += values[row * dimensions + j] / rows.length;
    for (const row of rows) out[j] += (values[row * dimensions + j] - mean) ** 2 / rows.length;
  }
  return out;
}
