import { spawn } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { applyEdits, modify } from 'jsonc-parser';
import { median, pythonJson, row, type BenchRow } from './row';

/**
 * All of examples/delayed-copy, from the command to the last estimate, without a cache, on each backend that runs here.
 * The baseline is the same job written by hand in Python (without its imports), where the packages are installed.
 */
export async function rows(): Promise<BenchRow[]> {
  const cli = join(__dirname, 'cli.js');
  const config = await withoutSharpening(join(__dirname, '..', 'examples', 'delayed-copy', 'delayed-copy.rnn.json'));
  const job = (backend: string) =>
    measured(process.execPath, [cli, 'analyze', config, '--no-cache', '--json', '--backend', backend]);
  const wasm = await job('wasm');
  const native = await job('tensorflow');
  if (wasm === undefined) throw new Error('The bundled backend could not run examples/delayed-copy.');
  const python = await pythonJson<{ seconds: number }>('delayed_copy_job.py');
  return [
    ...(python === undefined
      ? []
      : [row('examples/delayed-copy, bundled', wasm, 'PyTorch, scikit-learn and NPEET', python.seconds)]),
    ...(native === undefined ? [] : [row('examples/delayed-copy, native', native, 'the bundled backend', wasm)]),
  ];
}

/** A copy of the config that asks for what the Python job computes: nothing is sharpened by fresh histories. */
async function withoutSharpening(path: string): Promise<string> {
  const text = await readFile(path, 'utf8');
  const copy = join(await mkdtemp(join(tmpdir(), 'rnn-bench-')), basename(path));
  await writeFile(copy, applyEdits(text, modify(text, ['analysis', 'budget'], 0, {})));
  return copy;
}

/** Median wall seconds of a command; `undefined` where it fails (a library is not installed). */
async function measured(command: string, args: readonly string[], runs = 3): Promise<number | undefined> {
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    const status = await new Promise<number>((resolve) => {
      const child = spawn(command, args, { stdio: 'ignore' });
      child.on('error', () => resolve(127));
      child.on('exit', (code) => resolve(code ?? 1));
    });
    if (status !== 0) return undefined;
    seconds.push((performance.now() - start) / 1000);
  }
  return median(seconds);
}
