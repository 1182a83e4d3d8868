import type { Sentence } from '../base/sentence';

/** Curves of codes: trained points, and the exact limits. */
export interface Curves {
  bottleneck?: BottleneckPoint[];
  bottleneckLimit?: BottleneckPoint[];
  /** The best code at each beta of the config's own Lagrangian, beta ascending. */
  overBeta?: BottleneckPoint[];
  /** Below the first of these betas the best code holds nothing; at each one it begins to hold something more. */
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
   * Which bound the rate is: the KL to the prior used in training, or to the mixture of all codes where that is lower.
   */
  rateEstimator?: 'prior' | 'leaveOneOut';
  /** A lower bound on I(X;Z). */
  rateLower?: number;
}

/**
 * The distortion of one head of a trained network at the rate of its code, over all steps of a sequence; or a point of
 * the exact R(D).
 */
export interface RateDistortionPoint {
  /**
   * An upper bound on the information of all the code's steps together about the input; `rateLow` and `rateHigh` are
   * its interval.
   */
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
  /** The head's layer, and its target. */
  head?: string;
  target?: string;
  /** The name of an exact curve: 'R(D) of 6 steps, reverse water-filling'. */
  name?: Sentence;
}

/**
 * `squaredError`: mean over values. `logLoss`: nats or bits per symbol, in the config's unit. `hamming`: share of wrong
 * symbols.
 */
export type DistortionMeasure = 'squaredError' | 'logLoss' | 'hamming';
