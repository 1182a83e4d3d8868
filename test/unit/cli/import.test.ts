import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeNpy } from '../../../src/data/npy/writeNpy';
import { parseResultText } from '../../../src/result/resultText';
import type { AnalysisResult } from '../../../src/result/result';
import { rnnInfoflow } from './command';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rnn-infoflow-import-'));
  await cp(join(import.meta.dirname, '../models/weights/fixtures'), folder, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

describe('a network that is imported', () => {
  it('is analyzed as it is, by the bundled HDF5 library too', async () => {
    for (const [weights, config] of [
      ['torch-gru.pt', 'torch-gru.rnn.json'],
      ['keras-gru.keras', 'keras-gru.rnn.json'],
    ]) {
      expect(await rnnInfoflow(['import', at(weights)])).toMatchObject({ status: 0 });
      const { status, stdout, stderr } = await rnnInfoflow(['analyze', at(config), '--json', '--backend', 'cpu'], {
        env: { XDG_CACHE_HOME: at('cache') },
      });
      expect(status, stderr).toBe(0);
      const { layers } = parseResultText(stdout) as AnalysisResult;
      // 3 x 12 and 4 x 12 weights, and a bias of 16: of the two of a gate one sum is kept.
      expect(layers).toMatchObject([{ name: 'gru', type: 'gru', units: 4, parameters: 100 }]);
    }
  });

  it('never overwrites a config, but is written into one that is named', async () => {
    await writeFile(
      at('torch-gru.rnn.json'),
      '{\n  // mine\n  "data": { "task": "file", "inputs": "x.npy" },\n  "training": { "epochs": 0 }\n}\n',
    );
    const { status, stderr } = await rnnInfoflow(['import', at('torch-gru.pt')]);
    expect(status).toBe(2);
    expect(stderr).toContain('This config exists already');
    expect(await rnnInfoflow(['import', at('torch-gru.pt'), at('torch-gru.rnn.json')])).toMatchObject({ status: 0 });
    const text = await readFile(at('torch-gru.rnn.json'), 'utf8');
    expect(text).toContain('// mine');
    expect(text).toContain('"weights": "torch-gru.pt"');
    expect(await rnnInfoflow(['validate', at('torch-gru.rnn.json')])).toMatchObject({ status: 0 });
  });
});

describe('the check of a config with weights', () => {
  const validated = async (layers: object[], weights: string): Promise<string> => {
    await writeFile(
      at('check.rnn.json'),
      JSON.stringify({ data: { task: 'file', inputs: 'x.npy' }, model: { weights, layers }, training: { epochs: 0 } }),
    );
    return (await rnnInfoflow(['validate', at('check.rnn.json')])).stderr;
  };

  it('finds arrays that no layer takes, and layers that find none', async () => {
    expect(await validated([{ type: 'gru', name: 'gru', units: 4 }], 'keras-gru.npz')).toBe('');
    expect(await validated([{ type: 'lstm', name: 'l', units: 4 }], 'keras-gru.npz')).toContain('no array "l/kernel"');
    expect(await validated([{ type: 'dropout' }], 'keras-gru.npz')).toContain(
      'no layer of the config takes: gru/kernel, gru/recurrentKernel, gru/bias',
    );
  });
});

it('a folder of arrays is imported beside it, and told where it is given in place of a config', async () => {
  const run = join(folder, 'run');
  await mkdir(run);
  const states = Float32Array.from({ length: 16 * 4 * 2 }, (_, i) => Math.sin(i));
  await writeFile(join(run, 'h.npy'), encodeNpy({ shape: [16, 4, 2], data: states }));
  await writeFile(
    join(run, 'x.npy'),
    encodeNpy({ shape: [16, 4], data: Int32Array.from({ length: 64 }, (_, i) => i % 2) }),
  );
  const before = await rnnInfoflow(['analyze', run]);
  expect(before).toMatchObject({ status: 2 });
  expect(before.stderr).toContain('rnn-infoflow import run');
  expect(await rnnInfoflow(['import', run])).toMatchObject({ status: 0 });
  expect(JSON.parse(await readFile(`${run}.rnn.json`, 'utf8'))).toEqual({
    data: { task: 'activations', inputs: 'run/x.npy', layers: { h: 'run/h.npy' } },
  });
  expect(await rnnInfoflow(['validate', `${run}.rnn.json`])).toMatchObject({ status: 0 });
  const again = await rnnInfoflow(['import', run]);
  expect(again).toMatchObject({ status: 2 });
  expect(again.stderr).toContain('This config exists already');
  expect((await rnnInfoflow(['analyze', run])).stderr).toContain('Name the config beside it, run.rnn.json');
});
