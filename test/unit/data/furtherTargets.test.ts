import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/readConfig';
import { dataFiles } from '../../../src/data/dataFiles';
import { loadDataset } from '../../../src/data/loadDataset';
import { writeNpy } from '../../../src/data/npy/writeNpy';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'further-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = (data: object, head: object = {}) =>
  readConfig(
    JSON.stringify({
      data: { task: 'file', ...data },
      model: {
        layers: [
          { type: 'gru', units: 2 },
          { type: 'dense', units: 2, ...head },
        ],
      },
      training: { epochs: 0 },
    }),
  );
const load = async (data: object) => {
  const { config, problems } = read(data);
  expect(problems).toEqual([]);
  const { training, heldOut } = await loadDataset(config!.data, { seed: 1, configFolder: folder });
  return [training, heldOut];
};

describe('further targets of a file', () => {
  it('come from columns of a CSV, which are no inputs then', async () => {
    const rows = Array.from({ length: 8 }, (_, s) => [0, 1].map((t) => `${s},${s + t / 10},${s % 2},${s / 8}`)).flat();
    await writeFile(path.join(folder, 'a.csv'), ['sequence,x,who,how', ...rows].join('\n'));
    for (const set of await load({ path: 'a.csv', target: 'who', furtherTargets: { strength: 'how' } })) {
      const strength = set.furtherTargets!.get('strength')!;
      expect(set.inputs.features).toBe(1);
      expect(strength.alphabet).toBeUndefined();
      // Rows stay together: a sequence's input identifies it.
      set.targets!.symbols!.forEach((who, i) => {
        const s = Math.round(set.inputs.values[2 * i]);
        expect([who, strength.values[i]]).toEqual([s % 2, s / 8]);
      });
    }
    await expect(load({ path: 'a.csv', furtherTargets: { nobody: 'nothing' } })).rejects.toThrow('"nothing"');
  });

  it('come from keys of JSON Lines', async () => {
    await writeFile(
      path.join(folder, 'a.jsonl'),
      Array.from({ length: 6 }, (_, s) =>
        JSON.stringify({ inputs: [s + 0.5, s + 0.5], targets: s % 2, word: [s % 3, 2] }),
      ).join('\n'),
    );
    for (const set of await load({ path: 'a.jsonl', furtherTargets: { word: 'word' } })) {
      const word = set.furtherTargets!.get('word')!;
      expect([word.at, word.alphabet]).toEqual(['every', 3]);
      for (let i = 0; i < set.inputs.samples; i++)
        expect(word.symbols![2 * i]).toBe(Math.floor(set.inputs.values[2 * i]) % 3);
    }
    await expect(load({ path: 'a.jsonl', furtherTargets: { nobody: 'nothing' } })).rejects.toThrow('"nothing"');
  });

  it('come from .npy files, which belong to what the data are named by', async () => {
    await writeNpy(path.join(folder, 'x.npy'), { shape: [4, 2], data: Float64Array.of(0, 0, 1, 1, 2, 2, 3, 3) });
    await writeNpy(path.join(folder, 'z.npy'), { shape: [4], data: Float64Array.of(0, 10.5, 20, 30) });
    const data = { inputs: 'x.npy', furtherTargets: { z: 'z.npy' } };
    expect(dataFiles(read(data).config!.data)).toEqual(['x.npy', 'z.npy']);
    for (const set of await load(data))
      set.furtherTargets!.get('z')!.values.forEach((z, i) => {
        expect(z).toBe([0, 10.5, 20, 30][set.inputs.values[2 * i]]);
      });
  });

  it('are what heads may name, and have names of their own', () => {
    const places = (data: object, head: object): string[] =>
      read(data, head).problems.map(({ path: place }) => place.join('.'));
    expect(places({ path: 'a.csv', furtherTargets: { who: 'who' } }, { head: { target: 'who' } })).toEqual([]);
    expect(places({ path: 'a.csv' }, { head: { target: 'who' } })).toEqual(['model.layers.1.head.target']);
    expect(places({ path: 'a.csv', furtherTargets: { X: 'who' } }, {})).toEqual(['data.furtherTargets']);
    expect(places({ inputs: 'a.npy', furtherTargets: { who: 'who' } }, {})).toEqual(['data.furtherTargets.who']);
  });
});
