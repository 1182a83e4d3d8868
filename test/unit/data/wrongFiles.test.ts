import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InputError } from '../../../src/base/userError';
import { readConfig } from '../../../src/config/readConfig';
import { loadDataset } from '../../../src/data/loadDataset';
import { writeNpz } from '../../../src/data/npy/npz';
import { encodeNpy } from '../../../src/data/npy/writeNpy';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rnn-wrong-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** What a person is told: the problems of the config, or the error of its files. */
async function told(data: object): Promise<string> {
  const own = { task: 'file', ...data };
  const model = { layers: [{ type: 'gru', units: 2 }] };
  const { config, problems } = readConfig(JSON.stringify({ data: own, model, training: { epochs: 0 } }));
  if (problems.length > 0 || !config) return problems.map(({ message }) => message).join('\n');
  try {
    await loadDataset(config.data, { seed: 1, configFolder: folder });
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error('It was read without a word.');
}

const write = (name: string, content: string | Buffer): Promise<void> => writeFile(path.join(folder, name), content);

/** A .npy with elements of a type, of shape [4, 3] unless another is given. */
const ofType = (descr: string, bytes: number, shape = '4, 3'): Buffer => {
  const header = `{'descr': ${descr}, 'fortran_order': False, 'shape': (${shape}), }`.padEnd(117) + '\n';
  return Buffer.concat([
    Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
    Buffer.from([header.length, 0]),
    Buffer.from(header),
    Buffer.alloc(12 * bytes),
  ]);
};
const array = (shape: number[], values: ArrayLike<number>): Buffer =>
  encodeNpy({ shape, data: Float64Array.from(values) });
const integers = (shape: number[], values: ArrayLike<number>): Buffer =>
  encodeNpy({ shape, data: Int32Array.from(values) });
const x = array(
  [4, 3],
  Array.from({ length: 12 }, (_, i) => i / 2),
);
const zip = Buffer.concat([
  Buffer.from('PK\x03\x04\x14\x00\x00\x00\x08\x00', 'latin1'),
  Buffer.alloc(16),
  Buffer.from([19, 0, 0, 0]),
  Buffer.from('[Content_Types].xml'),
]);
const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n';
const page = '<!DOCTYPE html>\n<html><body>404: Not Found</body></html>\n';

describe('a wrong array', () => {
  it.each<[string, string | Buffer, RegExp]>([
    ['empty', '', /is not a .npy file. It is empty/],
    ['a pointer of Git LFS', pointer, /pointer of Git LFS, not the data: run "git lfs pull"/],
    ['a web page', page, /It is a web page: download the file itself/],
    ['a pickle', Buffer.from('\x80\x04\x95\x10\x00', 'latin1'), /Python pickle, which is never read.*numpy.save/],
    ['gzipped', gzipSync(x), /packed by gzip: unpack it with gunzip/],
    ['HDF5', Buffer.from('\x89HDF\r\n\x1a\n\0\0', 'latin1'), /HDF5 file. In Python: numpy.save\("x.npy", h5py/],
    ['Parquet', Buffer.from('PAR1\x15\x04'), /a Parquet file/],
    ['MATLAB', Buffer.from('MATLAB 5.0 MAT-file, Platform: GLNXA64'), /MATLAB file. In Python/],
    ['a spreadsheet', zip, /office program: save it as CSV/],
    ['zeros', Buffer.alloc(4096), /zeros alone: its copy or download was interrupted/],
    ['text', 'a,b\n1,2\n', /It is a text file. If it is a table, write "path": "data.csv"/],
    ['noise', Buffer.from(Array.from({ length: 64 }, (_, i) => (i * 151 + 129) % 256)), /of no format that is known/],
    ['cut within the header', x.subarray(0, 60), /cut short within its header/],
    ['cut within the numbers', x.subarray(0, -5), /cut short: the shape \(4, 3\)/],
    ['objects', ofType("'|O'", 8), /pickled Python objects \(lists of unequal lengths.*numpy.array\(padded/],
    ['words', ofType("'<U5'", 20), /holds words. In Python: numpy.save\("x.npy", numpy.unique/],
    ['dates', ofType("'<M8[ns]'", 8), /holds dates. In Python: .*x.astype\("int64"\)/],
    ['complex numbers', ofType("'<c16'", 16), /holds complex numbers. In Python/],
    ['bfloat16', ofType("'|V2'", 2), /raw bytes \(bfloat16\?\). In Python: .*float32/],
    ['quadruple precision', ofType("'<f16'", 16), /type '<f16'; integers, booleans and floats of 2, 4 or 8 bytes/],
    ['a table of fields', ofType("[('a', '<f8')]", 8), /structured array; save plain numbers/],
    ['of one axis', array([12], new Float64Array(12)), /shape \[12\], but must have.*"window": \{ "length": 32 \}/],
    ['of four axes', array([2, 3, 2, 1], new Float64Array(12)), /shape \[2, 3, 2, 1\], but must have/],
    ['without sequences', array([0, 3], []), /is empty: its shape is \[0, 3\]/],
    [
      'with NaN',
      array([4, 3], [1, 2, NaN, ...new Float64Array(9)]),
      /at \[0, 2\]: A number is missing.*"missing".*"drop".*"carry"/,
    ],
    ['with infinity', array([4, 3], [1, 2, Infinity, ...new Float64Array(9)]), /Infinity is not a finite number/],
  ])('that is %s is told', async (_, content, message) => {
    await write('x.npy', content);
    expect(await told({ inputs: 'x.npy' })).toMatch(message);
  });

  it('that is one series of several columns is told how to say so', async () => {
    await write('x.npy', array([40, 2], new Float64Array(80)));
    expect(await told({ inputs: 'x.npy', window: { length: 5 } })).toMatch(
      /40 sequences of 2 steps.*one series of 40 steps.*x\[None\]/,
    );
  });

  it('of one series says where a number is missing', async () => {
    await write('x.npy', array([12], [0, 1, 2, NaN, 4, 5, 6, 7, 8, 9, 10, 11]));
    expect(await told({ inputs: 'x.npy', window: { length: 2 } })).toMatch(/at \[3\]: A number is missing/);
  });

  it('of integers with padding below them is told', async () => {
    await write('x.npy', integers([4, 3], [0, 1, 2, 2, 1, -1, 0, -1, -1, 1, 1, 0]));
    expect(await told({ inputs: 'x.npy' })).toMatch(/at \[1, 2\]: -1 stands only at the ends.*\(x != -1\)\.sum\(1\)/);
  });

  it('that is a folder, missing, or elsewhere is told', async () => {
    await mkdir(path.join(folder, 'x.npy'));
    expect(await told({ inputs: 'x.npy' })).toMatch(/is a folder, not a file/);
    expect(await told({ inputs: 'y.npy' })).toMatch(/does not exist/);
    expect(await told({ inputs: '../x.npy' })).toMatch(/outside the config's folder. Move the file there/);
  });

  it('of an .npz is named, or told which there are', async () => {
    await writeNpz(path.join(folder, 'data.npz'), new Map([['x', { shape: [4, 3], data: new Float64Array(12) }]]));
    expect(await told({ inputs: 'data.npz' })).toMatch(/holds several arrays. Name one of them: "data.npz#x"/);
    expect(await told({ inputs: 'data.npz#h' })).toMatch(/holds no array "h"; it holds x/);
    await write('page.npz', page);
    expect(await told({ inputs: 'page.npz#x' })).toMatch(/not a .npz or other zip archive. It is a web page/);
    await write('cut.npz', zip);
    expect(await told({ inputs: 'cut.npz#x' })).toMatch(/cut short: the list of files at the end/);
  });

  it.each([
    ['states.pt', /In Python: numpy.save\("x.npy", torch.load\("states.pt"\).numpy\(\)\)/],
    ['x.csv', /For tables and .jsonl files, use "path"/],
    ['x.mat', /In Python: numpy.save/],
  ])('named %s is told what to write', async (inputs, message) => {
    expect(await told({ inputs })).toMatch(message);
  });
});

describe('targets, lengths and masks that do not fit', () => {
  it.each<[string, object, Buffer, RegExp]>([
    ['targets of other sequences', { targets: 'other.npy' }, integers([5], [0, 1, 0, 1, 0]), /it must be \[4\]/],
    ['targets of other steps', { targets: 'other.npy' }, array([4, 2, 1], new Float64Array(8)), /it must be/],
    ['several numbers', { targets: 'other.npy' }, array([4, 2], [1, 2, 3, 4, 5, 6, 7, 8]), /Set "targetAs" to "tags"/],
    ['targets without one', { targets: 'other.npy' }, array([4], [NaN, NaN, NaN, NaN]), /no target at all/],
    [
      'tags of 2',
      { targets: 'other.npy', targetAs: 'tags' },
      integers([4, 2], [0, 1, 1, 2, 0, 0, 1, 1]),
      /2 is no tag/,
    ],
    [
      'lengths that are too long',
      { lengths: 'other.npy' },
      integers([4], [1, 2, 3, 4]),
      /says 4 steps.*between 1 and 3/,
    ],
    ['lengths of nothing', { lengths: 'other.npy' }, integers([4], [1, 0, 3, 3]), /says 0 steps/],
    ['lengths that are no integers', { lengths: 'other.npy' }, array([4], [1, 2, 3, 3]), /must hold integers/],
    [
      'lengths of other sequences',
      { lengths: 'other.npy' },
      integers([3], [1, 2, 3]),
      /for 4 sequences it must be \[4\]/,
    ],
    [
      'a mask of shares',
      { mask: 'other.npy' },
      array([4, 3], new Float64Array(12).fill(0.5)),
      /other\.npy has 0\.5 at \[0, 0\]/,
    ],
    [
      'a mask with a gap',
      { mask: 'other.npy' },
      integers([4, 3], [1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]),
      /has 0 at \[0, 1\], between real steps/,
    ],
    ['a mask of nothing', { mask: 'other.npy' }, integers([4, 3], new Int32Array(12)), /no real step in sequence 0/],
    ['a mask of other steps', { mask: 'other.npy' }, integers([4, 2], new Int32Array(8).fill(1)), /must be \[4, 3\]/],
  ])('%s are told', async (_, data, other, message) => {
    await write('x.npy', x);
    await write('other.npy', other);
    expect(await told({ inputs: 'x.npy', ...data })).toMatch(message);
  });
});

it.each([
  ['x.xlsx', /spreadsheet: save it as CSV.*read_excel.*If it is a CSV under this name, rename it/],
  ['x.json', /one object a line/],
  ['x.arff', /an ARFF file/],
])('%s is told by its name', async (name, message) => {
  await write(name, 'a');
  expect(await told({ path: name })).toMatch(message);
});

describe('a wrong table', () => {
  const good = 'sequence,a,y\nu,1.5,0\nu,2.5,0\nv,3.5,1\nv,4.5,1\n';
  const words = 'sequence,a,b,y\nu,1.5,red,0\nv,2.5,blue,1\n';
  it.each<[string, string | Buffer, RegExp]>([
    ['empty', '', /The file is empty. Write a header line/],
    ['a pointer of Git LFS', pointer, /not a text file. It is a pointer of Git LFS/],
    ['a web page', page, /not a text file. It is a web page/],
    ['UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le'), /UTF-16 text: save it as UTF-8/],
    ['UTF-16 without a mark', Buffer.from(good, 'utf16le'), /UTF-16 text: save it as UTF-8/],
    ['Latin-1', Buffer.from(good.replace('v,3.5', '\xe9,3.5'), 'latin1'), /not UTF-8. Save the file as UTF-8/],
    ['a spreadsheet', zip, /office program: save it as CSV. In Python: pandas.read_excel/],
    ['an old spreadsheet', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1', 'latin1'), /old office program.*pandas.read_excel/],
    ['gzipped', gzipSync(good), /packed by gzip/],
    ['a .npy array', x, /It is a .npy array/],
    ['with ragged rows', good.replace('v,3.5,1', 'v,3.5'), /This row has 2 fields, but the header has 3/],
    ['with decimal commas', good.replaceAll(',', ';').replaceAll('.', ','), /"1,5" in column "a".*decimal comma/],
    ['with thousands', good.replace('1.5', '"1,234.5"'), /"1,234.5" in column "a" is not a number/],
    ['with words among numbers', good.replace('3.5', 'n.d.'), /"n.d." in column "a" is not a number/],
    [
      'with too many words beside numbers',
      `sequence,a,b,y\n${Array.from({ length: 300 }, (_, i) => `${i % 9},1.5,id${i},${i % 2}\n`).join('')}`,
      /"b" holds 300 different words.* at most 256 .*leave "b" out of "features"/,
    ],
    [
      'with a word below numbers beside others',
      words.replace('red', '1').replace('blue', 'n.d.'),
      /"n.d." in column "b" is not a number, and the column begins with numbers/,
    ],
    ['with other dates', words.replace('red', '31.01.2024'), /looks like a date. Add "time": "b"/],
    ['a column of nothing', good.replaceAll(/\d\.5/g, ''), /A number is missing in column "a"/],
    ['without rows', 'sequence,a,y\n', /no rows under the header/],
    ['with a column twice', good.replace('a,y', 'y,y'), /two columns "y"/],
    ['of one sequence', good.replaceAll('v,', 'u,'), /There is 1 sequence; at least 2/],
    ['of one class', good.replaceAll(',1\n', ',0\n'), /Every target is 0, so there is nothing to predict/],
    ['of one word', good.replaceAll(/,[01]\n/g, ',ok\n'), /Every target is "ok", so there is nothing to predict/],
    ['without its column', good.replace('y\n', 'z\n'), /no column "y" for the target/],
    ['without a sequence', good.replace('sequence', 'id'), /no column "sequence".*"window": \{ "length": 32 \}/],
    ['with a quotation mark', good.replace('2.5', '"2.5'), /opened and never closed/],
  ])('that is %s is told', async (_, content, message) => {
    await write('x.csv', content);
    expect(await told({ path: 'x.csv', target: 'y' })).toMatch(message);
  });

  const written = (entry: (n: number) => string, kinds = 40): string =>
    `sequence;a;y\n${Array.from({ length: 80 }, (_, i) => `${i >> 1};${entry(i % kinds)};${(i >> 1) % 2}\n`).join('')}`;
  it.each<[string, (n: number) => string, RegExp]>([
    ['a percent sign', (n) => `${n}.2%`, /"0.2%" in column "a" is a number with "%".*str.replace\("%", ""\)/],
    ['a unit', (n) => `-${n} kg`, /"-0 kg" in column "a" is a number with "kg".*str.replace\("kg", ""\)/],
    ['a currency', (n) => `$${n}`, /"\$0" in column "a" is a number with marks/],
    ['thousands marks', (n) => `1.${500 + n},02`, /"1.500,02" in column "a" is a number with marks.*thousands=/],
    ['a word for a missing one', (n) => (n ? `${n}.5` : 'n.d.'), /such as 1.5, but also "n.d.".*to_numeric/],
  ])('of numbers with %s is told', async (_, entry, message) => {
    await write('x.csv', written(entry));
    expect(await told({ path: 'x.csv', target: 'y' })).toMatch(message);
    expect(await told({ path: 'x.csv', target: 'y', features: ['a'], sequence: 'sequence' })).toMatch(message);
  });

  it.each<[string, string]>([
    ['few numbers with a unit', written((n) => `${n}th`, 20)],
    ['codes that begin with digits', written((n) => `${n}${'abcdef'[n % 6]}`)],
    ['codes that end in digits', written((n) => `x${n}`)],
  ])('is read with words that are %s', async (_, content) => {
    await write('x.csv', content);
    await expect(told({ path: 'x.csv', target: 'y' })).rejects.toThrow('without a word');
  });

  const timed = (name: string, time: (t: number) => number, more = ''): string =>
    `sequence,${name},a${more && ',b'}\n` +
    Array.from({ length: 12 }, (_, i) => `${i % 2},${time(i)},${(i * 5) % 7}.5${more}\n`).join('');
  it.each<[string, string, object, RegExp]>([
    ['of unix seconds', timed('at', (t) => 1_700_000_000 + 60 * t), {}, /"at" looks like the time.*Add "time": "at"/],
    ['of milliseconds', timed('at', (t) => 1_700_000_000_000 + 7 * t), {}, /"at" looks like the time.*"time": "at"/],
    ['of seconds since a start', timed('time', (t) => 0.5 * t), {}, /Add "time": "time"/],
    ['of steps', timed('Time_ms', (t) => t), {}, /Add "time": "Time_ms"/],
    ['in no order', timed('timestamp', (t) => 1_700_000_000 + ((t * 5) % 7)), {}, /"time": "timestamp"/],
    ['in no order, by any name', timed('when', (t) => 1_700_000_000_000 + ((t * 5) % 13)), {}, /Add "time": "when"/],
    ['several in a second', timed('at', (t) => 1_700_000_000 + (t >> 2) * (t >> 1)), {}, /Add "time": "at"/],
    ['some missing', timed('at', (t) => (t === 5 ? NaN : 1.7e9 + t)), { missing: 'carry' }, /Add "time": "at"/],
    ['of dates in digits', timed('d', (t) => 20231021 + (t >> 1)), {}, /Add "time": "d"/],
    ['of minutes in digits', timed('d', (t) => 202310212305 + ((t * 5) % 7)), {}, /Add "time": "d"/],
    ['beside dates', timed('unix time', (t) => t, ',2024-01-01'), {}, /Name the inputs: "features": \["a"\]/],
  ])('with times %s among its inputs is told', async (_, content, data, message) => {
    await write('x.csv', content);
    expect(await told({ path: 'x.csv', ...data })).toMatch(message);
  });

  it.each<[string, string, object]>([
    ['that are named as inputs', timed('time', (t) => t), { features: ['time', 'a'] }],
    ['that are told', timed('at', (t) => 1_700_000_000 + 60 * t), { time: 'at' }],
    ['that do not grow', timed('response_time', (t) => (t * 5) % 7), {}],
    ['that spread as amounts do', timed('volume', (t) => 1e9 + ((t * 5) % 13) * 1e8), {}],
    ['that are no dates', timed('count', (t) => 20231021 + 3 * t), {}],
    ['by no name, in no order and some twice', timed('account', (t) => 1_700_000_000 + ((t * 5) % 7)), {}],
    ['that grow, by another name', timed('sentiment', (t) => t), {}],
  ])('is read with numbers %s', async (_, content, data) => {
    await write('x.csv', content);
    await expect(told({ path: 'x.csv', ...data })).rejects.toThrow('without a word');
  });

  it('with two columns of dates is told which are inputs', async () => {
    await write('x.csv', 'sequence,made,a,changed\nu,2024-01-01,1.5,2024-02-01\nv,2024-01-02,2.5,2024-02-02\n');
    expect(await told({ path: 'x.csv' })).toMatch(/"2024-02-01" in column "changed" is a date.*"features": \["a"\]/);
  });

  it('of words among several targets is told where they belong', async () => {
    await write('x.csv', 'sequence,a,y,z\nu,1.5,0,p\nu,2.5,0,p\nv,3.5,1,q\nv,4.5,1,q\n');
    expect(await told({ path: 'x.csv', target: ['y', 'z'] })).toMatch(
      /"p" in column "z".*leave "z" out of "target", and write "furtherTargets": \{ "other": "z" \}/,
    );
    await write('x.csv', 'sequence,a,y\nu,1.5,0\nu,2.5,0\nv,3.5,bad\nv,4.5,1\n');
    expect(await told({ path: 'x.csv', target: 'y' })).toMatch(/"bad" in column "y".*begins with numbers/);
  });

  it('is read with a byte order mark, semicolons, tabs and Windows line ends', async () => {
    for (const text of [
      `\ufeff${good}`,
      good.replaceAll(',', ';'),
      good.replaceAll(',', '\t'),
      good.replaceAll('\n', '\r\n'),
    ]) {
      await write('x.csv', text);
      await expect(told({ path: 'x.csv', target: 'y' })).rejects.toThrow('without a word');
    }
  });

  it('of missing numbers alone stays told when they are dropped or carried', async () => {
    await write('x.csv', good.replaceAll(/\d\.5/g, ''));
    for (const missing of ['drop', 'carry'])
      expect(await told({ path: 'x.csv', target: 'y', missing })).toMatch(/Every step lacks a number/);
  });
});

describe('wrong lines of JSON', () => {
  it.each<[string, string | Buffer, RegExp]>([
    ['one list', '[{"inputs": [1, 2]}, {"inputs": [3, 4]}]', /one list of JSON.*orient="records", lines=True/],
    ['one list over many lines', '[\n  {"inputs": [1, 2]}\n]', /one list of JSON/],
    ['a pointer of Git LFS', pointer, /pointer of Git LFS/],
    ['UTF-16', Buffer.from('\ufeff{"inputs": [1]}', 'utf16le'), /UTF-16/],
    ['NaN', '{"inputs": [1, NaN]}', /not JSON.*NaN/],
    ['numbers in quotation marks', '{"inputs": [["1.5", 2]]}', /"1.5" is a number in quotation marks/],
    ['dates', '{"inputs": [["2024-01-31", 2]]}', /"2024-01-31" looks like a date.*Leave it out of "inputs"/],
    ['words below numbers', '{"inputs": [[1.5, 2], ["up", 3]]}', /"up" is a word, but numbers stand here/],
    ['numbers below words', '{"inputs": [["up", 2], [4, 3]]}', /4 is a number, but words stand here/],
    ['steps of keys', '{"inputs": [{"load": 1.5}]}', /\{"load":1.5\} is neither a number nor a word/],
  ])('that are %s are told', async (_, content, message) => {
    await write('x.jsonl', content);
    expect(await told({ path: 'x.jsonl' })).toMatch(message);
  });
});

describe('files whose names tell another format', () => {
  it.each([
    ['x.mat', /MATLAB.*scipy\.io\.loadmat\("x\.mat"\).*"inputs": "x\.npy"/, /numpy\.save.*scipy\.io\.loadmat/],
    ['x.pkl', /pandas\.read_pickle\("x\.pkl"\)\.to_csv/, /numpy\.save\("x\.npy", pandas\.read_pickle/],
    ['x.csv.gz', /packed.*pandas\.read_csv\("x\.csv\.gz", sep=","\)\.to_csv/, /pandas\.read_csv.*to_numpy/],
    ['x.feather', /Feather.*pandas\.read_feather\("x\.feather"\)\.to_parquet/, /read_feather.*to_numpy/],
    ['x.h5', /HDF5.*h5py\.File\("x\.h5"\)\["x"\].*"inputs": "x\.npy"/, /numpy\.save.*h5py\.File/],
    ['x.pt', /torch\.save.*torch\.load\("x\.pt"\)\.numpy.*"inputs": "x\.npy"/, /torch\.load\("x\.pt"\)\.numpy/],
    ['x.xlsx', /spreadsheet.*pandas\.read_excel\("x\.xlsx"\)\.to_csv/, /numpy\.save.*read_excel/],
    ['folder', /no ending.*"recording": "folder"/, /no ending, as a folder.*\.npy/],
    ['runs/a.b/', /"runs\/a\.b\/" has no ending/, /no ending/],
    ['x.npy', /is an array.*"inputs": "x\.npy"/, /does not exist/],
    ['x.npz', /"inputs": "x\.npz#x"/, /several arrays/],
    ['x.xyz', /"x\.xyz" is neither a table/, /numpy\.save\("x\.npy", array\)/],
  ])('%s is told what it is, and the line that makes it right', async (name, asTable, asArray) => {
    expect(await told({ path: name })).toMatch(asTable);
    expect(await told({ inputs: name })).toMatch(asArray);
  });
});
