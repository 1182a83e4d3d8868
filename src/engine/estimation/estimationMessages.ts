import type { EstimationJob, PairOutcome } from '../../information/job/job';

/** Pool to worker thread. */
export type ToEstimationWorker =
  | { readonly type: 'run'; readonly id: number; readonly job: EstimationJob }
  | { readonly type: 'cancel'; readonly id: number };

/** Worker thread to pool. */
export type FromEstimationWorker =
  | { readonly type: 'done'; readonly id: number; readonly outcomes: PairOutcome[] }
  | {
      readonly type: 'failed';
      readonly id: number;
      readonly error: { readonly name: string; readonly message: string; readonly stack?: string };
    };
