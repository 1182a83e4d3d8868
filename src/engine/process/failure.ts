import { InputError, UserError } from '../../base/userError';
import type { EngineFailure } from './protocol';

/** What a caught error tells a person: the sentence of a UserError as it is, anything else as a failure of the run. */
export function toFailure(error: unknown): EngineFailure {
  if (error instanceof InputError) {
    return {
      message: error.message,
      kind: 'input',
      stack: error.stack,
      ...(error.file === undefined ? {} : { file: error.file }),
      ...(error.position === undefined ? {} : { position: error.position }),
    };
  }
  if (error instanceof UserError) return { message: error.message, kind: 'work', stack: error.stack };
  if (error instanceof Error)
    return { message: `The analysis failed: ${error.message}`, kind: 'work', stack: error.stack };
  return { message: `The analysis failed: ${String(error)}`, kind: 'work' };
}
