import type { PairOutcome, RunEstimationJob } from '../../information/job/job';
import type { StatesAtHand } from './side';
import type { SnapshotPlan } from './snapshotPlan';

/** While the last pairs of one part run on one core, the others have the next part. */
const partsAtOnce = 2;

/**
 * The outcomes of the pairs at some places of a plan, in that order. The variables of a part live as long as its job.
 * @throws CancelledError
 */
export async function runPlan(
  plan: SnapshotPlan,
  places: readonly number[],
  runJob: RunEstimationJob,
  signal: AbortSignal,
  at?: StatesAtHand,
): Promise<PairOutcome[]> {
  const found = new Map<number, PairOutcome>();
  const parts = plan.parts(places).values();
  let failed = false;
  const lane = async (): Promise<void> => {
    for (const part of parts) {
      if (failed) return;
      const outcomes = await runJob(plan.jobOf(part, at), signal);
      part.forEach((place, i) => found.set(place, outcomes[i]));
    }
  };
  try {
    await Promise.all(Array.from({ length: partsAtOnce }, lane));
  } catch (failure) {
    failed = true;
    throw failure;
  }
  return places.flatMap((place) => found.get(place) ?? []);
}
