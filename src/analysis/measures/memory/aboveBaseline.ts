import normalCDF from '@stdlib/stats-base-dists-normal-cdf';
import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import { z95 } from '../../../information/numerics/special';
import type { Estimate } from '../../../result/result';
import { upperEnd } from '../../../result/upperEnd';
import { hasOwnSequences } from '../../../result/memory';
import { shuffledPairings } from './shuffledNull';

/**
 * The chance that any lag at all is called distinguishable from the baseline where none is: that of every lower limit.
 */
const familyError = 0.025;

/** Degrees of freedom of the baseline's spread; odd, as the closed form of its tail needs. */
const degrees = shuffledPairings - 1;

/**
 * Which lags are distinguishable from the shuffled baseline, in the order of `lags`, by Holm's correction over all of
 * them (Holm 1979): the k-th smallest of m p-values has to be at most 0.025/(m-k+1), as all smaller ones. Uncorrected,
 * one lag in forty would stand out by chance.
 */
export function aboveBaseline(lags: readonly Estimate[], baseline: Estimate): boolean[] {
  const chances = lags.map((lag) => chanceOf(lag, baseline));
  const order = chances.map((_, i) => i).sort((a, b) => chances[a] - chances[b]);
  const above = lags.map(() => false);
  for (const [rank, place] of order.entries()) {
    if (!(chances[place] <= familyError / (lags.length - rank))) break;
    above[place] = true;
  }
  return above;
}

/**
 * The one-sided p-value of a lag: the larger of two, since both have to reject. One is Student's, of a further shuffled
 * pairing that reads as much; it knows the spread between pairings. The other is normal, by the estimate's own lower
 * limit; it counts where all pairings read the same (a decoder reads exactly 0 of noise). Where that limit is at zero
 * or below, the estimate itself excludes nothing. A lag that was summed over other sequences than the baseline is
 * compared with zero by its own limit alone.
 */
function chanceOf(lag: Estimate, baseline: Estimate): number {
  const { value, low } = lag;
  const isOwn = hasOwnSequences(lag, baseline);
  const middle = isOwn ? 0 : Math.max(0, baseline.value);
  if (!(low > middle)) return 1;
  const error = (value - low) / z95;
  const own = error > 0 ? normalCDF((middle - value) / error, 0, 1) : 0;
  if (isOwn) return own;
  // The upper end of the baseline is that of the prediction interval of one more pairing; the lower one stops at 0.
  const spread = (upperEnd(baseline) - baseline.value) / studentQuantile(0.975, degrees);
  const further = spread > 0 ? studentTail((value - baseline.value) / spread) : 0;
  return Math.max(own, further);
}

/** Student's variable of nine pairings' freedom is above t with this probability (Abramowitz and Stegun 26.7.3). */
function studentTail(t: number): number {
  const angle = Math.atan(t / Math.sqrt(degrees));
  const square = Math.cos(angle) ** 2;
  let term = Math.cos(angle);
  let sum = term;
  for (let k = 2; k <= degrees - 3; k += 2) sum += term *= (k / (k + 1)) * square;
  return 0.5 - (angle + Math.sin(angle) * sum) / Math.PI;
}
