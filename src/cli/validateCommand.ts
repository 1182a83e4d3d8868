import { sentence, type Sentence } from '../base/sentence';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { validateConfig } from '../analysis/run/validate';
import { InputError } from '../base/userError';
import { nearest } from '../config/text/schemaFindings';
import { complain } from './failures';

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

/** @throws InputError naming the file that cannot be read, and files that exist nearby */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (failure) {
    throw new InputError(
      await unreadable(path, failure instanceof Error && 'code' in failure ? String(failure.code) : 'unknown reason'),
      path,
      { line: 1, column: 1 },
    );
  }
}

/** Why a config cannot be read; people often give its folder, or leave out its extension. */
async function unreadable(path: string, code: string): Promise<Sentence> {
  const configsIn = async (folder: string): Promise<string[]> =>
    (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.rnn.json')).sort();
  if (code === 'EISDIR') {
    const [first] = await configsIn(path);
    return first
      ? sentence('This is a folder. Name a config in it, such as {0}.', first)
      : sentence('This is a folder, and it contains no *.rnn.json.');
  }
  if (code !== 'ENOENT') return sentence('The file cannot be read ({0}).', code);
  const names = await configsIn(dirname(path));
  const near = names.find((name) => name === `${basename(path)}.rnn.json`) ?? nearest(basename(path), names);
  return near === undefined
    ? sentence('This file does not exist.')
    : sentence('This file does not exist. Did you mean {0}?', near);
}
