import { InputError } from '../../base/userError';
import { cholesky } from '../linear/cholesky';
import { Pacer } from '../neighbors/pacer';
import { centred, crossProduct } from '../linear/products';
import { meanAndVariance, type Measurement } from '../measurement';
import { z95 } from '../special';
import type { Variable } from '../variable';

/** ln p(z_i | x_j) summed two ways over j, a sample each; nats, up to a constant of each z_i. */
interface ConditionalSums {
  /** ln p(z_i | x_i) */
  readonly own: Float64Array;
  /** ln (1/N) sum over all j of p(z_i | x_j) */
  readonly mixture: Float64Array;
  /** ln (1/(N-1)) sum over j != i */
  readonly leaveOneOut: Float64Array;
}

/**
 * Bounds on I(X;Z) in nats from the known p(z|x) = N(means, variances), no critic to train (Poole et al. 2019, section 2.5):
 * below, InfoNCE with the optimal critic, which cannot exceed ln N; above, the leave-one-out mixture as the marginal, or the
 * entropy of a Gaussian with Z's covariance where that is less (maximum entropy). The lower bound is the value;
 * the interval reaches from its lower end to the upper bound's upper end.
 * @throws InputError where the variable knows no conditional
 */
export async function knownConditionalInformation(z: Variable, signal?: AbortSignal): Promise<Measurement> {
  const sums = await conditionalSums(z, signal);
  const lower = meanAndVariance(difference(sums.own, sums.mixture));
  const upper = meanAndVariance(difference(sums.own, sums.leaveOneOut));
  const root = Math.sqrt(z.samples);
  const lowerSpread = (z95 * Math.sqrt(lower.variance)) / root;
  const ceiling = Math.min(upper.mean + (z95 * Math.sqrt(upper.variance)) / root, maximumEntropyBound(z));
  const nats = Math.max(0, lower.mean);
  const warnings: string[] = [];
  if (lower.mean > 0.85 * Math.log(z.samples)) {
    warnings.push(`The lower bound is near its ceiling ln N = ${Math.log(z.samples).toFixed(2)} nats, which ${z.samples} samples cannot pass; the truth may be far above it.`);
  }
  return { nats, low: Math.max(0, lower.mean - lowerSpread), high: Math.max(nats, nats + lowerSpread, ceiling), bound: 'lower', warnings };
}

/**
 * The leave-one-out upper bound in nats: E[ln p(z|x)] - E[ln (1/(N-1)) sum over the others of p(z|x_j)] (Poole et al. 2019, eq. 13).
 * @throws InputError where the variable knows no conditional
 */
export async function leaveOneOutBound(z: Variable, signal?: AbortSignal): Promise<Measurement> {
  const { own, leaveOneOut } = await conditionalSums(z, signal);
  const { mean, variance } = meanAndVariance(difference(own, leaveOneOut));
  const spread = z95 * Math.sqrt(variance / z.samples);
  const nats = Math.max(0, mean);
  const warnings = mean > Math.log(z.samples)
    ? [`The bound passes ln N = ${Math.log(z.samples).toFixed(2)} nats: samples are too sparse for it to be close.`] : [];
  return { nats, low: Math.max(0, mean - spread), high: nats + spread, bound: 'upper', warnings };
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]);
}

/** ln p up to a constant of each z, which the differences of the sums are free of. Where one variance serves all samples, distances come from inner products. */
async function conditionalSums({ name, values, samples, dimensions, conditional }: Variable, signal?: AbortSignal): Promise<ConditionalSums> {
  if (conditional === undefined) throw new InputError(`"${name}" has no known conditional density; declare noise, or choose another estimator.`);
  const { means, variances } = conditional;
  if (means.length !== values.length || (variances.length !== 1 && variances.length !== values.length)) {
    throw new InputError(`The conditional density of "${name}" has ${means.length} means and ${variances.length} variances for ${values.length} values.`);
  }
  const own = new Float64Array(samples);
  const mixture = new Float64Array(samples);
  const leaveOneOut = new Float64Array(samples);
  const shared = variances.length === 1;
  const precision = variances.map((variance) => 1 / variance);
  const logNorm = new Float64Array(samples);
  if (!shared) for (let j = 0; j < samples; j++) for (let d = 0; d < dimensions; d++) logNorm[j] += Math.log(precision[j * dimensions + d]) / 2;
  const norms = squaredNorms(means, samples, dimensions);
  const block = new Float64Array(4 * samples);
  const pacer = new Pacer(signal);
  for (let from = 0; from < samples; from += 4) {
    const rows = Math.min(4, samples - from);
    if (shared) fourRows(values, from, rows, means, norms, samples, dimensions, precision[0], block);
    else for (let r = 0; r < rows; r++) weightedDistances(values, from + r, means, precision, logNorm, samples, dimensions, block.subarray(r * samples));
    for (let r = 0; r < rows; r++) {
      const i = from + r;
      const logs = block.subarray(r * samples, (r + 1) * samples);
      own[i] = logs[i];
      let best = -Infinity;
      for (let j = 0; j < samples; j++) if (logs[j] > best && j !== i) best = logs[j];
      let sum = 0;
      for (let j = 0; j < samples; j++) {
        const gap = logs[j] - best;
        if (gap > -40 && j !== i) sum += Math.exp(gap);
      }
      leaveOneOut[i] = best + Math.log(sum / (samples - 1));
      const top = Math.max(best, own[i]);
      mixture[i] = top + Math.log((Math.exp(own[i] - top) + sum * Math.exp(best - top)) / samples);
    }
    if (pacer.due()) await pacer.rest();
  }
  return { own, mixture, leaveOneOut };
}

function squaredNorms(rows: Float64Array, samples: number, dimensions: number): Float64Array {
  const out = new Float64Array(samples);
  for (let i = 0; i < samples; i++) for (let d = 0; d < dimensions; d++) out[i] += rows[i * dimensions + d] ** 2;
  return out;
}

/** ln p(z_i | x_j), up to a constant common to all, for up to four i and all j: row-major [4, samples]. Each mean is loaded once for four rows. */
function fourRows(
  z: Float64Array, from: number, rows: number, means: Float64Array, norms: Float64Array, samples: number, dimensions: number, precision: number, out: Float64Array,
): void {
  const last = from + rows - 1;
  const [a, b, c, d] = [0, 1, 2, 3].map((r) => Math.min(from + r, last) * dimensions);
  for (let j = 0, at = 0; j < samples; j++) {
    let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    for (let k = 0; k < dimensions; k++, at++) {
      const mean = means[at];
      s0 += mean * z[a + k];
      s1 += mean * z[b + k];
      s2 += mean * z[c + k];
      s3 += mean * z[d + k];
    }
    const half = norms[j] / 2;
    out[j] = precision * (s0 - half);
    out[samples + j] = precision * (s1 - half);
    out[2 * samples + j] = precision * (s2 - half);
    out[3 * samples + j] = precision * (s3 - half);
  }
}

/** The same for one i, each sample with variances of its own. */
function weightedDistances(
  z: Float64Array, i: number, means: Float64Array, precision: Float64Array, logNorm: Float64Array, samples: number, dimensions: number, out: Float64Array,
): void {
  const row = z.subarray(i * dimensions, (i + 1) * dimensions);
  for (let j = 0, at = 0; j < samples; j++) {
    let sum = 0;
    for (let d = 0; d < dimensions; d++, at++) {
      const gap = row[d] - means[at];
      sum += gap * gap * precision[at];
    }
    out[j] = logNorm[j] - sum / 2;
  }
}

/**
 * An upper bound on I(X;Z) in nats: h(Z) is at most the entropy of a Gaussian with Z's covariance, so
 * I <= (ln det cov(Z) - E[sum of ln variances])/2. Widened by two standard errors of the log determinant.
 */
function maximumEntropyBound({ values, samples, dimensions, conditional }: Variable): number {
  if (conditional === undefined || samples <= dimensions + 2) return Infinity;
  const columns = centred(values, samples, dimensions);
  const covariance = crossProduct(columns, dimensions, columns, dimensions, samples).map((sum) => sum / (samples - dimensions - 1));
  const factor = cholesky(covariance, dimensions);
  if (factor.size < dimensions) return Infinity;
  const { variances } = conditional;
  let noise = 0;
  for (const variance of variances) noise += Math.log(variance);
  noise = variances.length === 1 ? noise * dimensions : noise / samples;
  return (factor.logDeterminant - noise) / 2 + z95 * Math.sqrt(dimensions / (2 * samples));
}
