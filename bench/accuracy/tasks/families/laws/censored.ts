import cdf from '@stdlib/stats-base-dists-normal-cdf';
import type { Law } from './law';
import { normalPair } from './normal';

/** What one side of a normal pair becomes: values at or beyond an end are told apart no more. */
export interface Censoring {
  readonly from: number;
  readonly to: number;
  /** Strictly increasing within the ends. */
  readonly map: (value: number) => number;
  /** Its inverse; values of the ends may be anything beyond them. */
  readonly inverse: (value: number) => number;
}

export const open: Censoring = { from: -Infinity, to: Infinity, map: (v) => v, inverse: (v) => v };

/** max(0, v): one value for all below zero. */
export const relu: Censoring = { from: 0, to: Infinity, map: (v) => Math.max(0, v), inverse: (v) => v };

/** Values beyond +-end are the ends. */
export const clip = (end: number): Censoring => ({
  from: -end,
  to: end,
  map: (v) => Math.max(-end, Math.min(end, v)),
  inverse: (v) => v,
});

/**
 * tanh(gain v) as a number of 32 bits, which is +-1 wherever gain |v| > 13 ln 2 = 9.01. Below that the rounding is
 * finer than .56 / gain, whose loss of information is under a thousandth of a nat from a gain of 4 on.
 */
export const saturatedTanh = (gain: number): Censoring => {
  const end = (13 * Math.LN2) / gain;
  return {
    from: -end,
    to: end,
    map: (v) => Math.fround(Math.tanh(gain * v)),
    inverse: (h) => (Math.abs(h) >= 1 ? h * Infinity : Math.atanh(h) / gain),
  };
};

/**
 * A normal pair whose sides are censored. The log ratio is that of the densities or of the probabilities of the ends:
 * p(y | x) / p(y) for a censored y, and p(x, y) / p(x) p(y) of whole rectangles where both are.
 */
export function censoredPair(correlation: number, first: Censoring, second: Censoring): Law {
  const pair = normalPair(correlation);
  const rest = Math.sqrt(1 - correlation ** 2);
  const rectangles = new Map<string, number>();
  const given = (end: Interval, value: number): number =>
    cdf(end.to, correlation * value, rest) - cdf(end.from, correlation * value, rest);
  const mass = (end: Interval): number => cdf(end.to, 0, 1) - cdf(end.from, 0, 1);
  const rectangle = (a: Interval, b: Interval): number => {
    const key = `${a.from} ${a.to} ${b.from} ${b.to}`;
    let known = rectangles.get(key);
    if (known === undefined) {
      known = integral(Math.max(a.from, -9), Math.min(a.to, 9), (u) => density(u) * given(b, u));
      rectangles.set(key, known);
    }
    return known;
  };
  return {
    ...pair,
    draw: (random, x, y) => {
      pair.draw(random, x, y);
      x[0] = first.map(x[0]);
      y[0] = second.map(y[0]);
    },
    logRatio: (x, y) => {
      const u = first.inverse(x[0]);
      const v = second.inverse(y[0]);
      const a = endAt(first, u);
      const b = endAt(second, v);
      if (a && b) return Math.log(rectangle(a, b) / mass(a) / mass(b));
      if (a) return Math.log(given(a, v) / mass(a));
      if (b) return Math.log(given(b, u) / mass(b));
      return pair.logRatio?.(Float64Array.of(u), Float64Array.of(v)) ?? NaN;
    },
  };
}

interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The interval that an end stands for, if the value is at one. */
function endAt({ from, to }: Censoring, value: number): Interval | undefined {
  if (value <= from) return { from: -Infinity, to: from };
  if (value >= to) return { from: to, to: Infinity };
  return undefined;
}

export const density = (u: number): number => Math.exp((-u * u) / 2) / Math.sqrt(2 * Math.PI);

/** Simpson's rule over 2000 intervals. */
export function integral(from: number, to: number, f: (u: number) => number): number {
  const count = 2000;
  const step = (to - from) / count;
  let sum = 0;
  for (let i = 0; i <= count; i++) sum += f(from + i * step) * (i === 0 || i === count ? 1 : i % 2 === 0 ? 2 : 4);
  return (sum * step) / 3;
}
