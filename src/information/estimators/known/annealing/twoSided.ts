import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import { meanAndVariance } from '../../../types/measurement';
import { logMeanExp } from '../../../numerics/logSums';

/** A bound on a mean over states, with its standard error and the degrees of freedom that this has. */
export interface MeanBound {
  readonly mean: number;
  readonly error: number;
  readonly freedom: number;
}

/** Values of every state that bound ln p(h|x) - ln p(h) in expectation. */
export interface StateBounds {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * From K unbiased weights of p(h): E ln of their mean is at most ln p(h), so that own - it bounds the information from
 * above. With one of them replaced by the weight of a run that starts at the true history, E ln of the mean is at least
 * ln p(h), which bounds it from below (Grosse, Ancha and Roy 2015; Brekelmans et al. 2022, section 3).
 */
export function stateBounds(own: Float64Array, forward: Float64Array, reverse: Float64Array): StateBounds {
  const chains = forward.length / own.length;
  const lower = new Float64Array(own.length);
  const upper = new Float64Array(own.length);
  for (let i = 0; i < own.length; i++) {
    const weights = forward.subarray(i * chains, (i + 1) * chains);
    upper[i] = own[i] - logMeanExp(weights);
    const replaced = weights.slice();
    replaced[0] = reverse[i];
    lower[i] = own[i] - logMeanExp(replaced);
  }
  return { lower, upper };
}

/** The mean distance of the bounds, nats. */
export function gapOf({ lower, upper }: StateBounds): number {
  let sum = 0;
  for (let i = 0; i < lower.length; i++) sum += upper[i] - lower[i];
  return sum / lower.length;
}

/** States from which a slope on the control may be fitted. */
const fewestForControl = 8;

/**
 * The mean of `values`, corrected by a control whose mean is 0: ln p(h|x) less its known mean -d/2. The slope for each
 * state comes from the others, so that the corrected mean keeps its expectation exactly.
 */
export function controlledMean(values: Float64Array, control: Float64Array): MeanBound {
  const n = values.length;
  const plain = meanAndVariance(values);
  if (n < fewestForControl) return { mean: plain.mean, error: Math.sqrt(plain.variance / n), freedom: n - 1 };
  const sums = { x: 0, y: 0, xx: 0, xy: 0 };
  for (let i = 0; i < n; i++) {
    sums.x += control[i];
    sums.y += values[i];
    sums.xx += control[i] ** 2;
    sums.xy += control[i] * values[i];
  }
  const corrected = values.map((value, i) => {
    const [x, y] = [(sums.x - control[i]) / (n - 1), (sums.y - value) / (n - 1)];
    const spread = sums.xx - control[i] ** 2 - (n - 1) * x * x;
    const slope = spread > 0 ? (sums.xy - control[i] * value - (n - 1) * x * y) / spread : 0;
    return value - slope * control[i];
  });
  const { mean, variance } = meanAndVariance(corrected);
  return { mean, error: Math.sqrt(variance / n), freedom: n - 2 };
}

/** How far a 97.5 % limit is from the mean, by Student's distribution. */
export const spreadOf = ({ error, freedom }: MeanBound): number =>
  error === 0 ? 0 : freedom < 1 ? Infinity : error * studentQuantile(0.975, freedom);
