import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderCache } from '../../../src/analysis/cache/cache';
import { stageKey } from '../../../src/analysis/cache/key';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stage-cache-'));
});
afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true, force: true });
});

describe('FolderCache', () => {
  it('gives back typed arrays and nested values as they were', async () => {
    const cache = new FolderCache(folder);
    const output = { values: Float32Array.of(1, 2, 3), names: ['a'], nested: { n: Int32Array.of(-1) } };
    await cache.write('k', output);
    expect(await cache.read('k')).toEqual(output);
    expect(await cache.read('other')).toBeUndefined();
  });

  it('takes a damaged or cut entry for a missing one, and removes it', async () => {
    const cache = new FolderCache(folder);
    await cache.write('k', { values: Float64Array.of(1, 2, 3) });
    const [name] = await readdir(folder);
    const bytes = await readFile(join(folder, name));
    for (const damaged of [
      bytes.subarray(0, bytes.length - 1),
      bytes.subarray(0, 5),
      Buffer.from(bytes).fill(7, 40, 44),
    ]) {
      await writeFile(join(folder, name), damaged);
      expect(await cache.read('k')).toBeUndefined();
      expect(await readdir(folder)).toEqual([]);
    }
  });

  it("does not believe an entry that was copied to another key's name", async () => {
    const cache = new FolderCache(folder);
    await cache.write('k', { value: 1 });
    const [name] = await readdir(folder);
    await writeFile(join(folder, name.replace('k', 'other')), await readFile(join(folder, name)));
    expect(await cache.read('other')).toBeUndefined();
    expect(await cache.read('k')).toEqual({ value: 1 });
  });

  it.runIf(process.platform === 'linux')(
    'never reads a device, a pipe or a folder in the place of an entry',
    async () => {
      const cache = new FolderCache(folder);
      await cache.write('k', 1);
      const [name] = await readdir(folder);
      const path = join(folder, name);
      const inItsPlace = [
        () => symlink('/dev/zero', path),
        () => mkdir(path),
        () => void execFileSync('mkfifo', [path]),
        () => truncate(path, 2 ** 40),
      ];
      for (const put of inItsPlace) {
        if (put !== inItsPlace[3]) await rm(path, { recursive: true });
        await put();
        expect(await cache.read('k')).toBeUndefined();
        await cache.write('k', 2);
        expect(await cache.read('k')).toBe(2);
      }
    },
  );

  it('lets the least recently used go when it outgrows its limit', async () => {
    const cache = new FolderCache(folder, 40_000);
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) {
      await cache.write(key, new Uint8Array(9_000));
      await new Promise((resolve) => setTimeout(resolve, 15));
      if (key !== 'a') await cache.read('a');
    }
    expect(await cache.read('a')).toBeDefined();
    expect(await cache.read('b')).toBeUndefined();
    expect(await cache.read('f')).toBeDefined();
    expect((await readdir(folder)).length).toBeLessThanOrEqual(4);
  });

  it('goes on without a folder it may write to', async () => {
    const blocked = join(folder, 'file');
    await writeFile(blocked, '');
    const cache = new FolderCache(join(blocked, 'below'));
    await expect(cache.write('k', 1)).resolves.toBeUndefined();
    expect(await cache.read('k')).toBeUndefined();
  });
});

describe('stageKey', () => {
  it('depends on values, not on the order or absence of keys', () => {
    expect(stageKey('s', { a: 1, b: [1, { c: 2, d: 3 }] })).toBe(
      stageKey('s', { b: [1, { d: 3, c: 2 }], a: 1, e: undefined }),
    );
    expect(stageKey('s', { a: 1 })).not.toBe(stageKey('s', { a: 2 }));
    expect(stageKey('s', { a: 1 })).not.toBe(stageKey('t', { a: 1 }));
    expect(stageKey('s', ['ab', 'c'])).not.toBe(stageKey('s', ['a', 'bc']));
  });
});
