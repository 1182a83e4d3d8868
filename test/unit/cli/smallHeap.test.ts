import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeNpy } from '../../../src/data/npy/writeNpy';
import { rnnInfoflow, startRnnInfoflow } from './command';

const [samples, length] = [64, 4];
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rnn-heap-'));
  const symbols = Int32Array.from({ length: samples * length }, (_, i) => (i * 7) % 3);
  await writeNpy(path.join(folder, 'x.npy'), { shape: [samples, length], data: symbols });
  await states('small.npy', 2);
  await states('large.npy', 2 ** 17);
  // Every process that is started tells the settings it has.
  await writeFile(
    path.join(folder, 'tell.cjs'),
    `require('node:worker_threads').isMainThread &&
      require('node:fs')
        .appendFileSync(__dirname + '/told', process.pid + ' ' + process.env.MALLOC_TRIM_THRESHOLD_ + '\\n');`,
  );
});
afterAll(() => rm(folder, { recursive: true }));

/** States of 0 in half precision, which take no room on the disk. */
async function states(name: string, units: number): Promise<void> {
  const header = `{'descr': '<f2', 'fortran_order': False, 'shape': (${samples}, ${length}, ${units}), }`.padEnd(117);
  const file = await open(path.join(folder, name), 'w');
  await file.write(Buffer.from(`\x93NUMPY\x01\x00v\x00${header}\n`, 'latin1'));
  await file.truncate(128 + 2 * samples * length * units);
  await file.close();
}

async function configOf(name: string): Promise<string> {
  const config = path.join(folder, `${name}.rnn.json`);
  const data = { task: 'activations', inputs: 'x.npy', layers: { h: { path: `${name}.npy` } } };
  await writeFile(config, JSON.stringify({ data, analysis: { samples: 8, quantities: ['memory'] } }));
  await rm(path.join(folder, 'told'), { force: true });
  return config;
}
const env = (): NodeJS.ProcessEnv => ({
  NODE_OPTIONS: `--require ${path.join(folder, 'tell.cjs')}`,
  MALLOC_MMAP_THRESHOLD_: undefined,
  MALLOC_TRIM_THRESHOLD_: undefined,
});
const told = async (): Promise<string[][]> =>
  (await readFile(path.join(folder, 'told'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => line.split(' '));

describe.skipIf(process.platform !== 'linux')('the heap of the command line', () => {
  it('is a usual one for small states, and gives memory back for large ones', async () => {
    const small = await rnnInfoflow(['analyze', await configOf('small'), '--no-cache'], { env: env() });
    expect(small.status).toBe(0);
    expect((await told()).map(([, setting]) => setting)).toEqual(['undefined']);
    const large = await rnnInfoflow(['analyze', await configOf('large'), '--no-cache'], { env: env() });
    expect(large.stderr).not.toContain('failed');
    expect(large.status).toBe(0);
    expect(large.stdout).toContain('large.rnn.json');
    expect((await told()).map(([, setting]) => setting)).toEqual(['undefined', '131072']);
  });

  it('gives memory back where a network has many states', async () => {
    const config = path.join(folder, 'wide.rnn.json');
    await writeFile(
      config,
      JSON.stringify({
        data: { task: 'delayedCopy', symbols: 2, length: 2, delay: 1, samples: 32 },
        model: {
          layers: [
            { type: 'simpleRNN', units: 90 },
            { type: 'dense', units: 2, activation: 'softmax' },
          ],
        },
        training: { epochs: 0 },
        analysis: { samples: 100_000, quantities: ['memory'], budget: 0 },
      }),
    );
    await rm(path.join(folder, 'told'), { force: true });
    const wide = await rnnInfoflow(['analyze', config, '--no-cache', '--backend', 'wasm'], { env: env() });
    expect(wide.status).toBe(0);
    expect((await told()).map(([, setting]) => setting)).toEqual(['undefined', '131072']);
  });

  it('leaves no process behind when it is ended', async () => {
    const config = await configOf('large');
    const { child, done } = startRnnInfoflow(['analyze', config, '--no-cache', '--watch'], { env: env() });
    while ((await told().catch(() => [])).length < 2) await new Promise((wait) => setTimeout(wait, 50));
    await new Promise((wait) => setTimeout(wait, 500));
    child.kill('SIGINT');
    await done;
    for (const [pid] of await told()) expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH');
  });
});
