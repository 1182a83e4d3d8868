import fc from 'fast-check';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { byteMutations, damaged } from './support/byteMutations';
import { Checker } from './support/checker';
import { fileSeeds, type FileSeed } from './support/fileSeeds';
import { report, seed, times } from './support/form';
import { madeFiles } from './support/madeFiles';

const checker = new Checker({ seconds: 20, megabytes: 1500 });
let folder: string;
let seeds: readonly FileSeed[];
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rnn-infoflow-files-'));
  seeds = await fileSeeds(folder);
});
afterAll(async () => {
  checker.end();
  await rm(folder, { recursive: true, force: true });
});

/** What is said of a file in a folder of its own. */
async function said({ name, config, others = {} }: FileSeed, bytes: Buffer): Promise<readonly string[]> {
  const own = join(folder, String(count++));
  for (const [path, content] of [...Object.entries(others), [name, bytes] as const]) {
    await mkdir(dirname(join(own, path)), { recursive: true });
    await writeFile(join(own, path), content);
  }
  try {
    return await checker.messages({ configPath: join(own, 'x.rnn.json'), configText: JSON.stringify(config) });
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

it('reads the good files that the others come from', async () => {
  for (const file of seeds) {
    if (file.format === 'gzip' || file.name.startsWith('w.')) continue;
    expect(await said(file, file.bytes), file.format).toEqual([]);
  }
});

const made = madeFiles();

it('answers every hostile file with one sentence or with none', async () => {
  const tried = made.filter((_, i) => i % times(1, 4) === 0);
  const faults: string[] = [];
  for (const file of tried) {
    await said(file, file.bytes).catch((fault: unknown) => faults.push(`${file.format}: ${String(fault)}`));
  }
  expect(faults).toEqual([]);
  report(`${tried.length} files made to harm; the process took at most ${checker.largest.toFixed(0)} MB`);
});

it('answers every damaged file with one sentence or with none', async () => {
  const numRuns = times(300 - made.length, 60);
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: seeds.length - 1 }), byteMutations, async (index, changes) => {
      const file = seeds[index];
      if ((await said(file, damaged(file.bytes, changes))).length > 0) refused++;
    }),
    { seed, numRuns },
  );
  report(`${numRuns} damaged files, ${refused} refused; the slowest took ${checker.slowest.toFixed(1)} s`);
});
