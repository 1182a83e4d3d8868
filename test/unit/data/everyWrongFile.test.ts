import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inEnglish } from '../../../src/base/sentence';
import { readConfig } from '../../../src/config/readConfig';
import { dataSchema } from '../../../src/config/schema/data';
import { loadDataset } from '../../../src/data/loadDataset';
import { validateConfig } from '../../../src/analysis/run/validate';
import { writeNpz } from '../../../src/data/npy/npz';
import { encodeNpy } from '../../../src/data/npy/writeNpy';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rnn-every-wrong-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Content = string | Buffer;
type Files = Readonly<Record<string, Content>>;

let count = 0;

/** Each case has a folder of its own, so that near names of other cases are not told. */
async function told(files: Files, data: object, more: object = {}): Promise<string[]> {
  const own = path.join(folder, String(count++));
  await mkdir(own, { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(own, name), content);
  const config = { data, ...(!('layers' in data) && { model: { layers: [{ type: 'gru', units: 2 }] } }), ...more };
  const problems = await validateConfig({
    configPath: path.join(own, 'own.rnn.json'),
    configText: JSON.stringify({ ...config, training: { epochs: 0 } }),
  });
  return problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}

const table = (data: object = {}): object => ({ task: 'file', path: 'steps.csv', target: 'y', ...data });
const arrays = (data: object = {}): object => ({ task: 'file', inputs: 'x.npy', ...data });
const lines = (data: object = {}): object => ({ task: 'file', path: 'seq.jsonl', ...data });
const states = (data: object = {}): object => ({
  task: 'activations',
  inputs: 'x.npy',
  layers: { h: 'h.npy' },
  ...data,
});

const floats = (shape: number[], value = (i: number) => i / 2): Buffer =>
  encodeNpy({ shape, data: Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => value(i)) });
const ints = (shape: number[], value = (i: number) => i % 2): Buffer =>
  encodeNpy({ shape, data: Int32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => value(i)) });
/** A .npy whose header says what it likes. */
const headed = (descr: string, elements: Buffer, shape = '4, 3', order = 'False'): Buffer => {
  const header = `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': (${shape}), }`.padEnd(117) + '\n';
  return Buffer.concat([
    Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
    Buffer.from([header.length, 0]),
    Buffer.from(header),
    elements,
  ]);
};
const zeros = (bytes: number): Buffer => Buffer.alloc(12 * bytes);
const x = floats([4, 3]);
const good = 'sequence,a,y\nu,1.5,0\nu,2.5,0\nv,3.5,1\nv,4.5,1\n';
const eight = floats([9, 3]);
const safetensors = (header: string, body = Buffer.alloc(16)): Buffer => {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([size, Buffer.from(header), body]);
};

/** An .npz of one array x, as bytes. */
async function npz(): Promise<Buffer> {
  const file = path.join(folder, 'made.npz');
  await writeNpz(file, new Map([['x', { shape: [4, 3], data: Float64Array.from({ length: 12 }, (_, i) => i) }]]));
  return readFile(file);
}

/** What a remedy has: a key of the config, a line of Python or of a shell, or what to write. */
const remedies = [
  /In Python: |numpy\.|"[a-zA-Z]+": |Did you mean "/,
  /\b[Ss]et "|\b(?:write|save|copy|remove|leave|name|download) |\b(?:Write|Save|Copy|Remove|Leave|Name) /,
  /gunzip|git lfs|Move the file/,
];
/** What no person should read: stacks, types of other libraries, their errors, or nothing at all. */
const raw =
  /\bat .*\.[jt]s:|node:|undefined|\[object|Error:|ENOENT|EISDIR|CSV_|Unexpected token|ZodError|Invalid |NaN NaN/;

/** Sentences end in a mark before a space and a capital, so that names of files and numbers count as words. */
const sentencesIn = (text: string): number => (text.match(/[.?](?=\s+[A-Z"]|$)/g) ?? []).length;

async function expectHelp(files: Files, data: object, names: RegExp, more?: object): Promise<void> {
  const messages = await told(files, data, more);
  expect(messages).toHaveLength(1);
  const [message] = messages;
  expect(message).toMatch(names);
  expect(remedies.some((remedy) => remedy.test(message))).toBe(true);
  expect(message).not.toMatch(raw);
  expect(sentencesIn(message)).toBeGreaterThan(0);
  expect(sentencesIn(message)).toBeLessThan(5);
  expect(message.length).toBeLessThan(520);
}

describe('every wrong table', () => {
  it.each<[string, Files, object, RegExp]>([
    ['missing', { 'step.csv': good }, {}, /steps\.csv does not exist\. Did you mean "step\.csv"\?/],
    ['named in other letters', { 'Steps.CSV': good }, {}, /Did you mean "Steps\.CSV"\?/],
    ['missing beside others', { 'a.csv': good, 'b.csv': good }, {}, /holds a\.csv, b\.csv: write one/],
    ['in no folder', {}, { path: 'data/steps.csv' }, /nor does its folder/],
    ['elsewhere', {}, { path: '../steps.csv' }, /outside the config's folder/],
    ['empty', { 'steps.csv': '' }, {}, /steps\.csv:1:1: The file is empty/],
    ['a header alone', { 'steps.csv': 'sequence,a,y\n' }, {}, /steps\.csv:1:1: There are no rows/],
    [
      'ragged, too short',
      { 'steps.csv': good.replace('v,3.5,1', 'v,3.5') },
      {},
      /steps\.csv:4:1: This row has 2 fields/,
    ],
    ['ragged, too long', { 'steps.csv': good.replace('v,3.5,1', 'v,3.5,1,2') }, {}, /steps\.csv:4:1: This row has 4/],
    ['with an open quotation mark', { 'steps.csv': good.replace('2.5', '"2.5') }, {}, /opened and never closed/],
    ['with a mark within a field', { 'steps.csv': good.replace('2.5', '2"5') }, {}, /steps\.csv:3:1: A quotation mark/],
    ['UTF-16', { 'steps.csv': Buffer.from(`\ufeff${good}`, 'utf16le') }, {}, /steps\.csv is not a text file.*UTF-16/],
    ['Latin-1', { 'steps.csv': Buffer.from(`${good}\xe9,1,1\n`, 'latin1') }, {}, /steps\.csv:6:1:.*encoding="latin1"/],
    ['null characters', { 'steps.csv': `${good}\0` }, {}, /steps\.csv holds null characters/],
    ['separated by bars', { 'steps.csv': good.replaceAll(',', '|') }, {}, /steps\.csv:1:1:.*sep="\|"/],
    [
      'decimal commas',
      { 'steps.csv': good.replaceAll(',', ';').replaceAll('.', ',') },
      {},
      /steps\.csv:2:3: "1,5".*decimal=","/,
    ],
    ['words below numbers', { 'steps.csv': good.replace('3.5', 'n.d.') }, {}, /steps\.csv:4:3: "n\.d\." in column "a"/],
    ['a gap', { 'steps.csv': good.replace('3.5', '') }, {}, /steps\.csv:4:3: A number is missing in column "a"/],
    ['NA', { 'steps.csv': good.replace('3.5', 'NA') }, {}, /steps\.csv:4:3: "NA" in column "a"/],
    ['infinite', { 'steps.csv': good.replace('3.5', '1e999') }, {}, /steps\.csv:4:3: 1e999 in column "a" is too large/],
    [
      'dates with points',
      { 'steps.csv': good.replace('sequence,a', 'sequence,when,a').replaceAll(/([uv]),/g, '$1,31.01.2024,') },
      {},
      /steps\.csv:2:3: "31\.01\.2024" in column "when" looks like a date.*to_datetime/,
    ],
    [
      'dates with slashes',
      { 'steps.csv': good.replace('sequence,a', 'sequence,when,a').replaceAll(/([uv]),/g, '$1,1/31/24,') },
      {},
      /"1\/31\/24" in column "when"/,
    ],
    [
      'a broken date below others',
      { 'steps.csv': 'sequence,d,a,y\nu,2024-01-01,1.5,0\nv,soon,2.5,1\n' },
      {},
      /steps\.csv:3:3: "soon" in the time column "d"/,
    ],
    ['a name twice', { 'steps.csv': good.replace('a,y', 'y,y') }, {}, /steps\.csv:1:1: There are two columns "y"/],
    ['another name', { 'steps.csv': good.replace('y\n', 'Y\n') }, {}, /no column "y".*"target": "Y"/],
    ['other inputs', { 'steps.csv': good }, { features: ['A'] }, /no column "A".*"features": \["a"\]/],
    ['no mask', { 'steps.csv': good }, { mask: 'real' }, /no column "real" for the mask.*"mask": /],
    ['no time', { 'steps.csv': good }, { time: 'when' }, /no column "when" for the time.*"time": /],
    ['no sequence', { 'steps.csv': good.replace('sequence', 'clip_id') }, {}, /"sequence": "clip_id".*"window"/],
    ['no named sequence', { 'steps.csv': good }, { sequence: 'Sequence' }, /"sequence": "sequence"/],
    ['no inputs', { 'steps.csv': good.replaceAll(/,\d\.5/g, '').replace(',a', '') }, {}, /no input column besides/],
    ['an empty sequence', { 'steps.csv': good.replace('v,3.5', ',3.5') }, {}, /steps\.csv:4:1: "sequence" is empty/],
    [
      'a mask of 2',
      { 'steps.csv': good.replaceAll('.5', '.5').replace('a,', 'm,').replace('2.5', '2') },
      { mask: 'm', features: ['y'], target: undefined },
      /steps\.csv:2:3: "1\.5" in the mask "m"/,
    ],
    ['a sequence without a target', { 'steps.csv': good.replaceAll(/(v,.\.5),1/g, '$1,') }, {}, /no target in any/],
    ['of one sequence', { 'steps.csv': good.replaceAll('v,', 'u,') }, {}, /There is 1 sequence.*"window"/],
    ['of one class', { 'steps.csv': good.replaceAll(',1\n', ',0\n') }, {}, /Every target is 0/],
    ['gzipped', { 'steps.csv': gzipSync(good) }, {}, /steps\.csv is not a text file\. It is packed by gzip/],
    ['an array', { 'steps.csv': x }, {}, /steps\.csv is not a text file\. It is a \.npy array.*"inputs"/],
    [
      'a Parquet cut short',
      { 'steps.parquet': Buffer.from('PAR1\x15\x04') },
      { path: 'steps.parquet' },
      /is cut short/,
    ],
    [
      'a damaged Parquet',
      { 'steps.parquet': Buffer.from(`PAR1${'\x01'.repeat(40)}\x08\0\0\0PAR1`, 'latin1') },
      { path: 'steps.parquet' },
      /steps\.parquet is damaged/,
    ],
    ['no Parquet', { 'steps.parquet': good }, { path: 'steps.parquet' }, /steps\.parquet is not a Parquet file/],
    ['a window too long', { 'steps.csv': good }, { window: { length: 50 } }, /Set "length" of "window"/],
  ])('that is or has %s names its place and the remedy', async (_, files, data, names) => {
    await expectHelp(files, table(data), names);
  });
});

it.each<[string, string]>([
  [
    'numbers of rows without a name, as R writes them',
    '"sequence","a","y"\n"1",u,1.5,0\n"2",u,2.5,0\n"3",v,3.5,1\n"4",v,4.5,1\n',
  ],
  ['separators at the end of its lines', good.replaceAll('\n', ',,\n')],
  ['separators at the end of its rows', good.replaceAll(/(?<=[01])\n/g, ',\n')],
])('a table with %s is read', async (_, content) => {
  expect(await told({ 'steps.csv': content }, table())).toEqual([]);
});

describe('every wrong array', () => {
  it.each<[string, Files, object, RegExp]>([
    ['missing', { 'X.npy': x }, {}, /x\.npy does not exist\. Did you mean "X\.npy"/],
    ['empty', { 'x.npy': '' }, {}, /x\.npy is not a \.npy file\. It is empty/],
    ['a pickle', { 'x.npy': Buffer.from('\x80\x04\x95\x10\0', 'latin1') }, {}, /Python pickle/],
    ['objects', { 'x.npy': headed("'|O'", zeros(8)) }, {}, /x\.npy holds pickled Python objects/],
    ['words', { 'x.npy': headed("'<U5'", zeros(20)) }, {}, /x\.npy holds words/],
    ['bytes', { 'x.npy': headed("'|S3'", zeros(3)) }, {}, /x\.npy holds words/],
    ['complex', { 'x.npy': headed("'<c16'", zeros(16)) }, {}, /x\.npy holds complex numbers/],
    ['bfloat16', { 'x.npy': headed("'|V2'", zeros(2)) }, {}, /bfloat16.*float32/],
    ['dates', { 'x.npy': headed("'<M8[ns]'", zeros(8)) }, {}, /x\.npy holds dates/],
    ['of fields', { 'x.npy': headed("[('a', '<f8')]", zeros(8)) }, {}, /structured array.*x\["field"\]/],
    ['quadruple', { 'x.npy': headed("'<f16'", zeros(16)) }, {}, /type '<f16'.*astype/],
    ['of huge integers', { 'x.npy': headed("'<u8'", Buffer.alloc(96, 0xff)) }, {}, /beyond 2\^53.*numpy\.unique/],
    ['of a newer format', { 'x.npy': Buffer.from('\x93NUMPY\x09\0\x76\0', 'latin1') }, {}, /format version 9/],
    ['without a header', { 'x.npy': headed('nothing', zeros(8)) }, {}, /header that cannot be read/],
    ['cut in the header', { 'x.npy': x.subarray(0, 60) }, {}, /cut short within its header/],
    ['cut in the numbers', { 'x.npy': x.subarray(0, -5) }, {}, /cut short: the shape \(4, 3\)/],
    ['gzipped', { 'x.npy': gzipSync(x) }, {}, /gunzip/],
    ['a web page', { 'x.npy': '<!DOCTYPE html><html></html>' }, {}, /web page/],
    ['of one axis', { 'x.npy': floats([12]) }, {}, /shape \[12\].*"window"/],
    ['of four axes', { 'x.npy': floats([2, 3, 2, 1]) }, {}, /shape \[2, 3, 2, 1\].*reshape/],
    ['without sequences', { 'x.npy': floats([0, 3]) }, {}, /x\.npy is empty: its shape is \[0, 3\]/],
    ['of NaN', { 'x.npy': floats([4, 3], (i) => (i === 4 ? NaN : i)) }, {}, /x\.npy, at \[1, 1\]: A number is missing/],
    ['infinite', { 'x.npy': floats([4, 3], (i) => (i === 4 ? Infinity : i)) }, {}, /x\.npy, at \[1, 1\]: Infinity/],
    ['a text', { 'x.npy': 'a,b\n1,2\n' }, {}, /text file.*"path": "data\.csv"/],
    ['padded with -1', { 'x.npy': ints([4, 3], (i) => (i % 3 === 2 ? -1 : i % 2)) }, {}, /at \[0, 2\]: -1.*lengths/],
    [
      'with targets of others',
      { 'x.npy': x, 'y.npy': ints([5]) },
      { targets: 'y.npy' },
      /y\.npy has shape \[5\].*\[4\]/,
    ],
    [
      'with targets of no class',
      { 'x.npy': x, 'y.npy': floats([4], (i) => i / 3) },
      { targets: 'y.npy', targetAs: 'classes' },
      /y\.npy, at \[1\]:.*"targetAs"/,
    ],
    [
      'with classes too few',
      { 'x.npy': x, 'y.npy': ints([4], (i) => i) },
      { targets: 'y.npy', classes: 2 },
      /at \[2\]: 2 is not a class/,
    ],
    [
      'with infinite targets',
      { 'x.npy': x, 'y.npy': floats([4], () => Infinity) },
      { targets: 'y.npy' },
      /y\.npy, at \[0\]: The target is not/,
    ],
    [
      'with several targets',
      { 'x.npy': x, 'y.npy': floats([4, 2]) },
      { targets: 'y.npy' },
      /y\.npy has shape \[4, 2\].*"targetAs"/,
    ],
    ['with a column as target', { 'x.npy': x, 'y.npy': ints([4]) }, { target: 'y.npy' }, /"targets": "y\.npy"/],
    [
      'with lengths too long',
      { 'x.npy': x, 'n.npy': ints([4], (i) => i + 1) },
      { lengths: 'n.npy' },
      /n\.npy says 4 steps \(at \[3\]\).*minimum/,
    ],
    [
      'with lengths of zero',
      { 'x.npy': x, 'n.npy': ints([4], (i) => i % 3) },
      { lengths: 'n.npy' },
      /n\.npy says 0 steps \(at \[0\]\)/,
    ],
    [
      'with lengths of others',
      { 'x.npy': x, 'n.npy': ints([3], () => 2) },
      { lengths: 'n.npy' },
      /n\.npy has shape \[3\]/,
    ],
    [
      'with lengths as floats',
      { 'x.npy': x, 'n.npy': floats([4], () => 2) },
      { lengths: 'n.npy' },
      /n\.npy must hold integers/,
    ],
    [
      'with a turned mask',
      { 'x.npy': x, 'm.npy': ints([3, 4], () => 1) },
      { mask: 'm.npy' },
      /m\.npy has shape \[3, 4\].*mask\.T/,
    ],
    [
      'with a mask of others',
      { 'x.npy': x, 'm.npy': ints([4, 2], () => 1) },
      { mask: 'm.npy' },
      /m\.npy has shape \[4, 2\]/,
    ],
    [
      'with a mask of shares',
      { 'x.npy': x, 'm.npy': floats([4, 3], () => 0.5) },
      { mask: 'm.npy' },
      /m\.npy has 0\.5 at \[0, 0\]/,
    ],
    [
      'with a mask of nothing',
      { 'x.npy': x, 'm.npy': ints([4, 3], () => 0) },
      { mask: 'm.npy' },
      /no real step in sequence 0/,
    ],
    [
      'with symbols too many',
      { 'x.npy': ints([4, 3], (i) => i % 5) },
      { symbols: 3 },
      /x\.npy, at \[1, 0\]: 3 is not a symbol/,
    ],
    ['without the column', { 'x.npy': floats([4, 3, 2]) }, { features: [2] }, /no column 2 for the inputs/],
  ])('that is %s names its place and the remedy', async (_, files, data, names) => {
    await expectHelp(files, arrays(data), names);
  });

  it('of an .npz that is cut, misnamed or lacks the array names its place and the remedy', async () => {
    const archive = await npz();
    await expectHelp({ 'd.npz': archive }, arrays({ inputs: 'd.npz#X' }), /holds no array "X"; it holds x.*"d\.npz#x"/);
    await expectHelp({ 'd.npz': archive.subarray(0, 200) }, arrays({ inputs: 'd.npz#x' }), /d\.npz is cut short/);
    await expectHelp({ 'd.npz': archive }, arrays({ inputs: 'd.npz' }), /"d\.npz#x"/);
    const hurt = Buffer.from(archive);
    hurt.fill(0x7f, 30, 45);
    await expectHelp({ 'd.npz': hurt }, arrays({ inputs: 'd.npz#x' }), /d\.npz/);
  });

  it('that is a folder names the remedy', async () => {
    await mkdir(path.join(folder, String(count), 'x.npy'), { recursive: true });
    await expectHelp({}, arrays(), /x\.npy is a folder, not a file\. Name a file in it/);
  });

  it('in column-major order, big-endian, in half floats or booleans is read as it is', async () => {
    const turned = Buffer.alloc(96);
    for (let i = 0; i < 12; i++) turned.writeDoubleBE(i / 2, 8 * i);
    expect(await told({ 'x.npy': headed("'>f8'", turned, '4, 3', 'True') }, arrays())).toEqual([]);
    expect(await told({ 'x.npy': headed("'<f2'", zeros(2)) }, arrays())).toEqual([]);
    expect(
      await told({ 'x.npy': headed("'|b1'", Buffer.from([0, 1, 0, 1, 0, 1, 1, 1, 0, 0, 1, 0])) }, arrays()),
    ).toEqual([]);
  });
});

describe('times of steps', () => {
  const start = 1_700_000_000;
  const stamped = (time: (i: number) => number, samples = 4, steps = 6): Buffer =>
    floats([samples, steps, 2], (i) => (i % 2 === 0 ? time(i / 2) : i / 7));
  const back = (i: number): number => start + 60 * (i % 6 === 3 ? 1 : i % 6);
  const shuffled = [0, 3, 1, 5, 2, 4];

  it('among columns of arrays and of lists are no inputs', async () => {
    const growing = stamped((i) => start + 60 * i);
    await expectHelp({ 'x.npy': growing }, arrays(), /x\.npy, at \[0, 0, 0\]: Column 0.*"features": \[1\]/);
    expect(await told({ 'x.npy': growing }, arrays({ features: [1] }))).toEqual([]);
    expect(await told({ 'x.npy': growing }, arrays({ features: [0, 1] }))).toEqual([]);
    const line = (n: number): string =>
      JSON.stringify({ inputs: [0, 1, 2, 3].map((t) => [t / 3 + n, start + t + 9 * n]) });
    await expectHelp(
      { 'seq.jsonl': `${line(0)}\n${line(1)}\n` },
      lines(),
      /seq\.jsonl:1:1: Column 1.*"features": \[0\]/,
    );
  });

  it('that go back within a sequence are told, whether they are inputs or not', async () => {
    await expectHelp({ 'x.npy': stamped(back) }, arrays(), /x\.npy, at \[0, 3, 0\]: Column 0.*goes back at step 3/);
    const window = { features: [1], window: { length: 2 } };
    const broken = stamped((i) => start + 60 * (i % 30), 1, 60);
    await expectHelp(
      { 'x.npy': broken },
      arrays(window),
      /at \[0, 30, 0\]: Column 0.*goes back at step 30 of sequence 0/,
    );
  });

  it('in no order that repeat from sequence to sequence are told by any name', async () => {
    const rows = ['u', 'v', 'w'].flatMap((clip, n) =>
      shuffled.map((t, i) => `${clip},${start + 30 * t},${((i * 5) % 7) + n}.5,${n % 2}`),
    );
    const content = `sequence,when,a,y\n${rows.join('\n')}\n`;
    await expectHelp({ 'steps.csv': content }, table(), /steps\.csv:1:1: "when" looks like the time.*"time": "when"/);
  });

  it('that begin anew in one table are series of their own, which no window crosses', async () => {
    const rows = Array.from({ length: 64 }, (_, i) => `${start + 60 * (i % 32)},${i < 32 ? 0 : 1}.5`);
    const own = path.join(folder, String(count++));
    await mkdir(own);
    await writeFile(path.join(own, 'steps.csv'), `at,a\n${rows.join('\n')}\n`);
    const config = dataSchema.parse({
      task: 'file',
      path: 'steps.csv',
      time: 'at',
      standardize: false,
      window: { length: 8 },
    });
    const { training, heldOut, warnings } = await loadDataset(config, { seed: 1, configFolder: own });
    for (const { inputs } of [training, heldOut])
      for (let sequence = 0; sequence < inputs.samples; sequence++) {
        const values = inputs.values.subarray(8 * sequence, 8 * sequence + 8);
        expect(new Set(values).size).toBe(1);
      }
    expect(training.inputs.samples + heldOut.inputs.samples).toBe(8);
    expect(warnings.map(inEnglish).join('\n')).toMatch(/time in "at" goes back 1 times.*no window crosses/);
  });
});

describe('every wrong line of JSON', () => {
  it.each<[string, string, object, RegExp]>([
    ['empty', '', {}, /seq\.jsonl:1:1: The file is empty/],
    ['broken', '{"inputs": [1, 2], "targets": 0}\n{"inputs": [1,\n', {}, /seq\.jsonl:2:\d+: This line is not JSON/],
    ['NaN', '{"inputs": [1, NaN]}', {}, /seq\.jsonl:1:\d+: This line is not JSON/],
    ['a list', '[{"inputs": [1, 2]}]', {}, /one list of JSON/],
    ['other keys', '{"x": [1, 2], "y": 0}', {}, /\{"inputs": \[\.\.\.\]/],
    ['no steps', '{"inputs": [], "targets": 0}', {}, /seq\.jsonl:1:\d+: "inputs" must be a list/],
    ['no numbers', '{"inputs": [[]], "targets": 0}', {}, /A step needs at least one number/],
    ['ragged steps', '{"inputs": [[1, 2], [3]]}', {}, /seq\.jsonl:1:21: This step has 1 numbers/],
    ['targets in some', '{"inputs": [1, 2], "targets": 0}\n{"inputs": [1, 2]}', {}, /seq\.jsonl:2:1: This sequence/],
    ['targets too few', '{"inputs": [1, 2, 0], "targets": [0, 1]}', {}, /2 targets for 3 steps/],
    ['target lists', '{"inputs": [1, 2], "targets": [[0, 1], [1]]}', {}, /This target has 1 numbers/],
    ['words below', '{"inputs": [[1.5, 2], ["up", 3]]}', {}, /"up" is a word/],
    ['numbers below', '{"inputs": [["up", 2], [4, 3]]}', {}, /4 is a number/],
    ['too large', '{"inputs": [[1e999, 2]]}', {}, /too large/],
    ['null', '{"inputs": [[null, 2]]}', {}, /A number is missing \(null\)/],
    ['another key of the target', '{"inputs": [1, 2], "Label": 0}', { target: 'label' }, /no "label" in this line/],
  ])('that is or has %s names its place and the remedy', async (_, content, data, names) => {
    await expectHelp({ 'seq.jsonl': content }, lines(data), names);
  });
});

describe('every wrong recording and file of weights', () => {
  it.each<[string, Files, object, RegExp]>([
    ['states of others', { 'x.npy': eight, 'h.npy': floats([8, 3, 2]) }, {}, /h\.npy has shape \[8, 3, 2\]/],
    ['time first', { 'x.npy': eight, 'h.npy': floats([3, 9, 2]) }, {}, /transpose\(0, 1\)/],
    ['without units', { 'x.npy': eight, 'h.npy': floats([9, 3, 0]) }, {}, /h\.npy has no units/],
    ['missing', { 'x.npy': eight, 'H.npy': floats([9, 3, 2]) }, {}, /Did you mean "H\.npy"/],
    ['few', { 'x.npy': floats([4, 3]), 'h.npy': floats([4, 3, 2]) }, {}, /4 sequences; at least 8/],
    [
      'in odd halves',
      { 'x.npy': eight, 'h.npy': floats([9, 3, 3]) },
      { layers: { h: { path: 'h.npy', direction: 'both' } } },
      /two halves; but it has 3 units/,
    ],
  ])('of states that are %s names its place and the remedy', async (_, files, data, names) => {
    await expectHelp(files, states(data), names);
  });

  it.each<[string, Content, RegExp]>([
    ['empty', '', /w\.bin is no file of weights.*It is empty/],
    ['a table', good, /w\.bin is no file of weights/],
    ['a pickle', Buffer.from('\x80\x02}q', 'latin1'), /is a pickle.*torch\.save/],
    ['a broken header', safetensors('{"a": '), /header is not a JSON object/],
    ['a header of nothing', safetensors('{"a": {"dtype": "F32"}}'), /does not describe "a"/],
    ['a short body', safetensors('{"a":{"dtype":"F32","shape":[9],"data_offsets":[0,36]}}'), /"a" does not fit/],
    ['eight bits', safetensors('{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}'), /F8_E4M3.*float32/],
    ['HDF5 cut short', Buffer.from('\x89HDF\r\n\x1a\n\0\0', 'latin1'), /w\.bin is damaged/],
    ['a zip cut short', Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1'), /w\.bin is cut short/],
  ])('of weights that are %s names its place and the remedy', async (_, content, names) => {
    await expectHelp({ 'x.npy': x, 'w.bin': content }, arrays(), names, {
      model: { layers: [{ type: 'gru', units: 2 }], weights: 'w.bin' },
    });
  });
});

it('whole numbers with many values are told how to be predicted', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => `${i >> 1},${i}.5,${(i >> 1) % 25}\n`);
  const content = `sequence,a,y\n${rows.join('')}`;
  const model = {
    layers: [
      { type: 'gru', units: 4 },
      { type: 'dense', name: 'out', units: 2, activation: 'softmax' },
    ],
  };
  const own = path.join(folder, String(count++));
  await mkdir(own);
  await writeFile(path.join(own, 'steps.csv'), content);
  const read = await loadDataset(dataSchema.parse(table()), { seed: 1, configFolder: own });
  expect(read.training.targets?.alphabet).toBe(25);
  const { problems } = readConfig(JSON.stringify({ data: { ...table(), classes: 25 }, model }));
  expect(problems.map(({ message }) => message).join('\n')).toMatch(
    /25 classes: make it 25.*"targetAs".*"values".*1 unit/,
  );
});
