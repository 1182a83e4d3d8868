import type { Grounds } from './assumption';
import type { BoundDirection, EstimatorName } from './estimate';
import type { InformationReason } from './reasons';
import type { InformationWarning } from './warnings';

/**
 * The result of an estimator's code; all values in nats. Where it says neither what it `assumes` nor which ends are
 * `certified`, the estimator's table does.
 */
export interface Measurement extends Grounds {
  readonly nats: number;
  readonly low: number;
  /** Infinite where nothing is known to bound it. */
  readonly high: number;
  readonly bound: BoundDirection;
  /** How many inputs densities were averaged over, where they are others than the samples. */
  readonly histories?: number;
  /** The estimator that replaced the requested one, where one did. */
  readonly estimator?: EstimatorName;
  readonly reason?: readonly InformationReason[];
  readonly warnings: readonly InformationWarning[];
}

/** The mean and the variance (n-1) of per-sample contributions. */
export function meanAndVariance(values: ArrayLike<number>): { mean: number; variance: number } {
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const delta = values[i] - mean;
    mean += delta / (i + 1);
    squares += delta * (values[i] - mean);
  }
  return { mean, variance: values.length > 1 ? squares / (values.length - 1) : 0 };
}
