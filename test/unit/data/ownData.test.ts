import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inEnglish } from '../../../src/base/sentence';
import { readConfig } from '../../../src/config/readConfig';
import { dataSchema } from '../../../src/config/schema/data';
import type { Dataset, Sequences } from '../../../src/data/dataset';
import { loadDataset } from '../../../src/data/loadDataset';
import { dataShapeOfSet } from '../../../src/models/network/dataShape';
import { writeNpy } from '../../../src/data/npy/writeNpy';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rnn-own-'));
});
afterEach(() => rm(folder, { recursive: true }));

const load = (data: object): Promise<Dataset> =>
  loadDataset(dataSchema.parse({ task: 'file', ...data }), { seed: 1, configFolder: folder });
const write = (name: string, text: string): Promise<void> => writeFile(path.join(folder, name), text);
const npy = (name: string, shape: number[], data: Float64Array | Int32Array): Promise<void> =>
  writeNpy(path.join(folder, name), { shape, data });
const said = ({ warnings }: Dataset): string => warnings.map(inEnglish).join('\n');

/** All sequences of both parts: the numbers of the real steps of each, in the order of their first number. */
function rows(dataset: Dataset, of: 'inputs' | 'targets' = 'inputs'): number[][] {
  return [dataset.training, dataset.heldOut]
    .flatMap((set) =>
      Array.from({ length: set.inputs.samples }, (_, row) => ({
        key: partOf(set.inputs, row),
        part: of === 'inputs' ? partOf(set.inputs, row) : partOf(set.targets!, row),
      })).map(({ key, part }) => [...key.slice(0, 1), ...part]),
    )
    .sort(([a], [b]) => a - b)
    .map(([, ...part]) => part);
}

function partOf({ values, symbols, length, features, lengths }: Sequences, row: number): number[] {
  const own = lengths?.[row] ?? length;
  return symbols
    ? [...symbols.subarray(row * length, row * length + own)]
    : [...values.subarray(row * length * features, (row * length + own) * features)];
}

describe('classes', () => {
  it('are words, numbered by name, of targets and of inputs', async () => {
    await write('a.csv', 'sequence,x,y\na,1.5,walk\na,2.5,walk\nb,3.5,sit\nb,4.5,sit\nc,5.5,walk\nc,6.5,walk\n');
    const walks = await load({ path: 'a.csv', target: 'y' });
    expect(walks.training.targets!.names).toEqual(['sit', 'walk']);
    expect(rows(walks, 'targets')).toEqual([[1], [0], [1]]);
    await write('b.csv', 'sequence,x\na,up\na,down\nb,down\nb,down\nc,up\nc,flat\n');
    const words = await load({ path: 'b.csv' });
    expect(words.training.inputs.names).toEqual(['down', 'flat', 'up']);
    expect(words.training.inputs.alphabet).toBe(3);
    await write('c.jsonl', '{"inputs":["b","a"],"targets":"no"}\n{"inputs":["a","a","c"],"targets":"yes"}\n');
    const lines = await load({ path: 'c.jsonl' });
    expect(lines.training.inputs.names).toEqual(['a', 'b', 'c']);
    expect(lines.training.targets!.names).toEqual(['no', 'yes']);
    expect(rows(lines)).toEqual([
      [0, 0, 2],
      [1, 0],
    ]);
  });

  it('beside numbers are columns of 0 and 1, named by column and word', async () => {
    await write('a.csv', 'sequence,load,state\na,1.5,up\na,2.5,down\nb,3.5,\nb,4.5,down\nc,5.5,up\n');
    const options = { standardize: false, missing: 'drop' };
    const table = await load({ path: 'a.csv', ...options });
    expect(table.training.inputs.columns).toEqual(['load', 'state=down', 'state=up']);
    expect(table.training.inputs.symbols).toBeUndefined();
    expect(rows(table)).toEqual([
      [1.5, 0, 1, 2.5, 1, 0],
      [4.5, 1, 0],
      [5.5, 0, 1],
    ]);
    expect(said(table)).toContain('The words in "state" are read as 2 classes, each a column of 0 and 1: down, up.');
    await write(
      'b.jsonl',
      '{"inputs":[[1.5,"up"],[2.5,"down"]]}\n{"inputs":[[3.5,null],[4.5,"down"]]}\n{"inputs":[[5.5,"up"]]}\n',
    );
    const lines = await load({ path: 'b.jsonl', ...options });
    expect(rows(lines)).toEqual(rows(table));
    expect(lines.heldOut.inputs.columns).toEqual(['inputs[0]', 'inputs[1]=down', 'inputs[1]=up']);
    const words = await load({ path: 'b.jsonl', ...options, features: [1] });
    expect(words.heldOut.inputs.columns).toEqual(['inputs[1]=down', 'inputs[1]=up']);
    expect(rows(words).flat()).toHaveLength(8);
  });

  it('beside numbers are held for one value by "carry"', async () => {
    await write('a.csv', 'sequence,load,state\na,1.5,up\na,2.5,NA\nb,4.5,down\nb,5.5,up\n');
    const carried = await load({ path: 'a.csv', standardize: false, missing: 'carry' });
    expect(rows(carried)).toEqual([
      [1.5, 0, 1, 2.5, 0, 1],
      [4.5, 1, 0, 5.5, 0, 1],
    ]);
  });

  it('have no characters that control a terminal in their names', async () => {
    await write('a.csv', 'sequence,x,y\na,1.5,\u001b[31mred\nb,2.5,blue\n');
    expect((await load({ path: 'a.csv', target: 'y' })).training.targets!.names).toEqual(['\ufffd[31mred', 'blue']);
  });

  const labels = async (values: number[], more: object = {}, steps = 1): Promise<Dataset> => {
    const samples = values.length / steps;
    await npy(
      'x.npy',
      [samples, Math.max(2, steps)],
      Float64Array.from({ length: samples * Math.max(2, steps) }, (_, i) => i),
    );
    await npy('y.npy', steps === 1 ? [samples] : [samples, steps], Int32Array.from(values));
    return load({ inputs: 'x.npy', targets: 'y.npy', ...more });
  };

  it('are any integers', async () => {
    const signs = await labels([-1, 1, 1, -1]);
    expect(rows(signs, 'targets')).toEqual([[0], [1], [1], [0]]);
    expect(signs.training.targets!.names).toEqual(['-1', '1']);
    const years = await labels([2001, 2003, 2003, 2001, 2010, 2010]);
    expect(years.training.targets!.alphabet).toBe(3);
    expect(years.training.targets!.names).toEqual(['2001', '2003', '2010']);
    const steps = await labels([-1, 1, 1, -1, -1, 1, 1, 1], {}, 2);
    expect(rows(steps, 'targets')).toEqual([
      [0, 1],
      [1, 0],
      [0, 1],
      [1, 1],
    ]);
  });

  it('from 0 keep their numbers, and have no names', async () => {
    const plain = await labels([0, 2, 1, 2]);
    expect(plain.training.targets!.names).toBeUndefined();
    expect(plain.training.targets!.alphabet).toBe(3);
  });

  it('are -100 nowhere, and -1 before or behind the others of a sequence, which is said with their count', async () => {
    const ignored = await labels([-100, 2, 1, 0, -100, 1], {}, 2);
    expect(rows(ignored, 'targets')).toEqual([
      [-1, 2],
      [1, 0],
      [-1, 1],
    ]);
    expect(ignored.training.targets!.alphabet).toBe(3);
    expect(said(ignored)).toBe('');
    const between = await labels([0, -1, 1, 1, 0, 1], {}, 3);
    expect(rows(between, 'targets')).toEqual([
      [1, 0, 2],
      [2, 1, 2],
    ]);
    expect(said(between)).toMatch(/1 of 6 targets are -1, and stand between others: -1 is read as a class/);
    const none = await labels([0, -1, 1, 1, 2, 0], { noTarget: -1 }, 3);
    expect(rows(none, 'targets')).toEqual([
      [0, -1, 1],
      [1, 2, 0],
    ]);
    expect(said(none)).toBe('');
    const told = await labels([0, -1, 1, 1, 2, 0], { classes: 3 }, 3);
    expect(rows(told, 'targets')).toEqual(rows(none, 'targets'));
    expect(said(told)).toMatch(/1 of 6 targets are -1, which is read as "no target here"/);
    const named = await labels([0, -1, 1, 1, 2, 0], { noTarget: 99, targetAs: 'classes' }, 3);
    expect(rows(named, 'targets')).toEqual([
      [1, 0, 2],
      [2, 3, 1],
    ]);
    const atStart = await labels([-1, 0, 1, -1, 2, 0], {}, 3);
    expect(rows(atStart, 'targets')).toEqual([
      [-1, 0, 1],
      [-1, 2, 0],
    ]);
    expect(said(atStart)).toMatch(/2 of 6 targets are -1, which is read as "no target here"/);
  });

  it('are one-hot vectors; other vectors must be named', async () => {
    await npy('x.npy', [2, 4], Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8));
    await npy('y.npy', [2, 3], Float64Array.of(0, 0, 1, 1, 0, 0));
    expect(rows(await load({ inputs: 'x.npy', targets: 'y.npy' }), 'targets')).toEqual([[2], [0]]);
    await npy('y.npy', [2, 3], Float64Array.of(0, 1, 1, 1, 0, 0));
    await expect(load({ inputs: 'x.npy', targets: 'y.npy' })).rejects.toThrow(/Set "targetAs" to "tags"/);
    const tags = await load({ inputs: 'x.npy', targets: 'y.npy', targetAs: 'tags' });
    expect(rows(tags, 'targets')).toEqual([
      [0, 1, 1],
      [1, 0, 0],
    ]);
    expect(tags.training.targets!.alphabet).toBeUndefined();
    await npy('y.npy', [2, 4], Int32Array.of(0, 1, 1, 0, 1, 0, 1, 1));
    expect(said(await load({ inputs: 'x.npy', targets: 'y.npy' }))).toMatch(/as many columns as there are steps \(4\)/);
    const four = await load({ inputs: 'x.npy', targets: 'y.npy', targetAs: 'tags' });
    expect(four.training.targets).toMatchObject({ at: 'end', features: 4 });
    await npy(
      'y.npy',
      [2, 4, 2],
      Float64Array.from({ length: 16 }, (_, i) => i / 2),
    );
    const vectors = await load({ inputs: 'x.npy', targets: 'y.npy' });
    expect(vectors.training.targets).toMatchObject({ at: 'every', features: 2 });
  });
});

describe('tables', () => {
  it('have sequences of their own lengths; padding is no data', async () => {
    await write('a.csv', 'sequence,x,y\na,1.5,0\na,2.5,0\na,3.5,1\nb,4.5,0\n');
    const each = await load({ path: 'a.csv', target: 'y' });
    expect(rows(each)).toEqual([[1.5, 2.5, 3.5], [4.5]]);
    expect(rows(each, 'targets')).toEqual([[1], [0]]);
    expect(said(each)).toMatch(/1 to 3 real steps/);
    await write('b.csv', 'sequence,x,y\na,1.5,0\na,2.5,0\nb,4.5,1\nb,0,\n');
    const padded = await load({ path: 'b.csv', target: 'y' });
    expect(rows(padded)).toEqual([[1.5, 2.5], [4.5]]);
    expect(said(padded)).toMatch(/1 of 2 sequences end in rows of zeros/);
    await write('c.csv', 'sequence,x,real\na,1.5,1\na,2.5,1\nb,4.5,1\nb,9,0\n');
    expect(rows(await load({ path: 'c.csv', mask: 'real' }))).toEqual([[1.5, 2.5], [4.5]]);
    await npy('x.npy', [2, 3], Float64Array.of(1, 2, 3, 4, NaN, NaN));
    await npy('m.npy', [2, 3], Int32Array.of(1, 1, 1, 1, 0, 0));
    expect(rows(await load({ inputs: 'x.npy', mask: 'm.npy' }))).toEqual([[1, 2, 3], [4]]);
  });

  it('may have padding in front, as Keras puts it; the real steps move to the start with their targets', async () => {
    await npy('x.npy', [3, 4], Float64Array.of(NaN, 1, 2, 3, NaN, NaN, 4, 5, NaN, 6, 7, NaN));
    await npy('y.npy', [3, 4], Int32Array.of(9, 0, 1, 2, 9, 9, 1, 0, 9, 2, 1, 9));
    await npy('m.npy', [3, 4], Int32Array.of(0, 1, 1, 1, 0, 0, 1, 1, 0, 1, 1, 0));
    const front = await load({ inputs: 'x.npy', targets: 'y.npy', mask: 'm.npy' });
    expect(front.training.inputs.length).toBe(3);
    expect(rows(front)).toEqual([
      [1, 2, 3],
      [4, 5],
      [6, 7],
    ]);
    expect(rows(front, 'targets')).toEqual([
      [0, 1, 2],
      [1, 0],
      [2, 1],
    ]);
    expect(said(front)).toMatch(/padding in front/);
  });

  it('of words are no texts where they have times or a target at every step', async () => {
    const lines = Array.from({ length: 8 }, (_, i) => `${i},${i % 3 === 0 ? 'high' : 'low'},${i % 2}`);
    await write('a.csv', `stamp,level,y\n${lines.join('\n')}\n`);
    const data = { path: 'a.csv', target: 'y', features: ['level'] };
    const cut = /no column "sequence".*"window": \{ "length": 32 \}/;
    await expect(load({ ...data, time: 'stamp' })).rejects.toThrow(cut);
    await expect(load({ ...data, targetAt: 'every' })).rejects.toThrow(cut);
    expect(said(await load(data))).toMatch(/none has more than one word.*"window"/);
  });

  it('have a column of time that orders the rows and is no input', async () => {
    await write(
      'a.csv',
      'when,sequence,x\n2024-03-01 02:00,a,2.5\n2024-03-01 01:00,a,1.5\n2024-03-01 05:00,a,3.5\n' +
        '2024-01-01 00:00,b,7.5\n',
    );
    const timed = await load({ path: 'a.csv' });
    expect(rows(timed)).toEqual([[1.5, 2.5, 3.5], [7.5]]);
    expect(said(timed)).toMatch(/"when" is read as the time.*\n.*order of "when".*\n.*Lags count steps/);
    await write('b.csv', 'sequence,x,t\na,2,20\na,1,10\nb,3,5\n');
    expect(rows(await load({ path: 'b.csv', time: 't' }))).toEqual([[1, 2], [3]]);
    await write('c.csv', 'sequence,x,t\na,2,noon\n');
    await expect(load({ path: 'c.csv', time: 't' })).rejects.toThrow(/"noon" in the time column "t"/);
  });

  it('without a header are a series a row, as the UCR archive has them', async () => {
    await write('a.tsv', '-1\t0.5\t1.5\t2.5\n1\t3.5\t4.5\tNaN\n-1\t6.5\t7.5\t8.5\n1\t9.5\t8.5\t7\n');
    const series = await load({ path: 'a.tsv' });
    expect(rows(series)).toEqual([
      [0.5, 1.5, 2.5],
      [3.5, 4.5],
      [6.5, 7.5, 8.5],
      [9.5, 8.5, 7],
    ]);
    expect(rows(series, 'targets')).toEqual([[0], [1], [0], [1]]);
    expect(series.training.targets!.names).toEqual(['-1', '1']);
    await write('b.tsv', '-1\t0.5\t1.5\n1\tx\t4.5\n');
    await expect(load({ path: 'b.tsv' })).rejects.toMatchObject({ position: { line: 2, column: 1 } });
  });

  it('of numbers between spaces are series a row, or rows under their header, as numpy.savetxt has them', async () => {
    await write('a.txt', '  1.0e+00  5.0e-01  1.5e+00\n  2.0e+00 -3.5e+00  NaN\n\n  1.0e+00  6.5e+00  7.5e+00 \n');
    const series = await load({ path: 'a.txt' });
    expect(rows(series)).toEqual([[-3.5], [0.5, 1.5], [6.5, 7.5]]);
    expect(rows(series, 'targets')).toEqual([[2], [1], [1]]);
    const body = '0 1.5 1\n0 2.5 1\n1 3.5 0\n1  4.5 0\n';
    for (const header of ['sequence x y', '# sequence x y', '#sequence x y']) {
      await write('b.txt', `${header}\n${body}`);
      expect(rows(await load({ path: 'b.txt', target: 'y' }))).toEqual([
        [1.5, 2.5],
        [3.5, 4.5],
      ]);
    }
    await write('c.txt', `sequence x y\n${body}  2   n.d.  0\n`);
    await expect(load({ path: 'c.txt', target: 'y' })).rejects.toMatchObject({ position: { line: 6, column: 7 } });
    await write('d.txt', `# made by hand in 2024\n${body}`);
    await expect(load({ path: 'd.txt' })).rejects.toThrow(/does not name their columns.*comments=""/);
    await write('e.txt', 'moves\n1 2 1\n2 2 1\n1 1 1\n');
    expect((await load({ path: 'e.txt' })).training.inputs.names).toEqual(['1', '2']);
  });

  it('have row numbers without a name, which are no input', async () => {
    const numbered = (name: string, numbers: readonly number[]): string =>
      `${name},sequence,x\n${numbers.map((number, i) => `${number},${i >> 1},${i}.5\n`).join('')}`;
    for (const name of ['', 'Unnamed: 0'])
      for (const numbers of [
        [0, 1, 2, 3],
        [1, 2, 3, 4],
      ]) {
        await write('a.csv', numbered(name, numbers));
        const table = await load({ path: 'a.csv' });
        expect(rows(table)).toEqual([
          [0.5, 1.5],
          [2.5, 3.5],
        ]);
        expect(said(table)).toContain('Column 1 has no name and counts the rows: it is left out.');
      }
    await write('b.csv', numbered('', [0, 2, 1, 3]));
    await expect(load({ path: 'b.csv' })).rejects.toMatchObject({
      message: expect.stringMatching(/Column 1 has no name.*index=False/) as string,
      position: { line: 3, column: 1 },
    });
    await write('c.csv', ',text,y\n0,good day,1\n1,bad day,0\n2,good night,1\n');
    expect((await load({ path: 'c.csv', target: 'y' })).training.inputs.names).toContain('good');
    await write('d.csv', numbered('n', [0, 1, 2, 3]));
    expect((await load({ path: 'd.csv' })).training.inputs.features).toBe(2);
  });

  it('have a text and its label in each row', async () => {
    await write('a.csv', 'text,label\n"Good, good film",pos\nBad film,neg\n');
    const words = await load({ path: 'a.csv', target: 'label' });
    expect(words.training.inputs.names).toEqual(['film', 'good', ',', 'bad']);
    expect(rows(words)).toEqual([
      [1, 2, 1, 0],
      [3, 0],
    ]);
    expect(rows(words, 'targets')).toEqual([[1], [0]]);
    const few = await load({ path: 'a.csv', target: 'label', alphabet: 3 });
    expect(few.training.inputs.names).toEqual(['film', 'good', '…']);
    const letters = await load({ path: 'a.csv', target: 'label', tokens: 'characters' });
    expect(letters.training.inputs.length).toBe('good, good film'.length);
  });

  it('have texts and labels in the columns of these names by default', async () => {
    await write('a.csv', 'id,text,label\n7,"Good, good film",pos\n9,Bad film,neg\n');
    for (const chosen of [{}, { features: ['text'] }, { target: 'label' }, { features: ['text'], target: 'label' }]) {
      const read = await load({ path: 'a.csv', ...chosen });
      expect(read.training.inputs.names).toEqual(['film', 'good', ',', 'bad']);
      expect(rows(read, 'targets')).toEqual([[1], [0]]);
    }
    // Steps have their sequence; a label that is a further target is no second one.
    await write('b.csv', 'sequence,text,label\na,up,0\na,up,0\nb,down,1\nb,up,1\n');
    expect((await load({ path: 'b.csv', features: ['text'] })).training.targets).toBeUndefined();
    const apart = await load({ path: 'a.csv', features: ['text'], furtherTargets: { mood: 'label' } });
    expect(apart.training.targets).toBeUndefined();
  });

  it('are told that texts have no header', async () => {
    for (const [name, tab, names] of [
      ['a.tsv', '\t', '"label", "text"'],
      ['a.csv', ',', '"label", "text"'],
    ]) {
      await write(name, `neg${tab}it was a bad film\npos${tab}it was good\n`);
      const said = `no header: its first line \\("neg", "it was a bad film"\\) is a row.*`;
      const line = `sep=${JSON.stringify(tab).replace('\\', '\\\\')}, header=None, names=\\[${names}\\]`;
      await expect(load({ path: name })).rejects.toThrow(new RegExp(said + line));
      await expect(load({ path: name, features: ['text'] })).rejects.toThrow(/no header/);
    }
    await write('b.tsv', 'neg\tbad film\nneg\tawful\n');
    await expect(load({ path: 'b.tsv' })).rejects.toThrow(/no header/);
  });

  it('may begin with the line that tells Excel the separator', async () => {
    await write('a.csv', '\ufeffsep=;\nsequence;x;y\na;1.5;0\nb;2.5;1\n');
    expect((await load({ path: 'a.csv', target: 'y' })).training.inputs.features).toBe(1);
    await write('b.csv', 'sep=,\nsequence,x,y\na,1.5,0\nb,soon,1\n');
    await expect(load({ path: 'b.csv', target: 'y' })).rejects.toMatchObject({ position: { line: 4 } });
  });

  it('have several targets to predict together', async () => {
    await write('a.csv', 'sequence,x,rain,wind\na,1.5,0,1\nb,2.5,1,1\n');
    const tags = await load({ path: 'a.csv', target: ['rain', 'wind'], targetAs: 'tags' });
    expect(rows(tags, 'targets')).toEqual([
      [0, 1],
      [1, 1],
    ]);
    await write('b.csv', 'sequence,x,rain,wind\na,1.5,0,2\nb,2.5,1,1\n');
    await expect(load({ path: 'b.csv', target: ['rain', 'wind'], targetAs: 'tags' })).rejects.toThrow(/2 is no tag/);
  });
});

describe('JSON Lines of texts', () => {
  it('have a text a line, or a text with its label', async () => {
    await write('a.jsonl', '"good film"\n"bad film, bad"\n"Film good"\n');
    const plain = await load({ path: 'a.jsonl' });
    expect(plain.training.targets).toBeUndefined();
    expect(plain.training.inputs.names).toEqual(['film', 'bad', 'good', ',']);
    expect(rows(plain)).toEqual([
      [0, 2],
      [1, 0, 3, 1],
      [2, 0],
    ]);
    await write(
      'b.jsonl',
      '{"text": "good film", "label": "pos"}\n{"text": "bad film", "label": "neg"}\n{"label": "pos", "text": "fine"}\n',
    );
    const labelled = await load({ path: 'b.jsonl' });
    expect(labelled.training.targets).toMatchObject({ names: ['neg', 'pos'], at: 'end' });
    expect(rows(labelled, 'targets').flat().sort()).toEqual([0, 1, 1]);
    const letters = await load({ path: 'b.jsonl', tokens: 'characters' });
    expect(letters.training.inputs.length).toBe(9);
  });

  it('name the keys of text and labels, several labels as tags', async () => {
    await write(
      'a.jsonl',
      '{"review": "good film", "funny": true, "long": 0}\n{"review": "bad", "funny": false, "long": 1}\n',
    );
    const tagged = await load({ path: 'a.jsonl', features: ['review'], target: ['funny', 'long'], targetAs: 'tags' });
    expect(rows(tagged, 'targets').sort()).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(dataShapeOfSet(tagged.training).shapeOf('Y')).toEqual({ at: 'end', values: 2, tags: true });
    const further = await load({ path: 'a.jsonl', features: ['review'], furtherTargets: { tall: 'long' } });
    expect(further.training.furtherTargets?.get('tall')?.alphabet).toBe(2);
  });

  it.each([
    ['a sequence among texts', '"good"\n{"inputs": [1]}', 2, 1, /no text, but the first does/],
    ['a label that is a list', '{"text": "a", "label": "b"}\n{"text": "a", "label": [1]}', 2, 24, /\[1\] is no label/],
    ['a text without words', '"good"\n" "', 2, 1, /no text in this row/],
    ['a number', '7', 1, 1, /one sequence.*or one text/],
  ])('%s is an error with its place', async (_, text, line, column, message) => {
    await write('a.jsonl', text);
    const failed = load({ path: 'a.jsonl' });
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toMatchObject({ position: { line, column } });
  });

  it('say which key is missing that the config names', async () => {
    await write('a.jsonl', '{"text": "good", "label": 1}\n{"text": "bad", "label": 0}\n');
    await expect(load({ path: 'a.jsonl', target: 'mood' })).rejects.toThrow(/no "mood" in this line/);
    await write('b.jsonl', '{"inputs": [1, 2], "y": 1}\n{"inputs": [3, 4], "y": 0}\n');
    expect(rows(await load({ path: 'b.jsonl', target: 'y' }), 'targets')).toEqual([[1], [0]]);
    await expect(load({ path: 'b.jsonl', target: ['y', 'inputs'] })).rejects.toThrow(/one key/);
  });
});

describe('missing numbers', () => {
  const table = 'sequence,x,y\na,,1\na,1.5,1\na,NA,1\na,2.5,1\nb,3.5,0\nb,4.5,0\nc,,1\nc,NaN,0\n';

  it('are an error that names the key, or steps left out, or the last known ones', async () => {
    await write('a.csv', table);
    await expect(load({ path: 'a.csv', target: 'y' })).rejects.toThrow(
      /Set "missing" in the data to "drop" or "carry"/,
    );
    const dropped = await load({ path: 'a.csv', target: 'y', missing: 'drop' });
    expect(rows(dropped)).toEqual([
      [1.5, 2.5],
      [3.5, 4.5],
    ]);
    expect(rows(dropped, 'targets')).toEqual([[1], [0]]);
    expect(said(dropped)).toMatch(/4 steps that lack a number are left out, 1 sequences whole/);
    expect(rows(await load({ path: 'a.csv', target: 'y', missing: 'carry' }))).toEqual([
      [1.5, 1.5, 2.5],
      [3.5, 4.5],
    ]);
    await write('b.jsonl', '{"inputs":[1.5,null,2.5]}\n{"inputs":[3.5,4.5,5.5]}\n');
    await expect(load({ path: 'b.jsonl' })).rejects.toThrow(/missing \(null\)/);
    expect(rows(await load({ path: 'b.jsonl', missing: 'carry' }))).toEqual([
      [1.5, 1.5, 2.5],
      [3.5, 4.5, 5.5],
    ]);
    await npy('x.npy', [2, 2, 1], Float64Array.of(1, NaN, 2, 3));
    expect(rows(await load({ inputs: 'x.npy', missing: 'drop' }))).toEqual([[1], [2, 3]]);
  });
});

describe('missing numbers of arrays', () => {
  it('are left out or carried, also of one series', async () => {
    await npy('x.npy', [3, 3], Float64Array.of(1, NaN, 3, 4, 5, NaN, NaN, 8, 9));
    await npy('y.npy', [3, 3], Int32Array.of(0, 1, 2, 0, 1, 2, 0, 1, 2));
    const options = { inputs: 'x.npy', targets: 'y.npy', standardize: false };
    const dropped = await load({ ...options, missing: 'drop' });
    expect(rows(dropped)).toEqual([
      [1, 3],
      [4, 5],
      [8, 9],
    ]);
    expect(rows(dropped, 'targets')).toEqual([
      [0, 2],
      [0, 1],
      [1, 2],
    ]);
    // What is missing at the start has nothing before it, so the step is left out.
    expect(rows(await load({ ...options, missing: 'carry' }))).toEqual([
      [1, 1, 3],
      [4, 5, 5],
      [8, 9],
    ]);
    await npy('s.npy', [12], Float64Array.of(0, 1, NaN, 3, 4, 5, 6, 7, 8, 9, 10, 11));
    const series = { inputs: 's.npy', standardize: false, window: { length: 3 } };
    expect(rows(await load({ ...series, missing: 'carry' }))).toEqual([
      [0, 1, 1],
      [3, 4, 5],
      [6, 7, 8],
      [9, 10, 11],
    ]);
    expect(rows(await load({ ...series, missing: 'drop' }))).toHaveLength(3);
  });
});

describe('symbols of any integers', () => {
  it('are named by their values', async () => {
    await npy('x.npy', [4, 3], Int32Array.of(-1, 0, 1, 1, -1, 0, 0, 0, -1, 1, 1, 1));
    const signs = await load({ inputs: 'x.npy' });
    expect(signs.training.inputs).toMatchObject({ alphabet: 3, names: ['-1', '0', '1'] });
    expect(rows(signs)).toEqual([
      [0, 1, 2],
      [1, 1, 0],
      [2, 0, 1],
      [2, 2, 2],
    ]);
    expect(said(signs)).toContain('The inputs hold 3 different integers from -1 to 1: each is read as a symbol.');
    await write('x.csv', 'sequence,x\na,70001\na,90002\nb,90002\nb,90002\nc,70001\nc,70001\n');
    expect((await load({ path: 'x.csv' })).training.inputs.names).toEqual(['70001', '90002']);
  });

  it('of which few occur twice are measurements', async () => {
    await npy('x.npy', [4, 3], Int32Array.of(-7, 3, 12, 40, -9, 8, 22, 23, 17, 33, 3, 50));
    const values = await load({ inputs: 'x.npy' });
    expect(values.training.inputs.symbols).toBeUndefined();
    expect(said(values)).toContain('11 different integers, few of which occur twice: they are read as values');
  });

  it('have no symbol for the padding behind the real steps', async () => {
    await npy('x.npy', [4, 3], Int32Array.of(-2, 5, 0, 5, -2, 0, -2, 0, 0, 5, 5, -2));
    await npy('lengths.npy', [4], Int32Array.of(2, 2, 1, 3));
    expect((await load({ inputs: 'x.npy', lengths: 'lengths.npy' })).training.inputs.names).toEqual(['-2', '5']);
  });
});

describe('windows', () => {
  it('cut an array of one axis, which is one series, with its targets', async () => {
    const steps = Float64Array.from({ length: 40 }, (_, i) => i);
    await npy('x.npy', [40], steps);
    await npy(
      'y.npy',
      [40],
      Int32Array.from(steps, (i) => i % 2),
    );
    const options = { inputs: 'x.npy', targets: 'y.npy', window: { length: 4 }, standardize: false };
    const cut = await load(options);
    expect(cut.training.inputs).toMatchObject({ samples: 7, length: 4, features: 1 });
    expect(rows(cut)[8]).toEqual([34, 35, 36, 37]);
    expect(rows(cut, 'targets')[0]).toEqual([0, 1, 0, 1]);
  });

  it('cut one long series in the order of time, with no step in both parts', async () => {
    const steps = 103;
    await write('a.csv', `x\n${Array.from({ length: steps }, (_, i) => i + 0.5).join('\n')}\n`);
    for (const stride of [2, 5, 7]) {
      const cut = await load({ path: 'a.csv', window: { length: 5, stride }, validationSplit: 0.3 });
      const border = steps - Math.round(0.3 * steps);
      const { training, heldOut } = cut;
      expect(Math.max(...training.inputs.values)).toBeLessThan(border);
      expect(Math.min(...heldOut.inputs.values)).toBe(border + 0.5);
      expect(training.inputs.samples).toBe(Math.floor((border - 5) / stride) + 1);
      expect(heldOut.inputs.samples).toBe(Math.floor((steps - border - 5) / stride) + 1);
      expect([...training.inputs.values.subarray(5, 7)]).toEqual([stride + 0.5, stride + 1.5]);
      expect(said(cut).includes('overlap')).toBe(stride < 5);
    }
  });

  it('have the target of their last step, and leave out those that lack a number', async () => {
    const lines = Array.from({ length: 24 }, (_, i) => `${i === 4 ? '' : i + 0.5},${i % 3}`);
    await write('a.csv', `x,y\n${lines.join('\n')}\n`);
    const cut = await load({ path: 'a.csv', target: 'y', window: { length: 4 }, missing: 'drop' });
    expect(rows(cut)).toEqual([
      [0.5, 1.5, 2.5, 3.5],
      [8.5, 9.5, 10.5, 11.5],
      [12.5, 13.5, 14.5, 15.5],
      [18.5, 19.5, 20.5, 21.5],
    ]);
    // No window ends in the class 1.
    expect(cut.training.targets!.names).toEqual(['0', '2']);
    expect(rows(cut, 'targets')).toEqual([[0], [1], [0], [0]]);
    expect(said(cut)).toMatch(/1 windows that lack a number/);
    await expect(load({ path: 'a.csv', window: { length: 20 }, missing: 'carry' })).rejects.toThrow(/at most 6\./);
    await expect(load({ path: 'a.csv' })).rejects.toThrow(/"window": \{ "length": 32 \}/);
  });
});

describe('standardizing', () => {
  it('uses the training part alone, and leaves flags, constants and symbols', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `${100 + 10 * i},${i % 2},7.5,${1000 - i}`);
    await write('a.csv', `x,flag,same,y\n${lines.join('\n')}\n`);
    const data = { path: 'a.csv', target: 'y', targetAs: 'values', window: { length: 4 }, standardize: true };
    const { training, heldOut } = await load(data);
    const { values, scale, features } = training.inputs;
    expect(features).toBe(3);
    const column = values.filter((_, i) => i % 3 === 0);
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    expect(mean).toBeCloseTo(0, 5);
    expect(column.reduce((sum, value) => sum + value * value, 0) / column.length).toBeCloseTo(1, 5);
    expect([...scale!.means].slice(1)).toEqual([0, 0]);
    expect([...scale!.deviations].slice(1)).toEqual([1, 1]);
    // The held-out part lies after the training part, so it has other numbers on the same scale.
    const first = heldOut.inputs.values[0] * scale!.deviations[0] + scale!.means[0];
    expect(first).toBeCloseTo(100 + 10 * 30, 3);
    expect(heldOut.targets!.scale).toBe(training.targets!.scale);
  });

  it('keeps what varies around a mean that float32 would swallow', async () => {
    const start = 1.7e9;
    const xOf = (i: number): number => ((i * 37) % 101) / 4;
    const lines = Array.from({ length: 80 }, (_, i) => `${start + xOf(i)},${i % 2},${-start - xOf(i + 1)}`);
    await write('a.csv', `x,flag,y\n${lines.join('\n')}\n`);
    await npy(
      'x.npy',
      [10, 8],
      Float64Array.from({ length: 80 }, (_, i) => start + xOf(i)),
    );
    await npy(
      'n.npy',
      [10],
      Int32Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? 8 : 5)),
    );
    const window = { length: 4 };
    const read = { features: ['x', 'flag'], target: 'y', targetAs: 'values' };
    const csv = await load({ path: 'a.csv', ...read, window, standardize: true });
    const arrays = await load({ inputs: 'x.npy', lengths: 'n.npy', standardize: true });
    /** The numbers of the first column in the file's units, less where they start. */
    const inFile = ({ values, scale, features, lengths, length }: Sequences): number[] =>
      Array.from({ length: values.length / features }, (_, i) => i)
        .filter((i) => !lengths || i % length < lengths[Math.floor(i / length)])
        .map((i) => values[i * features] * scale!.deviations[0] + (scale!.means[0] - start));
    const all = Array.from({ length: 80 }, (_, i) => xOf(i));
    for (const found of inFile(csv.training.inputs).entries()) expect(found[1]).toBeCloseTo(all[found[0]], 4);
    // The last steps of the training part and the first of the held-out one may be cut off; windows start at 60.
    for (const found of inFile(csv.heldOut.inputs).entries()) expect(found[1]).toBeCloseTo(all[60 + found[0]], 4);
    for (const value of inFile(arrays.training.inputs)) expect(all.some((x) => Math.abs(x - value) < 1e-4)).toBe(true);
    const targets = csv.training.targets!;
    expect(targets.values[0] * targets.scale!.deviations[0] + (targets.scale!.means[0] + start)).toBeCloseTo(
      -xOf(4),
      4,
    );
    // Flags stay, and padding stays zero.
    expect(csv.training.inputs.values.filter((_, i) => i % 2 === 1).every((flag) => flag === 0 || flag === 1)).toBe(
      true,
    );
    const { values, lengths } = arrays.training.inputs;
    const short = lengths!.indexOf(5);
    expect([...values.subarray(short * 8 + 5, short * 8 + 8)]).toEqual([0, 0, 0]);
  });

  it('is on for what is trained here, and off for a network with given weights', () => {
    const config = (model: object, data: object = {}): unknown => {
      const text = JSON.stringify({ data: { task: 'file', path: 'a.csv', ...data }, model });
      const { config: read, problems } = readConfig(text);
      expect(problems).toEqual([]);
      return read!.data;
    };
    const layers = [
      { type: 'gru', units: 2 },
      { type: 'dense', units: 1, head: { target: 'next' } },
    ];
    expect(config({ layers })).toMatchObject({ standardize: true });
    expect(config({ layers, weights: 'w.npz' })).toMatchObject({ standardize: false });
    expect(config({ layers }, { standardize: false })).toMatchObject({ standardize: false });
  });
});

it('reads arrays that no sequence fills as if cut to the longest', async () => {
  const numbers = (length: number): Float64Array =>
    Float64Array.from({ length: 6 * length }, (_, i) => (i % length) + Math.floor(i / length) / 8);
  const targets = (length: number): Int32Array =>
    Int32Array.from({ length: 6 * length }, (_, i) => (i % length < 3 ? i % length : 9));
  for (const [name, length] of [
    ['long', 5],
    ['cut', 3],
  ] as const) {
    await npy(`${name}.npy`, [6, length], numbers(length));
    await npy(`${name}-y.npy`, [6, length], targets(length));
  }
  for (const lengths of [Int32Array.of(1, 2, 3, 3, 2, 1), new Int32Array(6).fill(3)]) {
    await npy('n.npy', [6], lengths);
    const of = (name: string): Promise<Dataset> =>
      load({ inputs: `${name}.npy`, targets: `${name}-y.npy`, lengths: 'n.npy' });
    const [long, cut] = [await of('long'), await of('cut')];
    expect(long.training.inputs.length).toBe(3);
    expect({ ...long, title: '' }).toEqual({ ...cut, title: '' });
  }
});
