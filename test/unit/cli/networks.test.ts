import { parseResultText } from '../../../src/result/resultText';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnalysisResult } from '../../../src/result/result';
import { rnnInfoflow } from './command';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rnn-infoflow-networks-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const head = { type: 'dense', name: 'out', units: 2, activation: 'softmax' };
const network = (type: string) => ({ layers: [{ type, name: 'memory', units: 4 }, head] });
const config = (model: object, networks: object = {}, more: object = {}) => ({
  data: { task: 'delayedCopy', symbols: 2, length: 5, delay: 1, samples: 64 },
  model,
  networks,
  training: { epochs: 2 },
  analysis: { samples: 60, snapshots: 2 },
  ...more,
});

async function analyse(content: object, ...options: string[]): Promise<AnalysisResult> {
  const path = join(folder, 'side-by-side.rnn.json');
  await writeFile(path, JSON.stringify(content));
  const { status, stdout, stderr } = await rnnInfoflow(['analyze', path, '--json', '--backend', 'wasm', ...options], {
    env: { XDG_CACHE_HOME: join(folder, 'cache') },
  });
  expect(status, stderr).toBe(0);
  return parseResultText(stdout) as AnalysisResult;
}

describe('networks side by side', () => {
  it('have the numbers that each has as the model, byte for byte, in the order of the config', async () => {
    const beside = await analyse(
      config(network('gru'), { lstm: network('lstm'), elman: network('simpleRNN') }),
      '--no-cache',
    );
    expect(beside.networks?.map(({ name }) => name)).toEqual(['lstm', 'elman']);
    const alone = await analyse(config(network('lstm')), '--no-cache');
    const [lstm] = beside.networks!;
    expect(lstm.training).toEqual(alone.training);
    expect(lstm.estimates).toEqual(alone.estimates);
    expect(lstm.layers).toEqual(alone.layers);
    expect(lstm.findings).toEqual(alone.findings);
    const gru = await analyse(config(network('gru')), '--no-cache');
    expect(gru.networks).toBeUndefined();
    expect(beside.estimates).toEqual(gru.estimates);
  });

  it('are cached one by one: a further network, or another name, trains none of them again', async () => {
    const first = await analyse(config(network('gru'), { lstm: network('lstm') }));
    expect(first.stages.find(({ name }) => name === 'networks')).toMatchObject({
      reused: false,
      parts: { total: 1, reused: 0 },
    });
    const more = await analyse(
      config({ name: 'main', ...network('gru') }, { lstm: network('lstm'), elman: network('simpleRNN') }),
    );
    expect(more.stages.find(({ name }) => name === 'training')?.reused).toBe(true);
    expect(more.stages.find(({ name }) => name === 'networks')).toMatchObject({
      reused: false,
      parts: { total: 2, reused: 1 },
    });
    expect(more.networks?.[0]).toEqual(first.networks?.[0]);
    // The model and its neighbour change places: both are known.
    const swapped = await analyse(config(network('lstm'), { gru: network('gru') }));
    expect(swapped.stages.every(({ reused }) => reused)).toBe(true);
    expect(swapped.networks?.[0].estimates).toEqual(first.estimates);
  });

  it('put what goes wrong in one on its own line', async () => {
    const path = join(folder, 'wrong.rnn.json');
    await writeFile(
      path,
      JSON.stringify(config(network('gru'), { lstm: { ...network('lstm'), weights: 'missing.npz' } }), null, 1),
    );
    for (const command of ['validate', 'analyze']) {
      const { status, stderr } = await rnnInfoflow([command, path]);
      expect(status).toBe(2);
      expect(stderr).toMatch(/wrong\.rnn\.json:\d+:\d+: .*missing\.npz/);
    }
  });

  it('end with the run', async () => {
    const path = join(folder, 'long.rnn.json');
    const data = { task: 'delayedCopy', symbols: 2, length: 40, delay: 1, samples: 2048 };
    await writeFile(
      path,
      JSON.stringify(config(network('gru'), { lstm: network('lstm') }, { data, training: { epochs: 100_000 } })),
    );
    const { status, stderr } = await rnnInfoflow(['analyze', path, '--no-cache', '--backend', 'wasm'], {
      killAfter: 3000,
    });
    expect(status).toBe(130);
    expect(stderr).toContain('Cancelled.');
  });
});
