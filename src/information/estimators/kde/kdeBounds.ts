import { breathe } from '../../../base/cancellation';
import { meanAndVariance, type Measurement } from '../../types/measurement';
import type { Symbols } from '../discrete/symbols';
import { amount, warning } from '../../types/warnings';
import { z95 } from '../../numerics/special';

/** A noisy state: means [samples, dimensions] with N(0, variance) added to each coordinate. */
export interface NoisyMeans {
  readonly means: Float64Array;
  readonly samples: number;
  readonly dimensions: number;
  readonly variance: number;
}

/**
 * Bounds on I(X; f(X) + N(0, v)) in nats, which is the mixture's entropy less the noise's (Kolchinsky and Tracey 2017,
 * eq. 10 to 12): -(1/N) sum_i ln (1/N) sum_j exp(-|m_i - m_j|^2 / 8v) below (Bhattacharyya), with 2v in place of 8v
 * above (Kullback-Leibler). With `classes`, I(class; f(X) + N) instead: the class-conditional entropies are subtracted,
 * by the opposite bound.
 */
export async function kdeInformation(
  state: NoisyMeans,
  side: 'lower' | 'upper',
  classes?: Symbols,
  signal?: AbortSignal,
): Promise<Measurement> {
  const scale = side === 'lower' ? 8 : 2;
  const local = await surprises(state, scale * state.variance, undefined, signal);
  if (classes !== undefined) {
    const within = await surprises(state, (10 - scale) * state.variance, classes, signal);
    within.forEach((value, i) => (local[i] -= value));
  }
  const { mean, variance } = meanAndVariance(local);
  // Each sample enters its own surprise and its neighbours': the influence function is at most twice the local term's.
  const spread = z95 * Math.sqrt(variance / state.samples);
  const nats = Math.max(0, mean);
  const ceiling = Math.log(state.samples);
  const warnings = mean > 0.85 * ceiling ? [warning('kdeNearCeiling', amount(ceiling, 2))] : [];
  return { nats, low: Math.max(0, mean - spread), high: nats + spread, bound: side, warnings };
}

/**
 * -ln of the kernel density at each sample, against all samples or those of its own class; kernels exp(-|.|^2 / width).
 */
async function surprises(
  { means, samples, dimensions }: NoisyMeans,
  width: number,
  classes?: Symbols,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const sums = new Float64Array(samples).fill(1);
  let last = performance.now();
  for (let i = 0; i < samples; i++) {
    for (let j = 0; j < i; j++) {
      if (classes !== undefined && classes.codes[i] !== classes.codes[j]) continue;
      let distance = 0;
      for (let d = 0, a = i * dimensions, b = j * dimensions; d < dimensions; d++) {
        const gap = means[a + d] - means[b + d];
        distance += gap * gap;
      }
      const exponent = distance / width;
      if (exponent > 40) continue;
      const kernel = Math.exp(-exponent);
      sums[i] += kernel;
      sums[j] += kernel;
    }
    if ((i & 15) === 0 && performance.now() - last > 30) {
      await breathe(signal);
      last = performance.now();
    }
  }
  return sums.map((sum, i) => -Math.log(sum / (classes === undefined ? samples : classes.counts[classes.codes[i]])));
}
