import type { Sentence } from '../../base/sentence';
import type { EstimatorOptions, InformationEstimate } from '../types/estimate';
import type { Variable } from '../types/variable';

/**
 * Many mutual informations over shared variables: what one variable needs (ranks, distances, covariances) is computed
 * once, however many pairs it stands in. Plain data, so that it can cross to a worker thread.
 */
export interface EstimationJob {
  readonly variables: readonly Variable[];
  readonly pairs: readonly EstimationPair[];
  readonly options: EstimatorOptions;
}

export interface EstimationPair {
  /** Index into `variables`. */
  readonly x: number;
  readonly y: number;
  /** Overrules the job's options for this pair. */
  readonly options?: Partial<EstimatorOptions>;
}

/**
 * A pair whose estimate could not be made (one class only, NaN, fewer samples than neighbours): the reason, for a
 * person.
 */
export interface FailedEstimate {
  readonly error: Sentence;
}

export type PairOutcome = InformationEstimate | FailedEstimate;

/** Runs a job; outcomes come in the order of the pairs. Rejects with CancelledError when the signal is aborted. */
export type RunEstimationJob = (job: EstimationJob, signal?: AbortSignal) => Promise<PairOutcome[]>;
