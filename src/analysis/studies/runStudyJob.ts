import { throwIfCancelled } from '../../base/cancellation';
import { studies } from './studies';
import type { StudyContext, StudyJob } from './study';
import { studyKey } from './studyKey';
import type { OnTrial } from './studyRequest';

/**
 * Runs the trials of a job in turn. Each is stored as soon as it is done, so that an interrupted study can continue.
 * @throws CancelledError
 */
export async function runStudyJob(
  { study: name, repetition, trials }: StudyJob,
  context: StudyContext,
  onTrial: OnTrial,
): Promise<void> {
  const study = studies[name];
  for (const trial of trials) {
    throwIfCancelled(context.signal);
    const key = studyKey(name, { repetition, trial, settings: study.settings(context.config) }, context);
    const kept = await context.cache.read(key);
    const found = typeof kept === 'object' && kept !== null && study.isOutcome(kept) ? kept : undefined;
    const outcome = found ?? (await study.run(trial, repetition, context));
    if (!found) await context.cache.write(key, outcome);
    onTrial({ study: name, repetition, trial, outcome }, found !== undefined);
  }
}
