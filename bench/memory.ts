import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a command took, by the operating system's account. */
export interface Cost {
  readonly seconds: number;
  /** The most memory of all its processes at one time, MB; what they share counts once. */
  readonly megabytes: number;
}

/** A look at the memory of all processes takes some milliseconds. */
const everyMs = 200;

/**
 * Runs a command of the command line and looks at its memory meanwhile (the proportional set size of /proc, on Linux
 * alone). The process that ends is asked for no account, since that leaves out the memory of others.
 * @returns undefined where the command fails, or where the system keeps no such account
 */
export async function costOf(args: readonly string[]): Promise<Cost | undefined> {
  if (process.platform !== 'linux') return undefined;
  const start = performance.now();
  const child = spawn(process.execPath, [join(__dirname, 'cli.js'), ...args], { stdio: 'ignore' });
  let megabytes = 0;
  let status: number | undefined;
  child.on('error', () => (status = 127));
  child.on('exit', (code) => (status = code ?? 1));
  while (status === undefined) {
    if (child.pid !== undefined) megabytes = Math.max(megabytes, await megabytesOf(child.pid));
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  return status === 0 ? { seconds: (performance.now() - start) / 1000, megabytes } : undefined;
}

/** The memory of a process and of all that it started. */
async function megabytesOf(root: number): Promise<number> {
  const children = new Map<number, number[]>();
  for (const name of await readdir('/proc')) {
    const parent = /^\d+$/.test(name) ? await parentOf(name) : undefined;
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const all = [root];
  for (const one of all) all.push(...(children.get(one) ?? []));
  const kilobytes = await Promise.all(all.map(kilobytesOf));
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

/** The second field behind the name, which stands in brackets and may hold any others. */
async function parentOf(process: string): Promise<number | undefined> {
  const stat = await readFile(`/proc/${process}/stat`, 'utf8').catch(() => undefined);
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

async function kilobytesOf(process: number): Promise<number> {
  const text = await readFile(`/proc/${process}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
}

/** The config of a job as a file. */
export async function written(config: object): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'rnn-bench-')), 'job.rnn.json');
  await writeFile(path, JSON.stringify(config));
  return path;
}
