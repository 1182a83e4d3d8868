/** A law of decay fitted to information over lag (Lin and Tegmark 2017 tell the two apart). */
export interface DecayLaw {
  readonly kind: 'exponential' | 'powerLaw';
  /** Time constant tau of e^(-s/tau), or exponent p of s^(-p). */
  readonly parameter: number;
  readonly amplitude: number;
  /** Share of the variance of ln I that the law explains. */
  readonly explained: number;
  /** The lags that it was fitted to; beyond them it says nothing. */
  readonly from: number;
  readonly to: number;
}

export interface LagPoint {
  readonly lag: number;
  readonly value: number;
  readonly low: number;
}

/**
 * The better of I = a e^(-s/tau) and I = a s^(-p), by least squares on ln I over the lags from 1 on whose interval stays
 * above zero. Undefined with fewer than four such lags, where nothing decays, or where the better law explains under 80 %.
 */
export function fitDecay(points: readonly LagPoint[]): DecayLaw | undefined {
  const used = points.filter(({ lag, value, low }) => lag >= 1 && low > 0 && value > 0);
  if (used.length < 4) return undefined;
  const logs = used.map(({ value }) => Math.log(value));
  const exponential = line(used.map(({ lag }) => lag), logs);
  const power = line(used.map(({ lag }) => Math.log(lag)), logs);
  const better = exponential.explained >= power.explained ? exponential : power;
  if (better.slope >= -1e-9 || better.explained < 0.8) return undefined;
  return {
    kind: better === exponential ? 'exponential' : 'powerLaw',
    parameter: better === exponential ? -1 / better.slope : -better.slope,
    amplitude: Math.exp(better.intercept),
    explained: better.explained,
    from: Math.min(...used.map(({ lag }) => lag)),
    to: Math.max(...used.map(({ lag }) => lag)),
  };
}

/** The law's value at `lag`. */
export function decayAt(law: DecayLaw, lag: number): number {
  return law.kind === 'exponential' ? law.amplitude * Math.exp(-lag / law.parameter) : law.amplitude * lag ** -law.parameter;
}

function line(x: readonly number[], y: readonly number[]): { slope: number; intercept: number; explained: number } {
  const meanX = mean(x);
  const meanY = mean(y);
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let i = 0; i < x.length; i++) {
    xx += (x[i] - meanX) ** 2;
    xy += (x[i] - meanX) * (y[i] - meanY);
    yy += (y[i] - meanY) ** 2;
  }
  const slope = xx > 0 ? xy / xx : 0;
  return { slope, intercept: meanY - slope * meanX, explained: yy > 0 && xx > 0 ? (xy * xy) / (xx * yy) : 0 };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
