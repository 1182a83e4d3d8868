import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Random } from '../../src/base/random';
import { rnnInfoflow } from '../unit/cli/command';
import { builtEngine, ownFolder, printed, smallConfig, whole } from './support/analyses';
import { report, seed, times } from './support/form';

const folder = ownFolder();

it('gives two windows on one cache the same numbers, whatever the other does', async () => {
  const [here, there] = [builtEngine(), builtEngine()];
  const random = new Random(seed).fork('windows');
  const cache = join(folder, 'stages');
  const expected = await Promise.all(
    [1, 2, 3].map(async (number) => {
      const alone = builtEngine();
      const bytes = whole(await alone.analyze(smallConfig(number), join(folder, `alone-${number}`)));
      alone.supervisor.dispose();
      return bytes;
    }),
  );
  const rounds = times(60, 6);
  let stopped = 0;
  for (let round = 0; round < rounds; round++) {
    // A seed that both have, and one of the other's alone.
    const [mine, yours] = [random.integer(3), random.integer(3)];
    const other = there.analyze(smallConfig(1 + yours), cache);
    const own = here.analyze(smallConfig(1 + mine), cache);
    if (random.uniform() < 0.3) {
      await sleep(random.uniform() * 300);
      if (random.uniform() < 0.5) there.supervisor.cancel();
      else if (there.supervisor.pid !== undefined) process.kill(there.supervisor.pid, 'SIGKILL');
      stopped++;
    } else expect(whole(await other), `round ${round}`).toBe(expected[yours]);
    expect(whole(await own), `round ${round}`).toBe(expected[mine]);
    await other;
  }
  report(`${rounds} rounds of two windows on one cache, in ${stopped} of which the other was cancelled or killed`);
});

it('gives command lines that start together the same bytes', async () => {
  const config = join(folder, 'small.rnn.json');
  await writeFile(config, JSON.stringify(smallConfig(1)));
  const args = ['analyze', config, '--json', '--backend', 'wasm'];
  const expected = printed(await rnnInfoflow([...args, '--no-cache']));
  const together = times(6, 2);
  const env = { XDG_CACHE_HOME: join(folder, 'together') };
  const runs = await Promise.all(Array.from({ length: together }, () => rnnInfoflow(args, { env })));
  for (const run of runs) expect(printed(run)).toBe(expected);
});
