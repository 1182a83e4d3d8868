import { sentence } from '../../../base/sentence';
import { InputError } from '../../../base/userError';
import { cholesky } from '../../numerics/cholesky';
import { Breather } from '../../numerics/breather';
import { centred, crossProduct } from '../../numerics/products';
import { meanAndVariance, type Measurement } from '../../types/measurement';
import { amount, warning } from '../../types/warnings';
import { z95 } from '../../numerics/special';
import type { GaussianConditional, Variable } from '../../types/variable';
import { emptySums, enterSums, type ConditionalSums } from './conditionalSums';
import { sharedVarianceSums } from './sharedVariance';

/**
 * Bounds on I(X;Z) in nats from the known p(z|x) = N(means, variances), without training a critic (Poole et al. 2019,
 * section 2.5): below, InfoNCE with the optimal critic, which cannot exceed ln N; above, the leave-one-out mixture as
 * the marginal, or the entropy of a Gaussian with Z's covariance where that is less (maximum entropy). The value is the
 * lower bound. The interval extends from the lower limit of the lower bound to the upper limit of the upper bound.
 * @throws InputError where the variable has no known conditional density
 */
export async function knownConditionalInformation(z: Variable, signal?: AbortSignal): Promise<Measurement> {
  const { own, mixture, leaveOneOut } = await conditionalSums(z, signal);
  return betweenMixtures(z, difference(own, mixture), difference(own, leaveOneOut));
}

/**
 * The same of sums that are made already.
 * @param withOwn ln p(z|x) - ln p(z) of every sample, p(z) the mean over all samples' inputs
 * @param withoutOwn over those of the others
 */
export function betweenMixtures(z: Variable, withOwn: Float64Array, withoutOwn: Float64Array): Measurement {
  const lower = meanAndVariance(withOwn);
  const upper = meanAndVariance(withoutOwn);
  const root = Math.sqrt(z.samples);
  const lowerSpread = (z95 * Math.sqrt(lower.variance)) / root;
  const highest = Math.min(upper.mean + (z95 * Math.sqrt(upper.variance)) / root, maximumEntropyBound(z));
  const nats = Math.max(0, lower.mean);
  const ceiling = Math.log(z.samples);
  const warnings = lower.mean > 0.85 * ceiling ? [warning('lowerBoundNearCeiling', amount(ceiling, 2), z.samples)] : [];
  return {
    nats,
    low: Math.max(0, lower.mean - lowerSpread),
    high: Math.max(nats, nats + lowerSpread, highest),
    bound: 'lower',
    warnings,
  };
}

/**
 * The leave-one-out upper bound in nats: E[ln p(z|x)] - E[ln (1/(N-1)) sum over the others of p(z|x_j)] (Poole et al.
 * 2019, eq. 13). The lower limit is that of the lower bound, InfoNCE with the optimal critic.
 * @throws InputError where the variable has no known conditional density
 */
export async function leaveOneOutBound(z: Variable, signal?: AbortSignal): Promise<Measurement> {
  const { own, leaveOneOut, mixture } = await conditionalSums(z, signal);
  const lower = meanAndVariance(difference(own, mixture));
  const { mean, variance } = meanAndVariance(difference(own, leaveOneOut));
  const spread = z95 * Math.sqrt(variance / z.samples);
  const nats = Math.max(0, mean);
  const ceiling = Math.log(z.samples);
  const warnings = mean > ceiling ? [warning('upperBoundAboveCeiling', amount(ceiling, 2))] : [];
  const low = Math.max(0, lower.mean - z95 * Math.sqrt(lower.variance / z.samples));
  return { nats, low: Math.min(low, nats), high: nats + spread, bound: 'upper', warnings };
}

export function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]);
}

/**
 * By the kernel where all samples share one variance and inner products are precise enough; by differences otherwise.
 */
async function conditionalSums(variable: Variable, signal?: AbortSignal): Promise<ConditionalSums> {
  const { name, values, conditional } = variable;
  if (conditional === undefined)
    throw new InputError(
      sentence('"{0}" has no known conditional density. Declare noise, or choose another estimator.', name),
    );
  const { means, variances } = conditional;
  if (means.length !== values.length || (variances.length !== 1 && variances.length !== values.length)) {
    throw new InputError(
      sentence(
        'The conditional density of "{0}" has {1} means and {2} variances, but needs {3} means and either 1 or ' +
          '{3} variances.',
        name,
        means.length,
        variances.length,
        values.length,
      ),
    );
  }
  return (await sharedVarianceSums(variable, conditional, signal)) ?? differenceSums(variable, conditional, signal);
}

async function differenceSums(
  { values, samples, dimensions }: Variable,
  { means, variances }: GaussianConditional,
  signal?: AbortSignal,
): Promise<ConditionalSums> {
  const sums = emptySums(samples);
  const logs = new Float64Array(samples);
  const precision = Float64Array.from(
    { length: values.length },
    (_, at) => 1 / variances[variances.length === 1 ? 0 : at],
  );
  const logNorm = new Float64Array(samples);
  for (let j = 0; j < samples; j++)
    for (let d = 0; d < dimensions; d++) logNorm[j] += Math.log(precision[j * dimensions + d]) / 2;
  const breather = new Breather(signal);
  for (let i = 0; i < samples; i++) {
    weightedDistances(values, i, means, precision, logNorm, samples, dimensions, logs);
    let best = -Infinity;
    for (let j = 0; j < samples; j++) if (logs[j] > best && j !== i) best = logs[j];
    let others = 0;
    for (let j = 0; j < samples; j++) {
      const gap = logs[j] - best;
      if (gap > -40 && j !== i) others += Math.exp(gap);
    }
    enterSums(sums, i, logs[i], best, others);
    if (breather.due()) await breather.rest();
  }
  return sums;
}

/** ln p(z_i | x_j) for all j, up to a constant common to all. */
function weightedDistances(
  z: Float64Array,
  i: number,
  means: Float64Array,
  precision: Float64Array,
  logNorm: Float64Array,
  samples: number,
  dimensions: number,
  out: Float64Array,
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
export function maximumEntropyBound({ values, samples, dimensions, conditional }: Variable): number {
  if (conditional === undefined || samples <= dimensions + 2) return Infinity;
  const columns = centred(values, samples, dimensions);
  const covariance = crossProduct(columns, dimensions, columns, dimensions, samples).map(
    (sum) => sum / (samples - dimensions - 1),
  );
  const factor = cholesky(covariance, dimensions);
  if (factor.size < dimensions) return Infinity;
  const { variances } = conditional;
  let noise = 0;
  for (const variance of variances) noise += Math.log(variance);
  noise = variances.length === 1 ? noise * dimensions : noise / samples;
  return (factor.logDeterminant - noise) / 2 + z95 * Math.sqrt(dimensions / (2 * samples));
}
