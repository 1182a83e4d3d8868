import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { DecayLaw } from '../../../result/result';

/** I(X_{t-s};H_t) at one lag, in any one unit. */
export interface LagPoint {
  readonly lag: number;
  readonly value: number;
  readonly low: number;
  /** Infinity where nothing bounds it. */
  readonly high: number;
}

/** AICc of a line needs more points than its three parameters (slope, intercept, variance) plus one. */
const fewestPoints = 5;
const parameters = 3;

/** Exact values still scatter about a law that is only nearly theirs. */
const leastError = 0.01;

/** A law may miss the interval of a lag by this factor, as nothing decays by a simple law to the last digit. */
const mostMissed = 4 / 3;

/** The ratio of the last lag to the first from which a power law is named (compare Stumpf and Porter 2012). */
const decade = 10;

/**
 * Fits I = a e^(-s/tau) and I = a s^(-p), each by least squares on ln I, weighted by the relative width of each
 * interval, over the lags from 1 on whose interval stays above `floor`, and returns the better law (Lin and Tegmark
 * 2017 compare the two). Better means the lower AICc = n ln(RSS/n) + 2k + 2k(k+1)/(n-k-1), k = 3 (Hurvich and Tsai
 * 1989); the parameter's interval is Student's at 95 %. Undefined with fewer than five such lags, where a decay is not
 * significant, where a power law fits better but the lags span less than a decade (any smooth curve may pass for one
 * there), where the better law explains under 80 % of the variance of ln I, or where it misses the interval of some lag
 by more than a third: a plateau that ends abruptly, or that fades once it has ended, decays by neither law.
 */
export function fitDecay(points: readonly LagPoint[], floor = 0): DecayLaw | undefined {
  const used = points.filter(({ lag, value, low }) => lag >= 1 && low > floor && value > 0);
  if (used.length < fewestPoints) return undefined;
  const logs = used.map(({ value }) => Math.log(value));
  // The variance of ln I is the squared relative error of I, so a wide interval counts for little.
  const errors = used.map(({ value, low, high }) => Math.max(value - low, high < Infinity ? high - value : 0) / value);
  const weights = errors.map((error) => 1 / Math.max(error, leastError) ** 2);
  const exponential = line(
    used.map(({ lag }) => lag),
    logs,
    weights,
  );
  const power = line(
    used.map(({ lag }) => Math.log(lag)),
    logs,
    weights,
  );
  const [better, other] = exponential.aicc <= power.aicc ? [exponential, power] : [power, exponential];
  const steepest = better.slope - better.margin;
  const flattest = better.slope + better.margin;
  if (better.explained < 0.8 || flattest >= -1e-9) return undefined;
  const isExponential = better === exponential;
  const lawAt = (lag: number): number =>
    Math.exp(better.intercept + better.slope * (isExponential ? lag : Math.log(lag)));
  const isMissed = ({ lag, low, high }: LagPoint): boolean =>
    lawAt(lag) * mostMissed < low || lawAt(lag) > high * mostMissed;
  if (used.some(isMissed)) return undefined;
  const [from, to] = [Math.min(...used.map(({ lag }) => lag)), Math.max(...used.map(({ lag }) => lag))];
  if (!isExponential && to < decade * from) return undefined;
  return {
    kind: isExponential ? 'exponential' : 'powerLaw',
    parameter: isExponential ? -1 / better.slope : -better.slope,
    low: isExponential ? -1 / steepest : -flattest,
    high: isExponential ? -1 / flattest : -steepest,
    amplitude: Math.exp(better.intercept),
    explained: better.explained,
    from,
    to,
    points: used.length,
    criterion: 'AICc',
    lead: other.aicc - better.aicc,
  };
}

interface Line {
  readonly slope: number;
  readonly intercept: number;
  readonly explained: number;
  readonly aicc: number;
  readonly margin: number;
}

function line(x: readonly number[], y: readonly number[], weights: readonly number[]): Line {
  const n = x.length;
  // Weights of mean 1 leave AICc and Student's interval as they are for equal weights.
  const scale = n / weights.reduce((sum, weight) => sum + weight, 0);
  const w = weights.map((weight) => weight * scale);
  const meanX = mean(x, w);
  const meanY = mean(y, w);
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let i = 0; i < n; i++) {
    xx += w[i] * (x[i] - meanX) ** 2;
    xy += w[i] * (x[i] - meanX) * (y[i] - meanY);
    yy += w[i] * (y[i] - meanY) ** 2;
  }
  const slope = xx > 0 ? xy / xx : 0;
  const intercept = meanY - slope * meanX;
  // Points exactly on the line leave only rounding errors as residuals, whose logarithm means nothing.
  const residual = Math.max(
    x.reduce((sum, at, i) => sum + w[i] * (y[i] - intercept - slope * at) ** 2, 0),
    n * 1e-24,
  );
  return {
    slope,
    intercept,
    explained: yy > 0 ? Math.max(0, 1 - residual / yy) : 0,
    aicc: n * Math.log(residual / n) + 2 * parameters + (2 * parameters * (parameters + 1)) / (n - parameters - 1),
    margin: xx > 0 ? studentQuantile(0.975, n - 2) * Math.sqrt(residual / (n - 2) / xx) : Infinity,
  };
}

/** The mean under weights of mean 1. */
function mean(values: readonly number[], weights: readonly number[]): number {
  return values.reduce((sum, value, i) => sum + weights[i] * value, 0) / values.length;
}
