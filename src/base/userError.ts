import { inEnglish, type Sentence, verbatim } from './sentence';

/** A failure that the person can mend: its sentence says what is wrong, where, and what to do. */
export class UserError extends Error {
  override readonly name: string = 'UserError';

  /** @param sentence becomes `message` in English; who shows it to a person translates it */
  constructor(readonly sentence: Sentence) {
    super(inEnglish(sentence));
  }
}

/** What anything that was thrown says: a failure that nobody foresaw has no translation. */
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
    /** Keys from the config's root to what named the cause: ['model', 'layers', 0, 'units']. */
    readonly configPath?: readonly (string | number)[],
  ) {
    super(sentence);
  }
}
