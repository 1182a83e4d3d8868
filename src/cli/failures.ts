import { CommanderError } from 'commander';
import { isAbsolute, relative } from 'node:path';
import { ConfigError } from '../analysis/run/failures';
import { CancelledError } from '../base/cancellation';
import { InputError, UserError, type Position } from '../base/userError';
import { visible } from '../base/visible';
import { CancelledRun } from './soFar';

/** 0 done, 1 the work failed, 2 the input is wrong, 130 interrupted. */
export function exitStatus(failure: unknown): number {
  if (failure instanceof CommanderError) return failure.exitCode === 0 ? 0 : 2;
  if (failure instanceof InputError) return 2;
  return failure instanceof CancelledError ? 130 : 1;
}

/** Prints on stderr what is wrong, where, and what to do; a stack trace only for an unexpected error. */
export function reportFailure(failure: unknown): void {
  if (failure instanceof CommanderError) return;
  if (failure instanceof ConfigError) {
    for (const problem of failure.problems) complain(problem.message, failure.file, problem.range.position);
  } else if (failure instanceof InputError) complain(failure.message, failure.file, failure.position);
  else if (failure instanceof CancelledError)
    process.stderr.write(failure instanceof CancelledRun ? `Cancelled. ${failure.kept}\n` : 'Cancelled.\n');
  else if (failure instanceof UserError) process.stderr.write(`${failure.message}\n`);
  else
    process.stderr.write(
      `The run failed: ${visible(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure))}\n`,
    );
}

/** `file:line:column: message`, as compilers print it. */
export function complain(message: string, file?: string, position?: Position): void {
  const shown =
    file === undefined ? '' : `${shownPath(file)}:${position ? `${position.line}:${position.column}:` : ''} `;
  process.stderr.write(`${visible(shown)}${message}\n`);
}

function shownPath(file: string): string {
  const near = relative(process.cwd(), file);
  return isAbsolute(file) && !near.startsWith('..') ? near : file;
}
