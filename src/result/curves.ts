import type { Sentence } from '../base/sentence';

/** Curves of codes: points that were trained, and the limits that are known exactly. */
export interface Curves {
  bottleneck?: BottleneckPoint[];
  bottleneckLimit?: BottleneckPoint[];
  /** What the best code has at each beta of the config's own Lagrangian, beta ascending. */
  overBeta?: BottleneckPoint[];
  /** Below the first of these betas nothing is worth its rate; at each one a code begins to keep something more. */
  criticalBetas?: { beta: number; name: Sentence }[];
  rateDistortion?: RateDistortionPoint[];
  rateDistortionLimit?: RateDistortionPoint[];
}

/**
 * A trained code, or a point of the exact curve. `rate` of a code is an upper bound on I(X;Z), `rateLow` and `rateHigh`
 * its interval.
 */
export interface BottleneckPoint {
  beta: number;
  rate: number;
  relevance: number;
  rateLow?: number;
  rateHigh?: number;
  relevanceLow?: number;
  relevanceHigh?: number;
  /**
   * Which bound the rate is: by the prior that the code was trained against, or by the mixture of all codes where that
   * is lower.
   */
  rateEstimator?: 'prior' | 'leaveOneOut';
  /** A lower bound on I(X;Z). */
  rateLower?: number;
}

/**
 * What one head of a trained network makes of its target at the rate of its code, all steps of a sequence together; or
 * a point of the exact R(D).
 */
export interface RateDistortionPoint {
  /** An upper bound on what the code's steps together hold of the input, `rateLow` and `rateHigh` its interval. */
  rate: number;
  rateLow?: number;
  rateHigh?: number;
  /** A mean over the target's steps, `low` and `high` its 95 % interval. */
  distortion: number;
  low?: number;
  high?: number;
  slope?: number;
  measure?: DistortionMeasure;
  beta?: number;
  /** The head's layer, and what it tells. */
  head?: string;
  target?: string;
  /** What an exact curve is: 'R(D) of 6 steps, reverse water-filling'. */
  name?: Sentence;
}

/**
 * `squaredError`: mean over values. `logLoss`: nats or bits a symbol, in the config's unit. `hamming`: share of wrong
 * symbols.
 */
export type DistortionMeasure = 'squaredError' | 'logLoss' | 'hamming';
