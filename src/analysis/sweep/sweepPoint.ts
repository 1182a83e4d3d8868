import { type RateEstimator } from './codeRate';
import { type SweepDistortion } from './distortion';

/** One trained bottleneck, rate and relevance in nats with 95 % intervals. */
export interface SweepPoint {
  readonly beta: number;
  /** An upper bound on I(X;Z) at the last step. */
  readonly rate: number;
  readonly rateLow: number;
  readonly rateHigh: number;
  /** Which bound it is. */
  readonly rateEstimator: RateEstimator;
  /** A lower bound on I(X;Z); absent for a state that is sampled inside a recurrent layer. */
  readonly rateLower?: number;
  /** I(Z;Y); absent where no head predicts Y. */
  readonly relevance?: number;
  readonly relevanceLow?: number;
  readonly relevanceHigh?: number;
  /** An upper bound on I(X;Z_{1:T}) of all steps of the code together. */
  readonly sequenceRate?: { readonly rate: number; readonly low: number; readonly high: number };
  /** The distortion of each head. */
  readonly distortions?: readonly SweepDistortion[];
}
