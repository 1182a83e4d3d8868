import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { Random } from '../../src/base/random';
import { rnnInfoflow, startRnnInfoflow } from '../unit/cli/command';
import { grid, sweepConfig, swept } from '../unit/cli/sweepConfig';
import { builtEngine, ownFolder, printed, smallConfig, whole } from './support/analyses';
import { isFull, report, seed, times } from './support/form';

const folder = ownFolder();
const alive = (group: number): boolean => {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
};

/**
 * Kills a run, with all that it started, at times drawn over its length, each in a cache of its own; what the next run
 * says is then compared with an undisturbed one.
 */
async function killAndRunAgain(kills: number, args: readonly string[], said: (of: string) => string): Promise<void> {
  const random = new Random(seed).fork(args.join(' '));
  const begin = performance.now();
  const expected = said(printed(await rnnInfoflow([...args, '--no-cache'])));
  const length = performance.now() - begin;
  let running = 0;
  for (let i = 0; i < kills; i++) {
    const cache = join(folder, 'cache');
    await mkdir(cache);
    const env = { XDG_CACHE_HOME: cache };
    const run = startRnnInfoflow(args, { env });
    await sleep(random.uniform() * length);
    run.killGroup();
    if ((await run.done).status === -1) running++;
    await vi.waitFor(() => expect(alive(run.pid), `kill ${i} leaves processes`).toBe(false), 10_000);
    expect(said(printed(await rnnInfoflow(args, { env }))), `kill ${i}`).toBe(expected);
    await rm(cache, { recursive: true });
  }
  report(`${kills} kills of "${args[0]}", ${running} before its end, each followed by an equal run`);
}

it('gives the bytes of an undisturbed analysis after each kill', async () => {
  const config = join(folder, 'small.rnn.json');
  await writeFile(config, JSON.stringify(smallConfig(1)));
  await killAndRunAgain(times(110, 3), ['analyze', config, '--json', '--backend', 'wasm'], (text) => text);
});

// `npm test` kills sweeps in test/unit/cli/sweepResume.test.ts.
it.runIf(isFull)('gives the curves of an undisturbed sweep after each kill', async () => {
  const config = join(folder, 'sweep.rnn.json');
  await writeFile(config, JSON.stringify(sweepConfig));
  const curves = (text: string): string => swept({ status: 0, stdout: text, stderr: '' }).curves;
  await killAndRunAgain(
    20,
    ['sweep', config, '--beta', grid, '--json', '--backend', 'wasm'],
    // The curves are what is trained in the processes that are killed; the document has lost its stages here.
    (text) => curves(text.replace(/^\{/, '{"stages":[],')),
  );
});

it('says that the engine was killed, and starts another with the next run', async () => {
  const { supervisor, analyze } = builtEngine();
  const kills = times(70, 5);
  const random = new Random(seed).fork('engine');
  const expected = whole(await analyze(smallConfig(1), join(folder, 'undisturbed')));
  const begin = performance.now();
  whole(await analyze(smallConfig(1), join(folder, 'measured')));
  const length = performance.now() - begin;
  let running = 0;
  for (let i = 0; i < kills; i++) {
    const cache = join(folder, `engine-${i}`);
    const run = analyze(smallConfig(1), cache);
    const { pid } = supervisor;
    await sleep(random.uniform() * length);
    if (pid !== undefined && supervisor.pid === pid) process.kill(pid, 'SIGKILL');
    const { outcome } = await run;
    if (outcome.type === 'failed') {
      running++;
      expect(outcome.failure.message).toMatch(/^The analysis process was killed.*Analyze again/);
    } else expect(outcome.type).toBe('done');
    expect(whole(await analyze(smallConfig(1), cache)), `kill ${i}`).toBe(expected);
  }
  report(`${kills} kills of the engine, ${running} during a run, each followed by an equal run`);
});
