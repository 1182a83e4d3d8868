import { inEnglish, type Sentence, verbatim } from './sentence';

/** A failure that the user can mend: its sentence says what is wrong, where, and what to do. */
export class UserError extends Error {
  override readonly name: string = 'UserError';

  /** @param sentence becomes `message` in English; it is translated where it is shown */
  constructor(readonly sentence: Sentence) {
    super(inEnglish(sentence));
  }
}

/** The sentence of any thrown value; an unexpected error has no translation. */
export function causeOf(error: unknown): Sentence {
  if (error instanceof UserError) return error.sentence;
  return verbatim(error instanceof Error ? error.message : String(error));
}

/** A place in a text file; line and column count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The input is wrong (exit status 2 in the terminal, a diagnostic in the editor). */
export class InputError extends UserError {
  override readonly name = 'InputError';
  constructor(
    sentence: Sentence,
    readonly file?: string,
    readonly position?: Position,
    /** Keys from the config's root to the entry that caused the error: ['model', 'layers', 0, 'units']. */
    readonly configPath?: readonly (string | number)[],
  ) {
    super(sentence);
  }
}
