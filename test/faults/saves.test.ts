import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import * as z from 'zod';
import { Random } from '../../src/base/random';
import { startRnnInfoflow } from '../unit/cli/command';
import { builtEngine, ownFolder, smallConfig, whole, withoutTimes } from './support/analyses';
import { report, seed, times } from './support/form';

const folder = ownFolder();
const seeded = z.object({ config: z.object({ seed: z.number() }) });

it('analyzes the last of ten saves a second, in whichever way an editor writes them', async () => {
  const config = join(folder, 'small.rnn.json');
  const random = new Random(seed).fork('saves');
  await writeFile(config, JSON.stringify(smallConfig(1)));
  const args = ['analyze', config, '--watch', '--json', '--no-cache', '--backend', 'wasm'];
  const running = startRnnInfoflow(args, { env: { XDG_CACHE_HOME: folder } });
  let documents = '';
  running.child.stdout?.on('data', (text: string) => (documents += text));
  const lines = (): string[] => documents.split('\n').slice(0, -1);
  const seeds = (): number[] => lines().map((line) => seeded.parse(JSON.parse(line)).config.seed);
  const rounds = times(10, 2);
  let last = 1;
  try {
    await vi.waitFor(() => expect(seeds()).toContain(1), 60_000);
    for (let round = 0; round < rounds; round++) {
      for (let save = 0; save < 10; save++) {
        last = 1 + last;
        const text = JSON.stringify(smallConfig(last), null, random.integer(3));
        if (random.uniform() < 0.5) {
          await writeFile(`${config}.new`, text);
          await rename(`${config}.new`, config);
        } else {
          // In two halves: a reader may see the first alone.
          await writeFile(config, text.slice(0, random.integer(text.length)));
          await sleep(random.integer(20));
          await writeFile(config, text);
        }
        await sleep(100);
      }
      await vi.waitFor(() => expect(seeds().at(-1)).toBe(last), { timeout: 60_000, interval: 50 });
    }
    // Nothing older comes after it.
    await sleep(1000);
    expect(seeds().at(-1)).toBe(last);
    expect(seeds()).toEqual(seeds().toSorted((a, b) => a - b));
  } finally {
    running.child.kill('SIGINT');
  }
  expect((await running.done).status).toBe(0);
  const { analyze } = builtEngine();
  const alone = JSON.parse(whole(await analyze(smallConfig(last)))) as Record<string, unknown>;
  const watched = JSON.parse(withoutTimes(lines().at(-1) ?? '')) as Record<string, unknown>;
  expect(watched.estimates).toEqual(alone.estimates);
  report(`${10 * rounds} saves, ten a second: ${seeds().length} analyses, the last of each second among them`);
});
