import { sentence, worded } from '../../base/sentence';
import { InputError, UserError } from '../../base/userError';
import type { EngineFailure } from './protocol';

/** The failure to report for a caught error: a UserError with its own sentence, any other error as a failed run. */
export function toFailure(error: unknown): EngineFailure {
  if (error instanceof InputError) {
    return {
      ...worded(error.sentence),
      kind: 'input',
      stack: error.stack,
      ...(error.file === undefined ? {} : { file: error.file }),
      ...(error.position === undefined ? {} : { position: error.position }),
    };
  }
  if (error instanceof UserError) return { ...worded(error.sentence), kind: 'work', stack: error.stack };
  if (error instanceof Error)
    return { ...worded(sentence('The analysis failed: {0}', error.message)), kind: 'work', stack: error.stack };
  return { ...worded(sentence('The analysis failed: {0}', String(error))), kind: 'work' };
}
