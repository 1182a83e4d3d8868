import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inEnglish } from '../../../src/base/sentence';
import { withEpoch } from '../../../src/config/text/epochPlace';
import { folderConfig } from '../../../src/analysis/imports/folderConfig';
import { validateConfig } from '../../../src/analysis/run/validate';
import { readConfig } from '../../../src/config/readConfig';
import { writeNpz } from '../../../src/data/npy/npz';
import { encodeNpy } from '../../../src/data/npy/writeNpy';

let beside: string;
beforeEach(async () => {
  beside = await mkdtemp(path.join(tmpdir(), 'rnn-folder-'));
});
afterEach(() => rm(beside, { recursive: true }));

const [samples, length, units] = [9, 4, 2];
const ints = (shape: number[]) => ({
  shape,
  data: Int32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => (i % 3) % 2),
});
const floats = (shape: number[]) => ({
  shape,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i)),
});
const x = ints([samples, length]);
const y = ints([samples]);
const h = floats([samples, length, units]);
type Arrays = Readonly<Record<string, typeof x | typeof h>>;

async function write(arrays: Arrays): Promise<string> {
  const folder = path.join(beside, 'a');
  await mkdir(folder);
  for (const [name, array] of Object.entries(arrays)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), encodeNpy(array));
  }
  return folder;
}

/** The data of the config that is written beside the folder, which has to be without a mistake. */
async function opened(folder: string): Promise<unknown> {
  const { text: configText } = await folderConfig(folder);
  const configPath = path.join(beside, 'a.rnn.json');
  expect((await validateConfig({ configPath, configText })).filter(({ severity }) => severity === 'error')).toEqual([]);
  return readConfig(configText).config?.data;
}

it.each<[string, Arrays, object]>([
  [
    'states, inputs and labels',
    { 'x.npy': x, 'labels.npy': y, 'lstm.npy': h },
    { inputs: 'a/x.npy', targets: 'a/labels.npy', layers: { lstm: 'a/lstm.npy' } },
  ],
  [
    'layers by numbers',
    { 'X_test.npy': x, 'layer1.npy': h, 'layer2.npy': h },
    { inputs: 'a/X_test.npy', layers: { layer1: 'a/layer1.npy', layer2: 'a/layer2.npy' } },
  ],
  [
    'epochs by subfolders',
    { 'x.npy': x, 'epoch-0/h.npy': h, 'epoch-10/h.npy': h, 'epoch-2/h.npy': h },
    { epochs: [0, 2, 10], layers: { h: 'a/epoch-{epoch}/h.npy' } },
  ],
  [
    'epochs by numbers with gaps',
    { 'inputs.npy': x, 'hidden_0.npy': h, 'hidden_10.npy': h, 'hidden_5.npy': h },
    { epochs: [0, 5, 10], layers: { hidden: 'a/hidden_{epoch}.npy' } },
  ],
  [
    'epochs by numbers with zeros in front',
    { 'x.npy': x, 'h_001.npy': h, 'h_002.npy': h, 'h_003.npy': h },
    { epochs: [1, 2, 3], layers: { h: 'a/h_{epoch:03d}.npy' } },
  ],
  [
    'layers whose epochs have zeros in front',
    { 'x.npy': x, 'h1_08.npy': h, 'h1_09.npy': h, 'h1_10.npy': h, 'h2_08.npy': h, 'h2_09.npy': h, 'h2_10.npy': h },
    { epochs: [8, 9, 10], layers: { h1: 'a/h1_{epoch:02d}.npy', h2: 'a/h2_{epoch:02d}.npy' } },
  ],
  [
    'epochs of two widths',
    { 'x.npy': x, 'h_5.npy': h, 'h_098.npy': h, 'h_099.npy': h, 'h_1000.npy': h },
    { epochs: [5, 98, 99, 1000], layers: { h: 'a/h_{epoch:5,098,099,1000}.npy' } },
  ],
  [
    'epochs in front of the names, and in subfolders with zeros',
    { 'x.npy': x, 'epoch-01/epoch001_h.npy': h, 'epoch_003_g.npy': h, 'epoch_010_g.npy': h },
    { epochs: [3, 10], layers: { g: 'a/epoch_{epoch:03d}_g.npy' } },
  ],
  [
    'layers by numbers with a zero in front',
    { 'x.npy': x, 'layer_01.npy': h, 'layer_02.npy': h },
    { layers: { layer_01: 'a/layer_01.npy', layer_02: 'a/layer_02.npy' } },
  ],
  [
    'epochs by name, in layers',
    { 'x.npy': x, 'gru0_epoch1.npy': h, 'gru0_epoch2.npy': h, 'gru1_epoch1.npy': h, 'gru1_epoch2.npy': h },
    { epochs: [1, 2], layers: { gru0: 'a/gru0_epoch{epoch}.npy', gru1: 'a/gru1_epoch{epoch}.npy' } },
  ],
  [
    'names of modules, and lengths',
    {
      'x.npy': x,
      'lengths.npy': { shape: [9], data: Int32Array.of(1, 2, 3, 4, 4, 4, 4, 4, 4) },
      'rnn.0.npy': h,
      'X-h.npy': h,
    },
    { lengths: 'a/lengths.npy', layers: { 'rnn-0': 'a/rnn.0.npy', 'X-h': 'a/X-h.npy' } },
  ],
  ['one array of one time', { 'x.npy': x, 'hidden_10.npy': h }, { layers: { hidden_10: 'a/hidden_10.npy' } }],
])('a folder of %s is opened as it is', async (_, arrays, data) => {
  expect(await opened(await write(arrays))).toMatchObject(data);
});

it('archives are opened by the names in them, one an epoch or one for all', async () => {
  const folder = await write({ 'x.npy': x });
  for (const epoch of [1, 2]) await writeNpz(path.join(folder, `epoch_${epoch}.npz`), new Map([['lstm', h]]));
  expect(await opened(folder)).toMatchObject({ epochs: [1, 2], layers: { lstm: 'a/epoch_{epoch}.npz#lstm' } });
  for (const epoch of ['0000', '0010', '0200'])
    await writeNpz(path.join(folder, `states_${epoch}.npz`), new Map([['gru', h]]));
  expect(await opened(folder)).toMatchObject({ epochs: [0, 10, 200], layers: { gru: 'a/states_{epoch:04d}.npz#gru' } });
  await rm(folder, { recursive: true });
  await mkdir(folder);
  await writeNpz(path.join(folder, 'run.npz'), new Map(Object.entries({ x, y, gru: h })));
  expect(await opened(folder)).toMatchObject({
    inputs: 'a/run.npz#x',
    targets: 'a/run.npz#y',
    layers: { gru: 'a/run.npz#gru' },
  });
});

it('a folder of the recorder is opened as a recording', async () => {
  const folder = await write({ 'x.npy': x });
  await writeFile(path.join(folder, 'record.json'), '{}');
  expect(JSON.parse((await folderConfig(folder)).text)).toEqual({ data: { task: 'activations', recording: 'a' } });
});

it.each<[string, Arrays, RegExp]>([
  ['nothing', {}, /"a" holds neither a record\.json nor arrays.*rec\(epoch\)/],
  ['states alone', { 'h.npy': h }, /holds states \(h\.npy\).*numpy\.save\("a\/x\.npy", x\)/],
  ['inputs alone', { 'x.npy': x, 'y.npy': y }, /holds no states.*numpy\.save\("a\/h\.npy", h\)/],
])('a folder of %s is told what to save', async (_, arrays, message) => {
  await expect(folderConfig(await write(arrays))).rejects.toThrow(message);
});

it('names the recordings in a folder that is none itself', async () => {
  const folder = await write({ 'live/x.npy': x, 'live/h.npy': h, 'small/h.npy': h });
  for (const name of ['live', 'small']) await writeFile(path.join(folder, name, 'record.json'), '{}');
  await expect(folderConfig(folder)).rejects.toThrow(
    '"a" holds no record.json of its own, but the recordings live, small. Open one of them.',
  );
});

it('reads epochs with and without zeros in front, each by its own name', async () => {
  const folder = await write({ 'x.npy': x, 'h_8.npy': h, 'h_09.npy': h, 'h_10.npy': h });
  expect(await opened(folder)).toMatchObject({ epochs: [8, 9, 10], layers: { h: 'a/h_{epoch:8,09,10}.npy' } });
  expect([8, 9, 10].map((epoch) => withEpoch('h_{epoch:8,09,10}', epoch))).toEqual(['h_8', 'h_09', 'h_10']);
  expect((await folderConfig(folder)).left).toEqual([]);
});

it('refuses two files of one epoch by their names', async () => {
  const folder = await write({ 'x.npy': x, 'h_01.npy': h, 'h_1.npy': h });
  await expect(folderConfig(folder)).rejects.toThrow('"h_01.npy" and "h_1.npy" are both of epoch 1. Remove one');
});

it.each<[Arrays, object, RegExp]>([
  [
    { 'x.npy': x, 'h_003.npy': h, 'h_007.npy': h, 'g_003.npy': h },
    { epochs: [3], layers: { g: 'a/g_{epoch:03d}.npy', h: 'a/h_{epoch:03d}.npy' } },
    /^Left out, because not all layers have their epochs: h_007\.npy\.$/,
  ],
  [
    { 'x.npy': x, 'h_003.npy': h, 'h_007.npy': h, 'h_009.npy': h, 'g_epoch3.npy': h },
    { epochs: [3, 7, 9], layers: { h: 'a/h_{epoch:03d}.npy' } },
    /^Left out, because not all layers have their epochs: g_epoch3\.npy\.$/,
  ],
  [
    { 'x.npy': x, 'h_000.npy': h, 'h_010.npy': h, 'top.npy': h },
    { epochs: [0, 10] },
    /^Left out, because their names tell no epoch: top\.npy\.$/,
  ],
  [{ 'x.npy': x, 'x_test.npy': x, 'h.npy': h }, { inputs: 'a/x_test.npy' }, /another array is the inputs.*: x\.npy\.$/],
])('says what it leaves out, in the config too: %#', async (arrays, data, message) => {
  const folder = await write(arrays);
  expect(await opened(folder)).toMatchObject(data);
  const { text, left } = await folderConfig(folder);
  expect(left.map(inEnglish)).toEqual([expect.stringMatching(message)]);
  expect(text).toContain(`// ${inEnglish(left[0])}\n`);
});

it('names files that cannot be read as arrays', async () => {
  const folder = await write({ 'x.npy': x, 'h.npy': h });
  await writeFile(path.join(folder, 'g.npy'), 'no array');
  expect((await folderConfig(folder)).left.map(inEnglish)).toEqual([
    'Left out, because they cannot be read as arrays of numbers: g.npy.',
  ]);
});
