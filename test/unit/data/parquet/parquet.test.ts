import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inEnglish } from '../../../../src/base/sentence';
import { dataSchema } from '../../../../src/config/schema/data';
import type { Dataset, Sequences } from '../../../../src/data/dataset';
import { loadDataset } from '../../../../src/data/loadDataset';

const load = (data: object, configFolder = __dirname): Promise<Dataset> =>
  loadDataset(dataSchema.parse({ task: 'file', ...data }), { seed: 1, configFolder });

/** The real steps of every sequence of both parts, in the order of the first number. */
function rows(dataset: Dataset, of: (set: Dataset['training']) => Sequences = ({ inputs }) => inputs): number[][] {
  return [dataset.training, dataset.heldOut]
    .flatMap((set) =>
      Array.from({ length: set.inputs.samples }, (_, row) => [partOf(set.inputs, row)[0], ...partOf(of(set), row)]),
    )
    .sort(([a], [b]) => a - b)
    .map(([, ...part]) => part);
}
const targets = (set: Dataset['training']): Sequences => set.targets!;

function partOf({ values, symbols, length, features, lengths }: Sequences, row: number): number[] {
  const own = lengths?.[row] ?? length;
  return symbols
    ? [...symbols.subarray(row * length, row * length + own)]
    : [...values.subarray(row * length * features, (row * length + own) * features)];
}

const steps = { sequence: 'clip', features: ['load'], missing: 'carry', target: 'mood' };

describe('a row a step', () => {
  it.each(['', '-gzip', '-brotli', '-zstd', '-none', '-polars', '-groups', '-index'])(
    'gives the sequences, times, words and missing numbers of steps%s.parquet',
    async (kind) => {
      const dataset = await load({ ...steps, path: `steps${kind}.parquet` });
      // The rows of p come in the order of their times; its missing number is the one before it.
      expect(rows(dataset)).toEqual([
        [-1.5, -1.5, 0.25],
        [0.5, 3, 4],
        [2, 1],
      ]);
      expect(dataset.training.targets!.names).toEqual(['down', 'up']);
      expect(rows(dataset, targets)).toEqual([[1], [1], [0]]);
      expect(dataset.warnings.map(inEnglish).join()).toMatch(/"when" is read as the time of each step/);
    },
  );

  it('reads integers as symbols and floats as values, masks, tags, several columns, further targets', async () => {
    const symbols = await load({ path: 'steps.parquet', sequence: 'clip', features: ['button'], mask: 'real' });
    expect(symbols.training.inputs.alphabet).toBe(4);
    expect(rows(symbols)).toEqual([
      [0, 1],
      [1, 2, 3],
      [2, 2],
    ]);
    const both = await load({
      ...steps,
      path: 'steps.parquet',
      features: ['button', 'load'],
      furtherTargets: { pressed: 'real' },
    });
    expect(both.training.inputs.features).toBe(2);
    expect(rows(both, (set) => set.furtherTargets!.get('pressed')!)).toEqual([[1], [1], [0]]);
    const words = await load({ path: 'steps.parquet', sequence: 'clip', features: ['mood', 'button'] });
    expect(words.training.inputs.columns).toEqual(['mood=down', 'mood=up', 'button']);
    const windows = await load({ path: 'steps.parquet', features: ['button'], window: { length: 2 } });
    expect(windows.training.inputs.samples).toBe(3);
  });

  it('says how to read missing numbers, and names the row', async () => {
    await expect(load({ ...steps, path: 'steps.parquet', missing: 'error' })).rejects.toThrow(
      /Row 3: A number is missing in column "load".*"missing"/,
    );
    await expect(load({ ...steps, path: 'steps.parquet', features: ['bed'] })).rejects.toThrow(
      /no column "bed".*"load", "button"/,
    );
  });

  it('reads texts with labels, half floats, decimals and integers beyond 2^53', async () => {
    const texts = await load({ path: 'texts.parquet', features: ['text'], target: 'label' });
    expect(texts.training.inputs.names).toContain('film');
    expect(texts.training.targets!.names).toEqual(['neg', 'pos']);
    const numbers = await load({ path: 'texts.parquet', sequence: 'huge', features: ['half', 'money'] });
    expect(rows(numbers)).toEqual([
      [0.5, 1.25],
      [1.5, 2.5],
      [2.5, 3.75],
    ]);
  });
});

describe('a row a sequence', () => {
  it('reads lists of symbols, words, values and vectors, of their own lengths', async () => {
    const tokens = await load({ path: 'lists.parquet', features: ['tokens'], target: 'label', targetAs: 'classes' });
    expect(rows(tokens)).toEqual([
      [0, 1, 2, 3],
      [1, 2, 3],
      [4, 5],
    ]);
    expect(tokens.training.targets!.names).toEqual(['3', '7']);
    const words = await load({ path: 'lists.parquet', features: ['words'], target: 'each' });
    expect(words.training.inputs.names).toEqual(['a', 'b', 'c']);
    expect(words.training.targets!.at).toBe('every');
    const pairs = await load({ path: 'lists.parquet', features: ['pairs'] });
    expect(rows(pairs)[1]).toEqual([7, 8, 9, 10]);
    const side = await load({ path: 'lists.parquet', features: ['x', 'z'], missing: 'drop' });
    expect(rows(side)).toEqual([
      [0.5, 1, 1.5, 3],
      [2.5, 4, 3.5, 5],
      [4.5, 6, 5.5, 7, 6.5, 8, 7.5, 9],
    ]);
    const beside = await load({ path: 'lists.parquet', features: ['words', 'z'], standardize: false });
    expect(beside.training.inputs.columns).toEqual(['words=a', 'words=b', 'words=c', 'z']);
    expect(rows(beside)).toContainEqual([0, 0, 1, 4, 0, 0, 1, 5]);
    const fixed = await load({ path: 'lists.parquet', features: ['fixed'] });
    expect(rows(fixed)).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
  });

  it('reads masks and tags', async () => {
    const masked = await load({ path: 'lists.parquet', features: ['tokens'], mask: 'mask', target: 'each' });
    expect(rows(masked)).toEqual([
      [0, 1, 2],
      [1, 2],
      [4, 5],
    ]);
    expect(rows(masked, targets)).toEqual([
      [0, 0, 1],
      [0, 1],
      [1, 1],
    ]);
    const tags = await load({ path: 'lists.parquet', features: ['z'], target: 'tags', targetAs: 'tags' });
    expect(rows(tags, targets)).toEqual([
      [1, 0],
      [0, 1],
      [1, 1],
    ]);
  });

  it('reads several lists of targets together', async () => {
    const both = await load({
      path: 'lists.parquet',
      features: ['tokens'],
      target: ['x', 'z'],
      targetAt: 'every',
      standardize: false,
    });
    expect(both.training.targets).toMatchObject({ at: 'every', features: 2 });
    expect(rows(both, targets)).toEqual([
      [4.5, 6, 5.5, 7, 6.5, 8, 7.5, 9],
      // The target of a step of which a part is missing is none.
      [0.5, 1, NaN, NaN, 1.5, 3],
      [2.5, 4, 3.5, 5],
    ]);
    const tags = await load({
      path: 'lists.parquet',
      features: ['z'],
      target: ['each', 'mask'],
      mask: 'mask',
      targetAs: 'tags',
      targetAt: 'every',
    });
    expect(rows(tags, targets)).toEqual([
      [0, 1, 1, 1],
      [1, 1, 1, 1],
      [0, 1, 0, 1, 1, 1],
    ]);
  });

  it.each([
    [{ features: ['x'] }, /Row 1: A number is missing/],
    [{ features: ['tokens'], target: 'tags' }, /Row 1: There are 2 targets for 3 steps/],
    [{ features: ['z', 'fixed'] }, /Row 1: The list "fixed" has 2 steps, but "z" has 3/],
    [{ features: ['z', 'label'] }, /Row 1: There is no list in column "label"/],
    [{ features: ['z'], target: 'place' }, /Row 1: There is no number or word here/],
    [{ features: ['z'], mask: 'tokens' }, /Row 1: 2 in the mask is neither 1/],
    [{ features: ['z'], mask: 'fixed' }, /Row 1: The mask has 2 entries for 3 steps/],
  ])('%o is an error that names its row', async (data, message) => {
    await expect(load({ path: 'lists.parquet', ...data })).rejects.toThrow(message);
  });
});

describe('a wrong file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'rnn-parquet-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it.each([
    [{ sequence: 'clip', features: ['step'] }, /Column "step" holds records.*\.flatten\(\)/],
    [{ sequence: 'id', features: ['far'] }, /Column "id" holds bytes.*bytes\.hex/],
    [{ sequence: 'clip', features: ['far'] }, /Row 2: 36028797018963969 in column "far" is beyond 2\^53.*factorize/],
  ])('of columns that are no numbers here is told: %o', async (data, message) => {
    await expect(load({ path: 'records.parquet', ...data })).rejects.toThrow(message);
  });

  it('that is packed by LZ4, or has no rows, is told', async () => {
    await expect(load({ path: 'steps-lz4.parquet', sequence: 'clip' })).rejects.toThrow(
      /packed by LZ4.*compression="snappy"/,
    );
    await expect(load({ path: 'empty.parquet', sequence: 'clip' })).rejects.toThrow(/no rows/);
  });

  it('that is cut short or damaged anywhere is never read as numbers without a word', async () => {
    const bytes = await readFile(path.join(__dirname, 'steps.parquet'));
    for (const end of [0, 3, 8, 400, bytes.length - 1]) {
      await writeFile(path.join(folder, 'a.parquet'), bytes.subarray(0, end));
      await expect(load({ ...steps, path: 'a.parquet' }, folder)).rejects.toThrow(
        end < 4 ? /is not a Parquet file\. It is (empty|a text)/ : /is cut short/,
      );
    }
    // The list of columns is at the end; what is there instead is no list.
    const broken = Buffer.from(bytes);
    broken.fill(0xff, bytes.length - 200, bytes.length - 8);
    await writeFile(path.join(folder, 'a.parquet'), broken);
    await expect(load({ ...steps, path: 'a.parquet' }, folder)).rejects.toThrow(/damaged/);
  });

  it('that is another format under this name is told what it is', async () => {
    await copyFile(path.join(__dirname, 'make.py'), path.join(folder, 'a.parquet'));
    await expect(load({ path: 'a.parquet' }, folder)).rejects.toThrow(/not a Parquet file. It is a text file/);
  });
});
