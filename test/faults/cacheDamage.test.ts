import { mkdir, readdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Random } from '../../src/base/random';
import { builtEngine, ownFolder, smallConfig, whole } from './support/analyses';
import { report, seed, times } from './support/form';

type Damage = (path: string, other: string, random: Random) => Promise<void>;

const damages: Readonly<Record<string, Damage>> = {
  'a flipped bit': async (path, _, random) => {
    const bytes = await readFile(path);
    bytes[random.integer(bytes.length)] ^= 1 << random.integer(8);
    await writeFile(path, bytes);
  },
  'a cut end': async (path, _, random) => truncate(path, random.integer((await readFile(path)).length)),
  'nothing in it': (path) => truncate(path, 0),
  'zeros in it': async (path) => writeFile(path, Buffer.alloc((await readFile(path)).length)),
  'more behind it': async (path) => writeFile(path, Buffer.concat([await readFile(path), Buffer.from('more')])),
  "another's content": async (path, other) => writeFile(path, await readFile(other)),
  'its content swapped': async (path, other) => {
    const mine = await readFile(path);
    await writeFile(path, await readFile(other));
    await writeFile(other, mine);
  },
  'a folder in its place': async (path) => {
    await rm(path);
    await mkdir(path);
  },
  'a link to itself in its place': async (path) => {
    await rm(path);
    await symlink(path, path);
  },
  'a device in its place': async (path) => {
    await rm(path);
    await symlink('/dev/zero', path);
  },
  'gone beside a half-written one': (path) => rename(path, `${path}.part`),
};

it('computes anew what is damaged in the cache', async () => {
  const cache = join(ownFolder(), 'stages');
  const { analyze } = builtEngine();
  const random = new Random(seed).fork('cache');
  const expected = whole(await analyze(smallConfig(1), cache));
  const kinds = Object.entries(damages).filter(([name]) => process.platform === 'linux' || !name.includes('link'));
  const rounds = times(6, 1);
  let count = 0;
  for (let round = 0; round < rounds; round++) {
    for (const [name, damage] of kinds) {
      const names = (await readdir(cache)).filter((file) => file.endsWith('.stage')).sort();
      // One of them, or all: then the run has nothing else to go on.
      const hit = round % 2 === 0 ? names : [names[random.integer(names.length)]];
      for (const file of hit) await damage(join(cache, file), join(cache, names[random.integer(names.length)]), random);
      count++;
      expect(whole(await analyze(smallConfig(1), cache)), `${name}, round ${round}`).toBe(expected);
      await rm(cache, { recursive: true });
      whole(await analyze(smallConfig(1), cache));
    }
  }
  report(`${count} damages of the cache in ${kinds.length} ways`);
});
