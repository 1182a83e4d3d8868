import type { Sentence } from '../../base/sentence';
import type { EstimationJob, PairOutcome } from '../../information/job/job';

/** Pool to worker thread. */
export type ToEstimationWorker =
  | { readonly type: 'run'; readonly id: number; readonly job: EstimationJob }
  | { readonly type: 'cancel'; readonly id: number };

/** Worker thread to pool. */
export type FromEstimationWorker =
  | { readonly type: 'done'; readonly id: number; readonly outcomes: PairOutcome[] }
  | { readonly type: 'failed'; readonly id: number; readonly error: ThreadError };

/** An error between threads, where it loses its class. */
export interface ThreadError {
  readonly name: string;
  readonly message: string;
  /** Of a UserError. */
  readonly sentence?: Sentence;
  readonly stack?: string;
}
