import type { PreparedVariable } from '../../job/preparedVariable';
import { standardNormalQuantile } from '../../numerics/special';
import type { Measurement } from '../../types/measurement';
import type { Variable } from '../../types/variable';
import { warning } from '../../types/warnings';
import { hasTies } from './neighborCandidates';

/** A share is larger than by chance with at most this probability of error, over all columns, signs and scales. */
const falseAlarm = 0.001;
/** With more columns, the limit of each says little. */
const mostColumns = 8;
/** Differences are compared with 2^-2 ... 2^-13 standard deviations. */
const scales = Array.from({ length: 12 }, (_, k) => 2 ** -(k + 2));
/** Rows this many that are nearly equal make their share a normal variable, roughly. */
const fewestRows = 15;

/** The least information (nats) that a share of rows shows, beside the share by chance. */
interface NearlyEqual {
  readonly nats: number;
  readonly share: number;
  readonly byChance: number;
}

/**
 * The measurement, open from above and no less than what rows of nearly equal values on both sides show, where its
 * model excludes that. A few rows that nearly copy each other tell much, and neither ranks nor neighbours see them.
 */
export function openWhereNearlyEqual(measured: Measurement, x: PreparedVariable, y: PreparedVariable): Measurement {
  const found = hasTies(x, y) ? undefined : nearlyEqualRows(x.variable, y.variable);
  if (found === undefined || found.nats <= measured.high) return measured;
  const percent = (share: number): string => (100 * share).toPrecision(2);
  const said = [percent(found.share), x.variable.name, y.variable.name, percent(found.byChance)] as const;
  return {
    ...measured,
    nats: found.nats,
    high: Infinity,
    bound: 'lower',
    warnings: [...measured.warnings, warning('nearlyEqualRows', ...said)],
  };
}

/**
 * Whether |x - y| < r (or |x + y| < r) is a function of both, so that the divergence of its share p among the rows from
 * its share q among independent pairings is a lower limit of their information: p ln p/q + (1-p) ln (1-p)/(1-q) (data
 * processing; Kullback 1959). p is its lower confidence limit and q, the share among all pairings of different rows,
 * its upper one (Hoeffding 1948 for the variance of such a mean). Rows are taken for independent.
 */
export function nearlyEqualRows(x: Variable, y: Variable): NearlyEqual | undefined {
  const { samples, dimensions } = x;
  if (dimensions !== y.dimensions || dimensions > mostColumns) return undefined;
  const z = standardNormalQuantile(1 - falseAlarm / (4 * dimensions * scales.length));
  let best: NearlyEqual | undefined;
  for (let j = 0; j < dimensions; j++) {
    const one = Float64Array.from({ length: samples }, (_, i) => x.values[i * dimensions + j]);
    const scale = deviationOf(one);
    for (const sign of [1, -1]) {
      const other = Float64Array.from({ length: samples }, (_, i) => sign * y.values[i * dimensions + j]);
      const [sortedOne, sortedOther] = [one.slice().sort(), other.slice().sort()];
      for (const part of scales) {
        const radius = part * scale;
        let near = 0;
        for (let i = 0; i < samples; i++) if (Math.abs(one[i] - other[i]) < radius) near++;
        if (near < fewestRows) break;
        const share = near / samples;
        const low =
          (share + (z * z) / (2 * samples) - z * Math.sqrt(spreadOf(share, samples, z))) / (1 + z ** 2 / samples);
        const [ofOne, ofOther] = [
          nearCounts(sortedOne, sortedOther, radius),
          nearCounts(sortedOther, sortedOne, radius),
        ];
        const byChance = (ofOne.mean * samples - share) / (samples - 1);
        // The last term is for radii within which hardly any pairing is.
        const high = byChance + z * Math.sqrt((ofOne.variance + ofOther.variance) / samples) + z / samples ** 1.5;
        if (low <= high) continue;
        const nats = low * Math.log(low / high) + (1 - low) * Math.log((1 - low) / (1 - high));
        if (best === undefined || nats > best.nats) best = { nats, share, byChance };
      }
    }
  }
  return best;
}

/** The variance in Wilson's limits of a share (1927). */
const spreadOf = (share: number, samples: number, z: number): number =>
  (share * (1 - share)) / samples + (z * z) / (4 * samples * samples);

/** The mean and the variance, over values of one side, of the share of the other's within a radius. Both are sorted. */
function nearCounts(of: Float64Array, among: Float64Array, radius: number): { mean: number; variance: number } {
  const samples = of.length;
  let [from, to, sum, squares] = [0, 0, 0, 0];
  for (const value of of) {
    while (from < samples && among[from] <= value - radius) from++;
    while (to < samples && among[to] < value + radius) to++;
    const share = (to - from) / samples;
    sum += share;
    squares += share * share;
  }
  const mean = sum / samples;
  return { mean, variance: squares / samples - mean * mean };
}

function deviationOf(values: Float64Array): number {
  let [mean, square] = [0, 0];
  for (const value of values) mean += value / values.length;
  for (const value of values) square += (value - mean) ** 2 / values.length;
  return Math.sqrt(square);
}
