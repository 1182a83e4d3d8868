import { inEnglish } from '../../../src/base/sentence';
import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../src/base/userError';
import { dataSchema } from '../../../src/config/schema/data';
import { dataFiles, hashDataFiles } from '../../../src/data/dataFiles';
import type { Dataset } from '../../../src/data/dataset';
import { loadDataset } from '../../../src/data/loadDataset';
import { writeNpy } from '../../../src/data/npy/writeNpy';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rnn-data-'));
});
afterEach(() => rm(folder, { recursive: true }));

const load = (data: object, dataRoots?: string[]): Promise<Dataset> =>
  loadDataset(dataSchema.parse({ task: 'file', ...data }), { seed: 1, configFolder: folder, dataRoots });
const write = (name: string, text: string): Promise<void> => writeFile(path.join(folder, name), text);

async function failure(data: object): Promise<InputError> {
  const error: unknown = await load(data).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof InputError)) throw new Error(`expected an InputError, got ${String(error)}`);
  return error;
}

/** Training and held-out sequences together, by their first value. */
function together(dataset: Dataset): { inputs: number[]; targets: number[] }[] {
  return [dataset.training, dataset.heldOut]
    .flatMap(({ inputs, targets }) =>
      Array.from({ length: inputs.samples }, (_, n) => {
        const part = ({ values, symbols, length, features }: NonNullable<typeof targets> | typeof inputs): number[] => [
          ...(symbols?.subarray(n * length, (n + 1) * length) ??
            values.subarray(n * length * features, (n + 1) * length * features)),
        ];
        return { inputs: part(inputs), targets: targets ? part(targets) : [] };
      }),
    )
    .sort((a, b) => a.inputs[0] - b.inputs[0]);
}

describe('CSV', () => {
  const csv = 'sequence,a,b,y\nu,1,10.5,0\nu,2,11,1\nv,3,12,1\nv,4,13,0\nw,5,14,2\nw,6,15,2\n';

  it('reads a row a step, the target at the end by default', async () => {
    await write('steps.csv', csv);
    const dataset = await load({ path: 'steps.csv', target: 'y' });
    expect(together(dataset)).toEqual([
      { inputs: [1, 10.5, 2, 11], targets: [1] },
      { inputs: [3, 12, 4, 13], targets: [0] },
      { inputs: [5, 14, 6, 15], targets: [2] },
    ]);
    expect(dataset.training.targets?.alphabet).toBe(3);
    expect(dataset.training.inputs.samples + dataset.heldOut.inputs.samples).toBe(3);
  });

  it(
    'reads the target at every step, symbols, chosen columns, blank targets, other separators, interleaved ' +
      'sequences and CRLF',
    async () => {
      await write('steps.csv', '\uFEFFid;sym;"the y"\r\nu;1;\r\nv;0;\r\nu;2;3\r\nv;2;1\r\n');
      const dataset = await load({
        path: 'steps.csv',
        sequence: 'id',
        features: ['sym'],
        symbols: 3,
        target: 'the y',
        targetAt: 'every',
        classes: 4,
      });
      expect(together(dataset)).toEqual([
        { inputs: [0, 2], targets: [-1, 1] },
        { inputs: [1, 2], targets: [-1, 3] },
      ]);
      expect(dataset.training.inputs.features).toBe(3);
    },
  );

  it('reads a decimal point as a value to predict', async () => {
    await write('steps.csv', csv.replace(',2\nw,6,15,2', ',2\nw,6,15,2.0'));
    const { training } = await load({ path: 'steps.csv', target: 'y' });
    expect(training.targets?.alphabet).toBeUndefined();
  });

  it('reads integers below zero as values, and says so', async () => {
    await write('steps.csv', csv.replaceAll(',1\n', ',-3\n'));
    const dataset = await load({ path: 'steps.csv', target: 'y' });
    expect(dataset.training.targets?.alphabet).toBeUndefined();
    expect(dataset.warnings.map(inEnglish).join()).toMatch(/regression/);
  });

  it.each([
    ['a word', csv.replace('12', 'twelve'), 4, 5, /"twelve" in column "b" is not a number/],
    ['NaN', csv.replace('12', 'NaN'), 4, 5, /"NaN"/],
    ['infinity', csv.replace('12', '1e999'), 4, 5, /too large/],
    ['a blank', csv.replace('12', ''), 4, 5, /missing in column "b"/],
    ['a short row', csv.replace('v,3,12,1', 'v,3,12'), 4, 1, /3 fields, but the header has 4/],
    ['a cut file', csv.slice(0, -4), 7, 1, /3 fields/],
    ['an open quotation mark', csv.replace('12', '"12'), 4, 1, /never closed/],
    ['blank lines before', csv.replace('v,3,12', '\n\nv,3,twelve'), 6, 5, /twelve/],
    [
      'a line break in quotes before',
      csv.replace('u,2', '"u\n",2').replace('u,1', '"u\n",1').replace('v,3', 'v,x'),
      6,
      3,
      /"x"/,
    ],
    ['no rows', 'sequence,a\n', 1, 1, /no rows/],
    ['nothing', '', 1, 1, /empty/],
    ['no such column', csv.replace('sequence', 'series'), 1, 1, /no column "sequence".*"series", "a"/],
    ['a column twice', csv.replace('a,b', 'a,a'), 1, 1, /two columns "a"/],
    ['no sequence', csv.replace('v,4', ',4'), 5, 1, /which sequence/],
  ])('%s is an error with its place', async (_, text, line, column, message) => {
    await write('steps.csv', text);
    const error = await failure({
      path: 'steps.csv',
      target: 'y',
      ...(text.includes('y') ? {} : { target: undefined }),
    });
    expect(error.message).toMatch(message);
    expect(error.file).toMatch(/steps\.csv$/);
    expect(error.position).toEqual({ line, column });
  });

  it('names the row of a symbol or class that is out of range', async () => {
    await write('steps.csv', csv);
    expect(await failure({ path: 'steps.csv', target: 'y', classes: 2 })).toMatchObject({ position: { line: 7 } });
    expect((await failure({ path: 'steps.csv', features: ['a'], symbols: 4 })).message).toMatch(
      /4 is not a symbol number.*0 to 3/,
    );
    expect((await failure({ path: 'steps.csv', features: ['b'], symbols: 40 })).message).toMatch(
      /10.5 is not a symbol/,
    );
    expect((await failure({ path: 'steps.csv', features: ['a', 'b'], symbols: 40 })).message).toMatch(/one column/);
  });
});

describe('JSON Lines', () => {
  it('reads symbols, vectors, targets at the end and at every step', async () => {
    await write('a.jsonl', '{"inputs": [0, 1, 2], "targets": 1}\n\n{"inputs": [3, 1, 1], "targets": 0}\r\n');
    const symbols = await load({ path: 'a.jsonl' });
    expect(together(symbols)).toEqual([
      { inputs: [0, 1, 2], targets: [1] },
      { inputs: [3, 1, 1], targets: [0] },
    ]);
    expect(symbols.training.inputs.alphabet).toBe(4);

    await write(
      'b.jsonl',
      '{"inputs": [[0, 1], [2, 3]], "targets": [0.5, null]}\n{"inputs": [[4, 5], [6, 7]], "targets": [1, 2]}',
    );
    const vectors = await load({ path: 'b.jsonl' });
    expect(vectors.training.inputs.features).toBe(2);
    expect(together(vectors)).toEqual([
      { inputs: [0, 1, 2, 3], targets: [0.5, NaN] },
      { inputs: [4, 5, 6, 7], targets: [1, 2] },
    ]);

    await write('c.jsonl', '{"inputs": [0.5, 1, 2]}\n{"inputs": [3, 1, 1]}\n');
    const values = await load({ path: 'c.jsonl' });
    expect(values.training.inputs.alphabet).toBeUndefined();
    expect(values.training.targets).toBeUndefined();
  });

  const first = '{"inputs": [1, 2], "targets": 1}\n';
  it.each([
    ['no JSON', `${first}{"inputs": [1, 2}`, 2, 17, /not JSON/],
    ['NaN', `${first}{"inputs": [1, NaN], "targets": 1}`, 2, 16, /not JSON/],
    ['a string', `${first}{"inputs": [1, "2"], "targets": 1}`, 2, 16, /"2" is a number in quotation marks/],
    ['a huge number', `${first}{"inputs": [1, 1e999], "targets": 1}`, 2, 16, /not a number/],
    ['another width', `${first}{"inputs": [[1, 2], [1, 2]], "targets": 1}`, 2, 13, /2 numbers, but the first has 1/],
    ['a missing target', `${first}{"inputs": [1, 2]}`, 2, 1, /no target, but/],
    ['too many targets', '{"inputs": [1, 2], "targets": [1, 2, 3]}', 1, 31, /3 targets for 2 steps/],
    ['no inputs', '{"input": [1, 2]}', 1, 1, /"inputs"/],
    ['an empty sequence', '{"inputs": []}', 1, 12, /list of at least one step/],
    ['a prototype', '{"__proto__": {"inputs": [1]}}', 1, 1, /"inputs"/],
    ['nothing', '\n\n', 1, 1, /empty/],
  ])('%s is an error with its place', async (_, text, line, column, message) => {
    await write('a.jsonl', text);
    const error = await failure({ path: 'a.jsonl' });
    expect(error.message).toMatch(message);
    expect(error.position).toEqual({ line, column });
  });
});

describe('.npy', () => {
  it('reads symbols and class targets at the end', async () => {
    await writeNpy(path.join(folder, 'x.npy'), { shape: [3, 2], data: Int32Array.of(0, 1, 2, 3, 4, 0) });
    await writeNpy(path.join(folder, 'y.npy'), { shape: [3], data: Uint8Array.of(0, 1, 1) });
    const dataset = await load({ inputs: 'x.npy', targets: 'y.npy' });
    expect(together(dataset)).toEqual([
      { inputs: [0, 1], targets: [0] },
      { inputs: [2, 3], targets: [1] },
      { inputs: [4, 0], targets: [1] },
    ]);
    expect(dataset.training.inputs.alphabet).toBe(5);
  });

  it('reads vectors and values at every step', async () => {
    await writeNpy(path.join(folder, 'x.npy'), { shape: [2, 2, 2], data: Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7) });
    await writeNpy(path.join(folder, 'y.npy'), { shape: [2, 2], data: Float32Array.of(0.5, 1, 2, -1) });
    const dataset = await load({ inputs: 'x.npy', targets: 'y.npy' });
    expect(together(dataset)).toEqual([
      { inputs: [0, 1, 2, 3], targets: [0.5, 1] },
      { inputs: [4, 5, 6, 7], targets: [2, -1] },
    ]);
    expect(dataset.training.targets?.at).toBe('every');
  });

  it('says where a NaN is and which shapes fit', async () => {
    await writeNpy(path.join(folder, 'x.npy'), {
      shape: [2, 3, 2],
      data: Float64Array.of(0, 1, 2, 3, 4, 5, 6, NaN, 8, 9, 10, 11),
    });
    expect((await failure({ inputs: 'x.npy' })).message).toMatch(/at \[1, 0, 1\]: A number is missing \(NaN\)/);
    await writeNpy(path.join(folder, 'x.npy'), { shape: [2, 3], data: new Float64Array(6) });
    await writeNpy(path.join(folder, 'y.npy'), { shape: [3], data: new Float64Array(3) });
    expect((await failure({ inputs: 'x.npy', targets: 'y.npy' })).message).toMatch(/must be \[2\] or \[2, 3\]/);
    await writeNpy(path.join(folder, 'x.npy'), { shape: [6], data: new Float64Array(6) });
    expect((await failure({ inputs: 'x.npy' })).message).toMatch(/\[samples, length\]/);
    await writeNpy(path.join(folder, 'x.npy'), { shape: [1, 6], data: new Float64Array(6) });
    expect((await failure({ inputs: 'x.npy' })).message).toMatch(/at least 2/);
  });
});

describe('paths', () => {
  it('stay in the folder of the config or in a given root, links followed', async () => {
    await mkdir(path.join(folder, 'project'));
    await write('outside.csv', 'sequence,a\n1,1\n2,2\n');
    await symlink(path.join(folder, 'outside.csv'), path.join(folder, 'project', 'link.csv'));
    const inside = (name: string, dataRoots?: string[]): Promise<Dataset> =>
      loadDataset(dataSchema.parse({ task: 'file', path: name }), {
        seed: 1,
        configFolder: path.join(folder, 'project'),
        dataRoots,
      });
    await expect(inside('../outside.csv')).rejects.toThrow(/outside the config's folder/);
    await expect(inside('link.csv')).rejects.toThrow(/outside the config's folder/);
    await expect(inside('/etc/passwd.csv')).rejects.toThrow(/outside/);
    await expect(inside('../nothing-here.csv')).rejects.toThrow(/outside/);
    expect((await inside('../outside.csv', [folder])).training.inputs.samples).toBe(1);
    expect((await inside('link.csv', [folder])).training.inputs.samples).toBe(1);
  });

  it('say what is missing, and refuse what is no file', async () => {
    expect((await failure({ path: 'none.csv' })).message).toMatch(/none\.csv does not exist/);
    await mkdir(path.join(folder, 'folder.csv'));
    expect((await failure({ path: 'folder.csv' })).message).toMatch(/not a file/);
  });

  it('hash by content', async () => {
    await write('a.csv', 'sequence,a\n1,1\n');
    const data = dataSchema.parse({ task: 'file', path: 'a.csv' });
    expect(dataFiles(data)).toEqual(['a.csv']);
    const hash = (): Promise<string> => hashDataFiles(data, { configFolder: folder });
    const before = await hash();
    expect(await hash()).toBe(before);
    await write('a.csv', 'sequence,a\n1,2\n');
    expect(await hash()).not.toBe(before);
    expect(dataFiles(dataSchema.parse({ task: 'parity' }))).toEqual([]);
  });
});
