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

/** Networks with so many numbers in the states of an epoch, 64 MB, are too. */
const manyNumbers = 2 ** 24;

/** A generated task that a network is trained on; what is not written is what the schema gives. */
const trained = z.object({
  data: z.object({ length: z.int().positive() }),
  model: z.object({ layers: z.array(z.object({ units: z.int().positive().default(0) })) }),
  analysis: z.object({ samples: z.int().positive().default(1000) }).prefault({}),
});

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
 * config names large recorded states, or a network that has many: false where it does not, or where the settings are
 * there.
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
  const read: unknown = parse(await readText(config).catch(() => ''));
  if (hasManyStates(read)) return true;
  const { success, data: found } = recorded.safeParse(read);
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

function hasManyStates(config: unknown): boolean {
  const { success, data: found } = trained.safeParse(config);
  if (!success) return false;
  const { data, model, analysis } = found;
  const units = model.layers.reduce((sum, layer) => sum + layer.units, 0);
  return analysis.samples * data.length * units >= manyNumbers;
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
