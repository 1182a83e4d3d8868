/** Rate of a unit of a leaky cell, a function of its state. */
export type RateFunction = 'relu' | 'softplus' | 'tanh' | 'sigmoid' | 'linear';

/** r = f(s) */
export const rateOf: Readonly<Record<RateFunction, (s: number) => number>> = {
  relu: (s) => Math.max(0, s),
  softplus: (s) => Math.max(0, s) + Math.log1p(Math.exp(-Math.abs(s))),
  tanh: Math.tanh,
  sigmoid: (s) => 1 / (1 + Math.exp(-s)),
  linear: (s) => s,
};

/** f'(s), computed from r = f(s). */
export const slopeOf: Readonly<Record<RateFunction, (r: number) => number>> = {
  relu: (r) => (r > 0 ? 1 : 0),
  softplus: (r) => -Math.expm1(-r),
  tanh: (r) => 1 - r * r,
  sigmoid: (r) => r * (1 - r),
  linear: () => 1,
};
