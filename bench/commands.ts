import { spawn } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyEdits, modify } from 'jsonc-parser';
import { median } from './row';

/** A copy of an example's config; with a budget of 0 nothing is sharpened by fresh histories. */
export async function exampleConfig(folder: string, name: string, budget?: number): Promise<string> {
  const text = await readFile(join(__dirname, '..', 'examples', folder, name), 'utf8');
  const copy = join(await mkdtemp(join(tmpdir(), 'rnn-bench-')), name);
  await writeFile(
    copy,
    budget === undefined ? text : applyEdits(text, modify(text, ['analysis', 'budget'], budget, {})),
  );
  return copy;
}

/** Median wall seconds of a command of the command line; `undefined` where it fails (a library is not installed). */
export async function commandSeconds(args: readonly string[], runs = 3): Promise<number | undefined> {
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    const status = await new Promise<number>((resolve) => {
      const child = spawn(process.execPath, [join(__dirname, 'cli.js'), ...args], { stdio: 'ignore' });
      child.on('error', () => resolve(127));
      child.on('exit', (code) => resolve(code ?? 1));
    });
    if (status !== 0) return undefined;
    seconds.push((performance.now() - start) / 1000);
  }
  return median(seconds);
}
