import { resolve } from 'node:path';
import { validateConfig } from '../analysis/run/validate';
import { complain } from './failures';
import { readText } from './readText';

/** Checks configs and the files that they read. Warnings are printed and do not fail; an error sets exit status 2. */
export async function validateCommand(configs: readonly string[], signal: AbortSignal): Promise<void> {
  for (const name of configs) {
    const path = resolve(name);
    const problems = await validateConfig({ configPath: path, configText: await readText(path) }, signal);
    for (const problem of problems)
      complain(`${problem.severity === 'warning' ? 'warning: ' : ''}${problem.message}`, path, problem.range.position);
    if (problems.some((problem) => problem.severity === 'error')) process.exitCode = 2;
    else process.stdout.write(`${name}: no errors\n`);
  }
}
