import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataKey } from '../../../src/analysis/cache/dataKey';
import { inEnglish } from '../../../src/base/sentence';
import { InputError } from '../../../src/base/userError';
import { dataSchema } from '../../../src/config/schema/data';
import { dataFiles } from '../../../src/data/dataFiles';
import type { Dataset } from '../../../src/data/dataset';
import { loadDataset } from '../../../src/data/loadDataset';
import { NpyFile } from '../../../src/data/npy/npyFile';
import { writeNpz } from '../../../src/data/npy/npz';
import { writeNpy } from '../../../src/data/npy/writeNpy';
import { recordedOrder } from '../../../src/data/recorded/recordedOrder';
import { type ActivationsConfig, recordedEpochs, recordedLayers } from '../../../src/data/recorded/recordedPaths';
import { readStates } from '../../../src/data/recorded/recordedStates';
import { withRecording } from '../../../src/data/recorded/recording';
import { configOf } from '../../support/configs';

const [samples, length, units] = [12, 5, 2];
/** Real steps of sequence i. */
const stepsOf = (i: number): number => 2 + (i % 4);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rnn-recording-'));
  await write({});
});
afterEach(() => rm(folder, { recursive: true }));

const at = (name: string): string => path.join(folder, name);
const ints = (shape: number[], value: (i: number) => number) => ({
  shape,
  data: Int32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => value(i)),
});
const floats = (shape: number[], value: (i: number) => number) => ({
  shape,
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => value(i)),
});

const record = {
  format: 'rnn-infoflow recording',
  version: 1,
  process: { id: 7, host: 'here' },
  lengths: true,
  inputs: { kind: 'symbols', symbols: 4 },
  targets: { kind: 'classes', at: 'end', classes: 3 },
  layers: [
    { name: 'lstm', kind: 'lstm', variable: 'output', direction: 'forward', units, time: true },
    { name: 'lstm/c', kind: 'lstm', variable: 'state', direction: 'forward', units, time: true },
    { name: 'lstm/i', kind: 'lstm', variable: 'gate', direction: 'forward', units, time: true },
    { name: 'back', kind: 'gru', variable: 'output', direction: 'backward', units, time: true },
    { name: 'code', kind: 'dense', variable: 'output', direction: 'forward', units: 1, time: false },
  ],
  epochs: [
    { epoch: 0, step: 0 },
    { epoch: 4, step: 90 },
  ],
  notes: [],
};

/** A recording; `padding` is what stands behind the real steps. */
async function write({ padding = 0, change = {} }: { padding?: number; change?: object }): Promise<void> {
  const isReal = (i: number, width: number): boolean =>
    Math.floor(i / width) % length < stepsOf(Math.floor(i / (width * length)));
  await writeNpz(
    at('data.npz'),
    new Map([
      ['inputs', ints([samples, length], (i) => (isReal(i, 1) ? i % 4 : padding))],
      ['targets', ints([samples], (i) => (i === 3 ? -1 : i % 3))],
      ['lengths', ints([samples], stepsOf)],
    ]),
  );
  const states = (shift: number) =>
    floats([samples, length, units], (i) => (isReal(i, units) ? i + shift : padding ? NaN : 0));
  for (const { epoch } of record.epochs)
    await writeNpz(
      at(`epoch-${epoch}.npz`),
      new Map([
        ['lstm', states(1000 * epoch)],
        ['lstm/c', states(0.5)],
        ['lstm/i', states(0.25)],
        ['back', states(0.125)],
        ['code', floats([samples, 1], (i) => i)],
      ]),
    );
  await writeFile(at('record.json'), JSON.stringify({ ...record, ...change }));
}

async function opened(recording = '.'): Promise<ActivationsConfig> {
  const data = await withRecording(dataSchema.parse({ task: 'activations', recording }), { configFolder: folder });
  if (data.task !== 'activations') throw new Error('not the task asked for');
  return data;
}
const load = async (): Promise<Dataset> => loadDataset(await opened(), { seed: 1, configFolder: folder });

async function failure(work: Promise<unknown>): Promise<InputError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof InputError)) throw new Error(`expected an InputError, got ${String(error)}`);
  return error;
}

describe('a folder that the recorder wrote', () => {
  it('names its layers, epochs and files; gates are left out', async () => {
    const data = await opened();
    expect(recordedEpochs(data)).toEqual([0, 4]);
    expect(
      recordedLayers(data).map(({ name, type, recurrent, direction }) => [name, type, recurrent, direction]),
    ).toEqual([
      ['lstm', 'lstm', true, 'forward'],
      ['lstm/c', 'lstm', true, 'forward'],
      ['back', 'gru', true, 'backward'],
      ['code', 'dense', false, 'forward'],
    ]);
    expect(dataFiles(data)).toEqual(['./data.npz', './epoch-0.npz', './epoch-4.npz']);
  });

  it('says what its layers read, where the recorder saw it', async () => {
    const [first, ...others] = record.layers;
    await write({ change: { layers: [{ ...first, reads: ['X'] }, ...others] } });
    expect(recordedLayers(await opened()).map(({ reads }) => reads)).toEqual([['X'], undefined, undefined, undefined]);
  });

  it('shows symbols and classes by the numbers that they had before the recorder numbered them from 0', async () => {
    expect((await load()).heldOut.targets?.names).toBeUndefined();
    const config = configOf('{ "data": { "task": "activations", "recording": "." } }');
    const key = async () => dataKey({ ...config, data: await opened() }, { configFolder: folder, seed: 1 });
    const before = await key();
    await write({
      change: {
        inputs: { ...record.inputs, labels: [-2, -1, 0, 1] },
        targets: { ...record.targets, labels: [-1, 0, 1] },
      },
    });
    const { heldOut } = await load();
    expect(heldOut.inputs.names).toEqual(['-2', '-1', '0', '1']);
    expect(heldOut.targets?.names).toEqual(['-1', '0', '1']);
    expect(await key()).not.toBe(before);
  });

  it('says what the recorder noted', async () => {
    await write({ change: { notes: ['5 steps in 5 of 24 sequences are masked'] } });
    const { warnings } = await load();
    expect(warnings.map(inEnglish)).toContain('Recorder: 5 steps in 5 of 24 sequences are masked');
  });

  it('opens with lengths, targets that lack, and the direction of each layer', async () => {
    const { heldOut, warnings } = await load();
    const order = recordedOrder(samples, 1);
    expect([...(heldOut.inputs.lengths ?? [])]).toEqual(Array.from(order, stepsOf));
    expect([...(heldOut.targets?.symbols ?? [])]).toEqual(Array.from(order, (i) => (i === 3 ? -1 : i % 3)));
    expect(warnings.map(inEnglish).join('\n')).toContain('The sequences have 2 to 5 real steps.');
    expect(warnings.map(inEnglish).join('\n')).toContain('States of back that are read backward');
    const [lstm, , back] = recordedLayers(await opened());
    const rows = order.subarray(0, 4);
    const states = await readStates(lstm, 4, heldOut.inputs, rows, { configFolder: folder });
    expect(states.direction).toBeUndefined();
    rows.forEach((row, i) => {
      const own = states.values.subarray(i * length * units, (i + 1) * length * units);
      expect(own[0]).toBe(row * length * units + 4000);
      expect([...own.subarray(stepsOf(row) * units)].every((value) => value === 0)).toBe(true);
    });
    expect((await readStates(back, 0, heldOut.inputs, rows, { configFolder: folder })).direction).toBe('backward');
  });

  it('gives the same whatever stands behind the real steps: other symbols, numbers that are none', async () => {
    const plain = await load();
    const [layer] = recordedLayers(await opened());
    const rows = recordedOrder(samples, 1);
    const states = await readStates(layer, 4, plain.heldOut.inputs, rows, { configFolder: folder });
    await write({ padding: 77 });
    const padded = await load();
    expect(padded.heldOut).toEqual(plain.heldOut);
    expect(padded.heldOut.inputs.alphabet).toBe(4);
    expect(await readStates(layer, 4, padded.heldOut.inputs, rows, { configFolder: folder })).toEqual(states);
  });

  it.each([
    [{ format: 'another' }, /is not the record of a recording/],
    [{ version: 2 }, /newer recorder \(version 2\)/],
    [{ epochs: [] }, /Nothing is recorded yet/],
  ])('is refused where its record is wrong: %j', async (change, message) => {
    await write({ change });
    const error = await failure(opened());
    expect(error.message).toMatch(message);
    expect(error.configPath).toEqual(['data', 'recording']);
  });

  it('is refused where there is none', async () => {
    expect((await failure(opened('absent'))).message).toContain('"absent" holds no record.json');
    expect((await failure(opened('..'))).message).toContain('outside');
    await writeFile(at('record.json'), '{ "format": "rnn-inf');
    expect((await failure(opened())).message).toContain('not the record of a recording');
  });
});

describe('lengths of arrays by hand', () => {
  const byHand = (lengths: string) =>
    loadDataset(
      dataSchema.parse({
        task: 'activations',
        inputs: 'data.npz#inputs',
        lengths,
        layers: { lstm: 'epoch-0.npz#lstm' },
      }),
      { seed: 1, configFolder: folder },
    );

  it('are those of a recording', async () => {
    await writeNpy(at('lengths.npy'), ints([samples], stepsOf));
    expect((await byHand('lengths.npy')).heldOut.inputs).toEqual((await load()).heldOut.inputs);
  });

  it.each([
    [ints([samples - 1], stepsOf), 'has shape [11], but for 12 sequences it must be [12]. In Python: numpy.save('],
    [floats([samples], stepsOf), 'must hold integers: real steps of each sequence. In Python: numpy.save('],
    [
      ints([samples], (i) => i),
      'lengths.npy says 0 steps (at [0]), but the inputs have 5 steps: it must be between 1 and 5. Leave empty',
    ],
  ])('that do not fit are a mistake on their line (%#)', async (array, message) => {
    await writeNpy(at('lengths.npy'), array);
    const error = await failure(byHand('lengths.npy'));
    expect(error.message).toContain(message);
    expect(error.configPath).toEqual(['data', 'lengths']);
  });
});

describe('an array of an .npz', () => {
  it('is read in place, or unpacked where it is compressed', async () => {
    const stored = await NpyFile.open(at('epoch-4.npz'), 'lstm/c');
    const { data } = await stored.read(1, 2);
    await stored.close();
    expect([...data].slice(0, 4)).toEqual([10.5, 11.5, 12.5, 13.5]);
    await writeFile(at('packed.npz'), deflated(await readFile(at('epoch-4.npz'))));
    const packed = await NpyFile.open(at('packed.npz'), 'lstm');
    expect((await packed.read(1, 2)).data[0]).toBe(4010);
    await packed.close();
  });

  it('that is not there is named, with those that are', async () => {
    const error = await failure(NpyFile.open(at('data.npz'), 'input'));
    expect(error.message).toContain('holds no array "input"; it holds inputs, targets, lengths.');
    await writeFile(at('none.npz'), 'no zip');
    expect((await failure(NpyFile.open(at('none.npz'), 'x'))).message).toContain(
      'is not a .npz or other zip archive. It is a text file.',
    );
  });
});

/** The first file of an archive of stored ones alone, deflated. */
function deflated(archive: Buffer): Buffer {
  const nameLength = archive.readUInt16LE(26);
  const size = archive.readUInt32LE(22);
  const packed = deflateRawSync(archive.subarray(30 + nameLength, 30 + nameLength + size));
  const local = Buffer.from(archive.subarray(0, 30 + nameLength));
  const entry = Buffer.alloc(46 + nameLength);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  entry.writeUInt32LE(0x02014b50, 0);
  local.copy(entry, 6, 4, 30);
  entry.writeUInt32LE(0, 42);
  local.copy(entry, 46, 30);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, entry, end]);
}
