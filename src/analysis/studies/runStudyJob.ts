import { throwIfCancelled } from '../../base/cancellation';
import { studyKey } from './studyKey';
import type { AnyOutcome, AnyTrial, StudyContext, StudyJob } from './study';
import type { OnTrial } from './studyRequest';
import { studies } from './table';

/**
 * Runs the trials of a job in turn. Each is stored as soon as it is done, so that an interrupted study can continue.
 * @throws CancelledError
 */
export async function runStudyJob(
  { study, repetition, trials }: StudyJob,
  context: StudyContext,
  onTrial: OnTrial,
): Promise<void> {
  for (const trial of trials) {
    throwIfCancelled(context.signal);
    const key = studyKey(study, { repetition, trial, settings: studies[study].settings(context.config) }, context);
    const kept = await context.cache.read(key);
    const outcome = isOutcome(kept) ? kept : await run(study, trial, repetition, context);
    if (outcome !== kept) await context.cache.write(key, outcome);
    onTrial({ study, repetition, trial, outcome }, outcome === kept);
  }
}

const run = (
  study: StudyJob['study'],
  trial: AnyTrial,
  repetition: number,
  context: StudyContext,
): Promise<AnyOutcome> => studies[study].run(trial, repetition, context);

const outcomes = ['score', 'levels', 'uncertainty', 'enhanced', 'generalised', 'translated', 'attributed'] as const;

const isOutcome = (value: unknown): value is AnyOutcome =>
  typeof value === 'object' && value !== null && outcomes.some((key) => key in value);
