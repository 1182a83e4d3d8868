import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'jsonc-parser';
import * as z from 'zod';
import { withEpoch } from '../config/text/epochPlace';
import { arrayPlace } from '../data/files/arrayPlace';
import { smallHeap } from '../engine/process/smallHeap';
import { readText } from './readText';

/** Recorded states in a file of so many bytes or more are analyzed with an allocator that gives memory back. */
const largeFile = 2 ** 26;

const recorded = z.object({
  data: z.object({
    task: z.literal('activations'),
    recording: z.string().optional(),
    epochs: z.array(z.int()).optional(),
    layers: z.record(z.string(), z.union([z.string(), z.object({ path: z.string() })])).optional(),
  }),
});

/**
 * Runs this very command line once more with the settings of `smallHeap`, which only a new process takes, where its
 * config names large recorded states: false where it does not, or where the settings are there.
 */
export async function ranInSmallHeap(config: string, signal: AbortSignal): Promise<boolean> {
  const [name] = Object.keys(smallHeap);
  if (process.platform !== 'linux' || process.env[name] !== undefined || !(await namesLargeStates(config)))
    return false;
  process.exitCode = await runAgain(signal);
  return true;
}

function runAgain(signal: AbortSignal): Promise<number> {
  return new Promise((settle, fail) => {
    const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
      stdio: 'inherit',
      env: { ...smallHeap, ...process.env },
      // Ctrl+C then comes to this process alone, which hands it on once.
      detached: true,
    });
    const stop = (): void => void child.kill('SIGTERM');
    const end = (): void => void child.kill('SIGKILL');
    signal.addEventListener('abort', stop, { once: true });
    process.once('exit', end);
    child.once('error', fail);
    child.once('exit', (code) => {
      process.off('exit', end);
      settle(code ?? 1);
    });
  });
}

async function namesLargeStates(config: string): Promise<boolean> {
  const text = await readText(config).catch(() => '');
  const { success, data: found } = recorded.safeParse(parse(text));
  if (!success) return false;
  const { recording, layers = {}, epochs = [] } = found.data;
  const folder = path.dirname(path.resolve(config));
  const own = Object.values(layers).map((layer) =>
    path.resolve(
      folder,
      arrayPlace(withEpoch(typeof layer === 'string' ? layer : layer.path, epochs.at(-1) ?? 0)).path,
    ),
  );
  const sizes = await Promise.all([...own, ...(await filesOf(folder, recording))].map(sizeOf));
  return sizes.some((size) => size >= largeFile);
}

async function filesOf(folder: string, recording: string | undefined): Promise<string[]> {
  if (recording === undefined) return [];
  const whole = path.resolve(folder, recording);
  return (await readdir(whole).catch(() => [])).map((name) => path.join(whole, name));
}

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );
