/** A failure that the person can mend: its message says what is wrong, where, and what to do. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
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
    message: string,
    readonly file?: string,
    readonly position?: Position,
    /** Keys from the config's root to what named the cause: ['model', 'layers', 0, 'units']. */
    readonly configPath?: readonly (string | number)[],
  ) {
    super(message);
  }
}
