import { hostname } from 'node:os';
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { throwIfCancelled } from '../base/cancellation';

const heartbeatMs = 5_000;
const staleMs = 30_000;

/**
 * Runs `work` while holding the lock file, so that two installers of one folder run one after the other. A lock is
 * taken over if its holder has died or no longer touches it.
 *
 * @throws CancelledError while waiting
 */
export async function withLock<T>(path: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  const owner = JSON.stringify({ host: hostname(), process: process.pid, at: Date.now() });
  while (!(await tryCreate(path, owner))) {
    throwIfCancelled(signal);
    if (await isStale(path)) await rm(path, { force: true });
    else await sleep(250);
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, heartbeatMs);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await rm(path, { force: true });
  }
}

async function tryCreate(path: string, owner: string): Promise<boolean> {
  try {
    await writeFile(path, owner, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return false;
  if (Date.now() - found.mtimeMs > staleMs) return true;
  const holder: unknown = await readFile(path, 'utf8')
    .then(JSON.parse)
    .catch(() => undefined);
  return (
    typeof holder === 'object' &&
    holder !== null &&
    'host' in holder &&
    holder.host === hostname() &&
    'process' in holder &&
    typeof holder.process === 'number' &&
    !isAlive(holder.process)
  );
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
