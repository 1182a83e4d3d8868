import type { Sentence } from '../../base/sentence';
import type { EstimatorOptions, InformationEstimate } from '../types/estimate';
import type { Variable } from '../types/variable';

/**
 * Many mutual informations over shared variables: the data of one variable (ranks, distances, covariances) are computed
 * once, however many pairs it is in. A job is plain data, so that it can be sent to a worker thread.
 */
export interface EstimationJob {
  readonly variables: readonly Variable[];
  readonly pairs: readonly EstimationPair[];
  readonly options: EstimatorOptions;
  /** At most so many threads take parts of it; absent: all. Others have other jobs, and prepare other variables. */
  readonly threads?: number;
}

export interface EstimationPair {
  /** Index into `variables`. */
  readonly x: number;
  readonly y: number;
  /** Overrules the job's options for this pair. */
  readonly options?: Partial<EstimatorOptions>;
}

/** A pair without an estimate (one class only, NaN, fewer samples than neighbours), with the reason. */
export interface FailedEstimate {
  readonly error: Sentence;
}

export type PairOutcome = InformationEstimate | FailedEstimate;

/** Runs a job; outcomes come in the order of the pairs. Rejects with CancelledError when the signal is aborted. */
export type RunEstimationJob = (job: EstimationJob, signal?: AbortSignal) => Promise<PairOutcome[]>;
