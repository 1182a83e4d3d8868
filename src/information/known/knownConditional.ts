import { breathe } from '../../base/cancellation';
import { InputError } from '../../base/userError';
import { cholesky } from '../linear/cholesky';
import { centred, crossProduct } from '../linear/products';
import { meanAndVariance, type Measurement } from '../measurement';
import { z95 } from '../special';
import type { Variable } from '../variable';

/** ln p(z_i | x_j) summed two ways over j, a sample each; nats. */
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

/** Standardises by the noise where one variance serves all samples, so that a distance is a sum of squares. */
async function conditionalSums({ name, values, samples, dimensions, conditional }: Variable, signal?: AbortSignal): Promise<ConditionalSums> {
  if (conditional === undefined) throw new InputError(`"${name}" has no known conditional density; declare noise, or choose another estimator.`);
  const { means, variances } = conditional;
  if (means.length !== values.length || (variances.length !== 1 && variances.length !== values.length)) {
    throw new InputError(`The conditional density of "${name}" has ${means.length} means and ${variances.length} variances for ${values.length} values.`);
  }
  const own = new Float64Array(samples);
  const mixture = new Float64Array(samples);
  const leaveOneOut = new Float64Array(samples);
  const logs = new Float64Array(samples);
  const precision = variances.length === 1 ? new Float64Array([1 / variances[0]]) : variances.map((variance) => 1 / variance);
  const shared = variances.length === 1;
  const logNorm = new Float64Array(samples);
  if (!shared) for (let j = 0; j < samples; j++) for (let d = 0; d < dimensions; d++) logNorm[j] += Math.log(precision[j * dimensions + d]) / 2;
  let last = performance.now();
  for (let i = 0; i < samples; i++) {
    if (shared) squaredDistances(values, i, means, samples, dimensions, precision[0], logs);
    else weightedDistances(values, i, means, precision, logNorm, samples, dimensions, logs);
    own[i] = logs[i];
    let best = -Infinity;
    for (let j = 0; j < samples; j++) if (j !== i && logs[j] > best) best = logs[j];
    let sum = 0;
    for (let j = 0; j < samples; j++) {
      const gap = logs[j] - best;
      if (gap > -40 && j !== i) sum += Math.exp(gap);
    }
    leaveOneOut[i] = best + Math.log(sum / (samples - 1));
    const top = Math.max(best, own[i]);
    mixture[i] = top + Math.log((Math.exp(own[i] - top) + sum * Math.exp(best - top)) / samples);
    if ((i & 15) === 0 && performance.now() - last > 30) {
      await breathe(signal);
      last = performance.now();
    }
  }
  return { own, mixture, leaveOneOut };
}

/** ln p(z_i | x_j) for all j, up to a constant common to all. */
function squaredDistances(z: Float64Array, i: number, means: Float64Array, samples: number, dimensions: number, precision: number, out: Float64Array): void {
  const row = z.subarray(i * dimensions, (i + 1) * dimensions);
  const scale = -precision / 2;
  for (let j = 0, at = 0; j < samples; j++) {
    let sum = 0;
    for (let d = 0; d < dimensions; d++, at++) {
      const gap = row[d] - means[at];
      sum += gap * gap;
    }
    out[j] = scale * sum;
  }
}

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
