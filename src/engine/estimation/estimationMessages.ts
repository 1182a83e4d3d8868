import type { Sentence } from '../../base/sentence';
import type { EndingsJob } from '../../information/estimators/known/beginnings/endingsJob';
import type { EndingSums } from '../../information/estimators/known/beginnings/endingSums';
import type { EstimationJob, PairOutcome } from '../../information/job/job';

/** Messages from the pool to a worker thread. */
export type ToEstimationWorker =
  | { readonly type: 'run'; readonly id: number; readonly job: EstimationJob }
  | { readonly type: 'sum'; readonly id: number; readonly job: EndingsJob }
  | { readonly type: 'cancel'; readonly id: number };

/** Messages from a worker thread to the pool. */
export type FromEstimationWorker =
  | { readonly type: 'done'; readonly id: number; readonly outcomes: PairOutcome[] }
  | { readonly type: 'summed'; readonly id: number; readonly sums: EndingSums }
  | { readonly type: 'failed'; readonly id: number; readonly error: ThreadError };

/** An error as it crosses between threads, where it loses its class. */
export interface ThreadError {
  readonly name: string;
  readonly message: string;
  /** Present for a UserError. */
  readonly sentence?: Sentence;
  readonly stack?: string;
}
