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
  readonly beside?: Beside;
  readonly exact: boolean;
}

/** Something else that the same samples are, and its mean as many more samples tell it, with the variance of that. */
export interface Beside {
  readonly values: Float64Array;
  readonly mean: number;
  readonly variance: number;
}

/** The contributions of several parts of the samples, one part behind the other. */
export function joined(parts: readonly Omit<Contributions, 'beside'>[]): Contributions {
  const of = (key: 'lower' | 'upper' | 'alike' | 'control'): Float64Array => {
    const all = new Float64Array(parts.reduce((sum, part) => sum + part[key].length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part[key], at);
      at += part[key].length;
    }
    return all;
  };
  const [lower, upper, alike, control] = [of('lower'), of('upper'), of('alike'), of('control')];
  const isLower = parts.every((part) => part.alike === part.lower);
  return { lower, upper, alike: isLower ? lower : alike, control, exact: parts.every(({ exact }) => exact) };
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
export function betweenBounds(contributions: Contributions, cap = Infinity): BetweenBounds {
  const { lower, upper, alike, control, beside, exact } = contributions;
  const below = limits(lower, control, beside);
  const above = exact ? below : limits(upper, control, beside);
  const gap = Math.max(0, above.mean - below.mean);
  const close = gap < closeEnough;
  const low = Math.max(0, below.low);
  const high = Math.max(low, Math.min(above.high, cap));
  const between = close ? (below.mean + above.mean) / 2 : limits(alike, control, beside).mean;
  // Only the mean of the lower bound is sure to be too low; a number between two bounds is on no side.
  const bound = !close && alike === lower ? 'lower' : 'none';
  return { nats: Math.min(high, Math.max(low, between)), low, high, bound, gap };
}

/**
 * The mean over the samples and its 97.5 % limits; infinite where a contribution is. The part of the contributions that
 * follows the control, whose mean is known, is taken out by least squares (Glynn and Szechtman 2002). Then the part
 * that follows what is beside them is taken out, by the slope that leaves the least variance; the variance of that
 * other mean is a part of it.
 */
function limits(
  values: Float64Array,
  control: Float64Array,
  beside?: Beside,
): { mean: number; low: number; high: number } {
  const infinite = values.find((value) => !Number.isFinite(value));
  if (infinite !== undefined) return { mean: infinite, low: -Infinity, high: Infinity };
  const { mean, variance } = meanOf(withoutControl(values, control), control, beside);
  const spread = z95 * Math.sqrt(variance);
  return { mean, low: mean - spread, high: mean + spread };
}

/** The mean of values without their control, and its variance. */
function meanOf(
  values: Float64Array,
  control: Float64Array,
  beside?: Beside,
): { readonly mean: number; readonly variance: number } {
  const n = values.length;
  const alone = meanAndVariance(values);
  if (!beside) return { mean: alone.mean, variance: alone.variance / n };
  const rough = withoutControl(beside.values, control);
  const { mean, variance } = meanAndVariance(rough);
  if (!(variance > 0)) return { mean: alone.mean, variance: alone.variance / n };
  const slope = covariance(values, alone.mean, rough, mean) / (variance + n * beside.variance);
  const rest = meanAndVariance(values.map((value, i) => value - slope * (rough[i] - beside.mean)));
  return { mean: rest.mean, variance: rest.variance / n + slope ** 2 * beside.variance };
}

/** The share of the variance of values without their control that follows what is beside them. */
export function shareBeside(values: Float64Array, control: Float64Array, beside: Beside): number {
  const [left, right] = [withoutControl(values, control), withoutControl(beside.values, control)];
  const [a, b] = [meanAndVariance(left), meanAndVariance(right)];
  if (!(a.variance > 0 && b.variance > 0)) return 0;
  return covariance(left, a.mean, right, b.mean) ** 2 / (a.variance * b.variance);
}

/** Values without the part that follows a control of mean 0. */
export function withoutControl(values: Float64Array, control: Float64Array): Float64Array {
  const centre = meanAndVariance(control);
  if (!(centre.variance > 0)) return values;
  const slope = covariance(values, meanAndVariance(values).mean, control, centre.mean) / centre.variance;
  return values.map((value, i) => value - slope * control[i]);
}

function covariance(a: Float64Array, meanOfA: number, b: Float64Array, meanOfB: number): number {
  let product = 0;
  for (let i = 0; i < a.length; i++) product += (a[i] - meanOfA) * (b[i] - meanOfB);
  return product / (a.length - 1);
}
