import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { validateConfig } from '../analysis/validate';
import { InputError } from '../base/userError';
import { complain } from './failures';

/** Checks configs and the files that they read. Warnings are printed and pass; an error sets exit status 2. */
export async function validateCommand(configs: readonly string[], signal: AbortSignal): Promise<void> {
  for (const name of configs) {
    const path = resolve(name);
    const problems = await validateConfig({ configPath: path, configText: await readText(path) }, signal);
    for (const problem of problems) complain(`${problem.severity === 'warning' ? 'warning: ' : ''}${problem.message}`, path, problem.range.position);
    if (problems.some((problem) => problem.severity === 'error')) process.exitCode = 2;
    else process.stdout.write(`${name}: fine\n`);
  }
}

/** @throws InputError naming the file that cannot be read */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (failure) {
    throw new InputError(`The file cannot be read (${failure instanceof Error && 'code' in failure ? String(failure.code) : 'unknown reason'}).`, path, { line: 1, column: 1 });
  }
}
