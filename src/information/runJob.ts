import { breathe } from '../base/cancellation';
import type { PairOutcome, RunEstimationJob } from './job/job';
import { JobRun } from './job/jobRun';

/**
 * Runs every pair of a job. Ranks, covariances, distances and decoders' features are computed once per variable. A pair
 * that fails gives its reason and does not stop the others.
 * @throws CancelledError
 */
export const runEstimationJob: RunEstimationJob = async (job, signal) => {
  const run = new JobRun(job, signal);
  const outcomes: PairOutcome[] = [];
  let last = performance.now();
  for (const pair of job.pairs) {
    outcomes.push(await run.outcome(pair));
    run.forget(outcomes.length);
    if (performance.now() - last > 30) {
      await breathe(signal);
      last = performance.now();
    }
  }
  return outcomes;
};
