import { existsSync } from 'node:fs';
import { mkdtemp, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/base/cancellation';
import { withLock } from '../../../src/runtime/installLock';

const lockPath = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), 'lock-')), 'runtime.lock');

describe('withLock', () => {
  it('lets one in at a time, and leaves nothing behind', async () => {
    const path = await lockPath();
    let inside = 0;
    const most: number[] = [];
    const work = async (): Promise<void> => {
      most.push(++inside);
      await sleep(20);
      inside--;
    };
    await Promise.all([
      withLock(path, undefined, work),
      withLock(path, undefined, work),
      withLock(path, undefined, work),
    ]);
    expect(most).toEqual([1, 1, 1]);
    expect(existsSync(path)).toBe(false);
  });

  it('releases after a failure', async () => {
    const path = await lockPath();
    await expect(withLock(path, undefined, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withLock(path, undefined, () => Promise.resolve(7))).toBe(7);
  });

  it('takes over from a holder that died or fell silent', async () => {
    const path = await lockPath();
    await writeFile(path, JSON.stringify({ host: hostname(), process: 2 ** 22 + 1 }));
    expect(await withLock(path, undefined, () => Promise.resolve(1))).toBe(1);
    await writeFile(path, 'torn');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(path, longAgo, longAgo);
    expect(await withLock(path, undefined, () => Promise.resolve(2))).toBe(2);
  });

  it('stops waiting when cancelled', async () => {
    const path = await lockPath();
    const cancel = new AbortController();
    await withLock(path, undefined, async () => {
      const second = withLock(path, cancel.signal, () => Promise.resolve());
      cancel.abort();
      await expect(second).rejects.toThrow(CancelledError);
    });
  });
});
