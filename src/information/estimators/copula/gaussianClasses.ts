import { sentence } from '../../../base/sentence';
import { InputError, UserError } from '../../../base/userError';
import { solveLower } from '../../numerics/cholesky';
import { z95 } from '../../numerics/special';
import type { Measurement } from '../../types/measurement';
import type { Symbols } from '../discrete/symbols';
import { transpose } from './whitenedCovariance';
import { logDeterminantBias, loadWarnings } from './covarianceError';
import { type GaussianPart, gaussianPart } from './gaussianPart';

/**
 * I(X;Y) in nats of a Gaussian mixture: Y discrete, X Gaussian given Y; h(X) taken as that of a Gaussian with X's
 * covariance (Ince et al. 2017, section 2.4.2), each entropy bias corrected.
 */
export function gaussianInformationWithClasses(x: GaussianPart, y: Symbols): Measurement {
  const { samples } = x;
  const size = x.factor.size;
  const whole = entropyOf(x.columns, x.dimensions, x.factor.kept, null, samples);
  let conditional = 0;
  const members = classMembers(y);
  const small = members.findIndex((rows) => rows.length <= size + 1);
  if (small >= 0) {
    throw new InputError(
      sentence(
        'A class has {0} samples, which are too few to estimate the covariance of {1} columns. Use probe or ross.',
        members[small].length,
        size,
      ),
    );
  }
  // Per-sample log density ratios, for the variance.
  const local = new Float64Array(samples);
  for (const rows of members) {
    const part = entropyOf(x.columns, x.dimensions, x.factor.kept, rows, rows.length);
    conditional += (rows.length / samples) * part.entropy;
    rows.forEach((row, i) => (local[row] = -part.surprise[i]));
  }
  for (let i = 0; i < samples; i++) local[i] += whole.surprise[i];
  const nats = whole.entropy - conditional;
  let mean = 0;
  for (const value of local) mean += value / samples;
  let variance = 0;
  for (const value of local) variance += (value - mean) ** 2 / (samples - 1);
  const parameters = (members.length - 1) * (size + (size * (size + 1)) / 2);
  const spread = z95 * Math.sqrt(variance / samples + parameters / (2 * samples ** 2));
  const value = Math.max(0, nats);
  return {
    nats: value,
    low: Math.max(0, nats - spread),
    high: Math.max(value, nats + spread),
    bound: 'none',
    assumes: 'gaussianClasses',
    certified: 'none',
    warnings: loadWarnings(Math.min(...members.map((rows) => rows.length)), size),
  };
}

function classMembers(y: Symbols): Int32Array[] {
  const members = Array.from(y.counts, (count) => new Int32Array(count));
  const filled = new Int32Array(y.alphabet);
  y.codes.forEach((code, i) => (members[code][filled[code]++] = i));
  return members;
}

/**
 * The Gaussian entropy of some rows over the kept columns, bias corrected, and each row's surprise -ln N(x; mean, cov)
 * (both without the 2 pi constant).
 */
function entropyOf(
  columns: Float64Array,
  dimensions: number,
  kept: Int32Array,
  rows: Int32Array | null,
  count: number,
): { entropy: number; surprise: Float64Array } {
  const size = kept.length;
  const chosen = new Float64Array(count * size);
  for (let i = 0; i < count; i++) {
    const row = rows === null ? i : rows[i];
    for (let j = 0; j < size; j++) chosen[i * size + j] = columns[row * dimensions + kept[j]];
  }
  const part = gaussianPart(chosen, count, size);
  if (part.factor.size < size) {
    throw new UserError(
      sentence(
        'Within a class, some columns are constant or depend on each other exactly, so the mutual information ' +
          'is infinite. Declare noise, or use probe.',
      ),
    );
  }
  const transposed = transpose(part.columns, count, size);
  solveLower(part.factor, transposed, count);
  const surprise = new Float64Array(count).fill(part.factor.logDeterminant / 2);
  for (let j = 0; j < size; j++) for (let i = 0; i < count; i++) surprise[i] += transposed[j * count + i] ** 2 / 2;
  return { entropy: part.factor.logDeterminant / 2 - logDeterminantBias(count, size), surprise };
}
