import { inEnglish } from '../../../src/base/sentence';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/base/cancellation';
import { InputError } from '../../../src/base/userError';
import { dataSchema } from '../../../src/config/schema/data';
import { dataFiles, hashDataFiles } from '../../../src/data/dataFiles';
import type { Dataset } from '../../../src/data/dataset';
import { loadDataset } from '../../../src/data/loadDataset';
import { writeNpy } from '../../../src/data/npy/writeNpy';
import { recordedOrder } from '../../../src/data/recorded/recordedOrder';
import { type ActivationsConfig, recordedLayers } from '../../../src/data/recorded/recordedPaths';
import { readStates } from '../../../src/data/recorded/recordedStates';

const [samples, length, units] = [20, 3, 2];
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rnn-recorded-'));
  await write('x.npy', [samples, length], (i) => Math.floor(i / length) % 5);
  await write('y.npy', [samples], (i) => i % 2);
  // Every state encodes its place: row, step and unit.
  await writeFloats('h.npy', [samples, length, units], (i) => i);
  await writeFloats('flat.npy', [samples, units], (i) => i);
});
afterEach(() => rm(folder, { recursive: true }));

const at = (name: string): string => path.join(folder, name);
const count = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);
const write = (name: string, shape: number[], value: (i: number) => number): Promise<void> =>
  writeNpy(at(name), { shape, data: Int32Array.from({ length: count(shape) }, (_, i) => value(i)) });
const writeFloats = (name: string, shape: number[], value: (i: number) => number): Promise<void> =>
  writeNpy(at(name), { shape, data: Float64Array.from({ length: count(shape) }, (_, i) => value(i)) });

function parse(data: object): ActivationsConfig {
  const config = dataSchema.parse({ task: 'activations', inputs: 'x.npy', targets: 'y.npy', ...data });
  if (config.task !== 'activations') throw new Error('not the task asked for');
  return config;
}
const load = (data: object, seed = 1): Promise<Dataset> => loadDataset(parse(data), { seed, configFolder: folder });

async function failure(data: object): Promise<InputError> {
  const error: unknown = await load(data).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof InputError)) throw new Error(`expected an InputError, got ${String(error)}`);
  return error;
}

describe('states of a network trained elsewhere', () => {
  it('are told to be padded where they end in zeros and no lengths are named', async () => {
    // Two real steps in every second sequence.
    const isPadding = (i: number): boolean =>
      Math.floor(i / units) % length === 2 && Math.floor(i / (length * units)) % 2 === 0;
    await writeFloats('padded.npy', [samples, length, units], (i) => (isPadding(i) ? 0 : i + 1));
    const layers = { h: { path: 'padded.npy', type: 'lstm' }, head: { path: 'padded.npy', recurrent: false } };
    const told = (await load({ layers })).warnings.map(inEnglish);
    expect(told).toEqual([expect.stringMatching(/"h" end in zeros in 10 of 20 sequences.*"lengths" or "mask"/)]);
    await write('n.npy', [samples], (i) => (i % 2 === 0 ? 2 : 3));
    const named = (await load({ layers, lengths: 'n.npy' })).warnings.map(inEnglish);
    expect(named.join()).not.toMatch(/zeros/);
    // A unit that rests at zero from the start on is no padding.
    await writeFloats('dead.npy', [samples, length, units], () => 0);
    expect((await load({ layers: { h: 'dead.npy' } })).warnings).toEqual([]);
  });

  it('are read as if cut to the longest sequence where none fills the array', async () => {
    // What stands behind the second step is padding, whatever it is.
    const isPadding = (i: number): boolean => Math.floor(i / units) % length === 2;
    await writeFloats('long.npy', [samples, length, units], (i) => (isPadding(i) ? NaN : i));
    await writeFloats('cut.npy', [samples, 2, units], (i) => i + units * Math.floor(i / (2 * units)));
    await write('x2.npy', [samples, 2], (i) => Math.floor(i / 2) % 5);
    await write('n.npy', [samples], () => 2);
    const read = async (data: object): Promise<[Dataset, Float32Array]> => {
      const dataset = await load(data);
      const { rows, samples: all, length: fileLength } = dataset.recorded!;
      const inputs = { ...dataset.heldOut.inputs, samples: all, fileLength };
      const [layer] = recordedLayers(parse(data));
      return [dataset, (await readStates(layer, 0, inputs, rows, { configFolder: folder })).values];
    };
    const [padded, states] = await read({ lengths: 'n.npy', layers: { h: 'long.npy' } });
    const [cut, own] = await read({ inputs: 'x2.npy', layers: { h: 'cut.npy' } });
    expect(padded.heldOut).toEqual(cut.heldOut);
    expect(states).toEqual(own);
  });

  it.each([true, false])(
    'are read alike with their padding in front and behind, of different lengths: %s',
    async (differ) => {
      const own = (row: number): number => (differ && row % 2 === 0 ? 2 : 3);
      const steps = 5;
      // Real step t of a row, or -1 in its padding.
      const step = (i: number, front: boolean): number => {
        const [row, t] = [Math.floor(i / steps), i % steps];
        const real = front ? t - (steps - own(row)) : t;
        return real >= 0 && real < own(row) ? real : -1;
      };
      for (const side of ['front', 'behind']) {
        const at = (i: number): number => step(i, side === 'front');
        const real = (i: number, value: number, none: number): number => (at(i) < 0 ? none : value);
        const symbol = (i: number): number => (3 * Math.floor(i / steps) + at(i)) % 4;
        await write(`m-${side}.npy`, [samples, steps], (i) => real(i, 1, 0));
        await write(`x-${side}.npy`, [samples, steps], (i) => real(i, symbol(i), 9));
        await write(`y-${side}.npy`, [samples, steps], (i) => real(i, symbol(i) % 2, 7));
        await writeFloats(`h-${side}.npy`, [samples, steps, units], (i) => {
          const place = Math.floor(i / units);
          return real(place, 10 * symbol(place) + at(place), NaN);
        });
      }
      const read = async (side: string): Promise<[Dataset, Float32Array]> => {
        const data = {
          inputs: `x-${side}.npy`,
          targets: `y-${side}.npy`,
          mask: `m-${side}.npy`,
          layers: { h: `h-${side}.npy` },
        };
        const dataset = await load(data);
        const { rows, starts, samples: all, length: fileLength } = dataset.recorded!;
        const inputs = { ...dataset.heldOut.inputs, samples: all, fileLength, ...(starts && { starts }) };
        const [layer] = recordedLayers(parse(data));
        return [dataset, (await readStates(layer, 0, inputs, rows, { configFolder: folder })).values];
      };
      const [front, states] = await read('front');
      const [behind, others] = await read('behind');
      expect(front.heldOut).toEqual(behind.heldOut);
      expect(front.heldOut.inputs.alphabet).toBe(4);
      expect(states).toEqual(others);
      expect(front.warnings.map(inEnglish).join()).toMatch(/padding in front: their real steps are moved/);
    },
  );

  it('stand in the order of their inputs and targets', async () => {
    const config = parse({ layers: { h: 'h.npy', flat: { path: 'flat.npy', type: 'dense' } } });
    const dataset = await load({ layers: { h: 'h.npy', flat: 'flat.npy' } });
    const rows = recordedOrder(samples, 1).subarray(0, 12);
    const [h, flat] = await Promise.all(
      recordedLayers(config).map((layer) =>
        readStates(layer, 0, dataset.heldOut.inputs, rows, { configFolder: folder }),
      ),
    );
    expect(h).toMatchObject({
      layer: 'h',
      type: 'recorded',
      samples: 12,
      length,
      units,
      recurrent: true,
      stochastic: false,
    });
    expect(flat).toMatchObject({ layer: 'flat', type: 'dense', length: 1, recurrent: false });
    rows.forEach((row, i) => {
      expect(dataset.heldOut.inputs.symbols?.[i * length]).toBe(row % 5);
      expect(dataset.heldOut.targets?.symbols?.[i]).toBe(row % 2);
      expect(h.values[i * length * units]).toBe(row * length * units);
      expect([...flat.values.subarray(i * units, (i + 1) * units)]).toEqual([row * units, row * units + 1]);
    });
    expect(new Set(recordedOrder(samples, 1))).toEqual(new Set(Array.from({ length: samples }, (_, i) => i)));
    expect(recordedOrder(samples, 2)).not.toEqual(recordedOrder(samples, 1));
  });

  it('are read epoch by epoch, and every file counts for the cache', async () => {
    await writeFloats('h-0.npy', [samples, length, units], () => 0.5);
    await writeFloats('h-7.npy', [samples, length, units], () => 7.5);
    const config = parse({ layers: { h: 'h-{epoch}.npy' }, epochs: [0, 7] });
    expect(dataFiles(config)).toEqual(['x.npy', 'y.npy', 'h-0.npy', 'h-7.npy']);
    const states = await readStates(recordedLayers(config)[0], 7, { samples, length }, Int32Array.of(3), {
      configFolder: folder,
    });
    expect([...states.values]).toEqual(Array.from({ length: length * units }, () => 7.5));
    const before = await hashDataFiles(config, { configFolder: folder });
    await writeFloats('h-7.npy', [samples, length, units], () => 8);
    expect(await hashDataFiles(config, { configFolder: folder })).not.toBe(before);
  });

  it('that do not fit the inputs are a mistake on their line', async () => {
    await writeFloats('short.npy', [samples, length - 1, units], (i) => i);
    await writeFloats('first.npy', [length, samples, units], (i) => i);
    await writeFloats('none.npy', [samples, length, 0], (i) => i);
    const short = await failure({ layers: { h: 'short.npy' } });
    expect(short.message).toContain(
      'short.npy has shape [20, 2, 2]; for inputs of 20 sequences and 3 steps it must be [20, 3, units], or ' +
        '[20, units] for a layer without time.',
    );
    expect(short.configPath).toEqual(['data', 'layers', 'h']);
    expect((await failure({ layers: { h: 'first.npy' } })).message).toContain(
      'It has time first, as PyTorch has without batch_first: write states.transpose(0, 1).',
    );
    expect((await failure({ layers: { h: 'none.npy' } })).message).toContain('has no units');
    expect((await failure({ layers: { h: 'absent.npy' } })).message).toContain('absent.npy does not exist');
    expect((await failure({ layers: { h: '../h.npy' } })).message).toContain('outside');
    expect((await failure({ layers: { h: 'x.npy', g: 'h-{epoch}.npy' }, epochs: [1, 2] })).configPath).toEqual([
      'data',
      'layers',
      'g',
    ]);
  });

  it('that are not finite are named by row, step and unit of the file', async () => {
    await writeFloats('bad.npy', [samples, length, units], (i) => (i === 4 * length * units + 3 ? NaN : 0));
    const [layer] = recordedLayers(parse({ layers: { h: 'bad.npy' } }));
    const reading = readStates(layer, 0, { samples, length }, recordedOrder(samples, 1), { configFolder: folder });
    await expect(reading).rejects.toThrow('bad.npy: NaN is not a finite number (at [4, 1, 1]).');
  });

  it('can be left in the middle', async () => {
    const [layer] = recordedLayers(parse({ layers: { h: 'h.npy' } }));
    await expect(
      readStates(layer, 0, { samples, length }, Int32Array.of(0), { configFolder: folder }, AbortSignal.abort()),
    ).rejects.toThrow(CancelledError);
  });

  it('come with a word about inputs that hide their symbols, and about too few', async () => {
    await writeFloats('one-hot.npy', [samples, length, 2], (i) => (i % 2 === Math.floor(i / 6) % 2 ? 1 : 0));
    expect((await load({ inputs: 'one-hot.npy', layers: { h: 'h.npy' } })).warnings.map(inEnglish).join()).toContain(
      'one-hot',
    );
    await write('few.npy', [3, length], () => 1);
    const few = await failure({ inputs: 'few.npy', targets: undefined, layers: { h: 'h.npy' } });
    expect(few.message).toContain('at least 8');
  });
});
