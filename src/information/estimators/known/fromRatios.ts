import { z95 } from '../../numerics/special';
import type { BoundDirection } from '../../types/bound';
import { meanAndVariance } from '../../types/measurement';
import type { LogRatios } from './logRatios';

/** Information in nats between two bounds. */
export interface BetweenBounds {
  readonly nats: number;
  readonly low: number;
  readonly high: number;
  readonly bound: BoundDirection;
  /** Upper bound less lower bound; 0 where all inputs were counted. */
  readonly gap: number;
}

/** Two bounds nearer than this, in nats, count as one number: a tenth of a bit. */
export const closeEnough = 0.1 * Math.LN2;

/** Contributions of the samples, nats. */
export interface Contributions {
  /** To a lower bound. */
  readonly lower: Float64Array;
  /** To an upper bound. */
  readonly upper: Float64Array;
  /** To the number between them, where they are far apart. */
  readonly alike: Float64Array;
  /** Contributions of mean 0. */
  readonly control: Float64Array;
  readonly exact: boolean;
}

/** I(X;H) = E[ln p(h|x) - ln p(h)]. */
export const aboutInput = ({ lower, upper, control, exact }: LogRatios): Contributions => ({
  lower,
  upper,
  alike: lower,
  control,
  exact,
});

/**
 * The number that samples' contributions give: the middle of two bounds that nearly meet, or else the number between
 * them. The interval reaches from the 97.5 % lower limit of the lower bound to the 97.5 % upper limit of the upper one.
 * @param cap an upper bound from elsewhere
 */
export function betweenBounds({ lower, upper, alike, control, exact }: Contributions, cap = Infinity): BetweenBounds {
  const below = limits(lower, control);
  const above = exact ? below : limits(upper, control);
  const gap = Math.max(0, above.mean - below.mean);
  const close = gap < closeEnough;
  const low = Math.max(0, below.low);
  const high = Math.max(low, Math.min(above.high, cap));
  const between = close ? (below.mean + above.mean) / 2 : limits(alike, control).mean;
  // Only the mean of the lower bound is sure to be too low; a number between two bounds is on no side.
  const bound = !close && alike === lower ? 'lower' : 'none';
  return { nats: Math.min(high, Math.max(low, between)), low, high, bound, gap };
}

/**
 * The mean over the samples and its 97.5 % limits; infinite where a contribution is. The part of the contributions that
 * follows the control, whose mean is known, is taken out by least squares (Glynn and Szechtman 2002).
 */
function limits(values: Float64Array, control: Float64Array): { mean: number; low: number; high: number } {
  const infinite = values.find((value) => !Number.isFinite(value));
  if (infinite !== undefined) return { mean: infinite, low: -Infinity, high: Infinity };
  const { mean, variance } = meanAndVariance(withoutControl(values, control));
  const spread = z95 * Math.sqrt(variance / values.length);
  return { mean, low: mean - spread, high: mean + spread };
}

function withoutControl(values: Float64Array, control: Float64Array): Float64Array {
  const centre = meanAndVariance(control);
  if (!(centre.variance > 0)) return values;
  const { mean } = meanAndVariance(values);
  let product = 0;
  for (let i = 0; i < values.length; i++) product += (values[i] - mean) * (control[i] - centre.mean);
  const slope = product / (values.length - 1) / centre.variance;
  return values.map((value, i) => value - slope * control[i]);
}
