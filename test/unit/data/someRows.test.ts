import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dataSchema } from '../../../src/config/schema/data';
import { hashDataFiles } from '../../../src/data/dataFiles';
import { encodeNpy, writeNpy } from '../../../src/data/npy/writeNpy';
import { InflatedSource } from '../../../src/data/npy/inflatedSource';
import { NpyFile } from '../../../src/data/npy/npyFile';
import { recordedOrder } from '../../../src/data/recorded/recordedOrder';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rnn-rows-'));
});
afterEach(() => rm(folder, { recursive: true }));

const shape = [40, 3, 2];
const numbers = (): Float32Array => Float32Array.from({ length: 240 }, (_, i) => i / 4);

it('rows are read by number, in their order, of either order in memory', async () => {
  const file = path.join(folder, 'h.npy');
  const rows = Int32Array.of(31, 2, 3, 39, 0);
  const wanted = [...rows].flatMap((row) => [...numbers().subarray(row * 6, (row + 1) * 6)]);
  await writeNpy(file, { shape, data: numbers() });
  const read = async (): Promise<number[]> => {
    const open = await NpyFile.open(file);
    const { data } = await open.readRows(rows);
    await open.close();
    return [...data];
  };
  expect(await read()).toEqual(wanted);
  const columns = Float32Array.from({ length: 240 }, (_, i) => {
    const [row, step, unit] = [i % 40, Math.floor(i / 40) % 3, Math.floor(i / 120)];
    return numbers()[(row * 3 + step) * 2 + unit];
  });
  const bytes = encodeNpy({ shape, data: columns });
  const swapped = Buffer.from(
    bytes.toString('latin1').replace("'fortran_order': False", "'fortran_order': True "),
    'latin1',
  );
  await writeFile(file, swapped);
  expect(await read()).toEqual(wanted);
});

it('rows that are not analysed do not matter', async () => {
  const data = dataSchema.parse({ task: 'activations', inputs: 'x.npy', layers: { h: 'h.npy' } });
  await writeNpy(path.join(folder, 'x.npy'), { shape: [40, 3], data: new Int32Array(120) });
  const order = recordedOrder(40, 1);
  const hash = async (changed: number): Promise<string> => {
    const states = numbers();
    states[changed * 6] = -1;
    await writeNpy(path.join(folder, 'h.npy'), { shape, data: states });
    return hashDataFiles(data, { configFolder: folder, seed: 1, samples: 10 });
  };
  const before = await hash(order[20]);
  expect(await hash(order[30])).toBe(before);
  expect(await hash(order[5])).not.toBe(before);
});

it('a compressed array is read forward, and again from its start', async () => {
  const whole = Buffer.from(Uint32Array.from({ length: 2 ** 20 }, (_, i) => i * 2654435761).buffer);
  const packed = deflateRawSync(whole, { level: 1 });
  const file = path.join(folder, 'packed');
  await writeFile(file, Buffer.concat([Buffer.alloc(7), packed]));
  const handle = await open(file);
  const entry = { name: 'h.npy', method: 8, encrypted: false, checksum: 0, localHeader: 0 };
  const sizes = { packedSize: packed.length, size: whole.length };
  const source = new InflatedSource(handle, { ...entry, ...sizes }, 7, file);
  const read = async (position: number, length: number): Promise<Buffer> => {
    const target = Buffer.alloc(length);
    for (let done = 0; done < length;) {
      const { bytesRead } = await source.read(target, done, length - done, position + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return target;
  };
  for (const from of [0, 1_000_000, 3_000_001, 4_190_000, 5])
    expect((await read(from, 4000)).equals(whole.subarray(from, from + 4000))).toBe(true);
  expect(await source.read(Buffer.alloc(8), 0, 8, whole.length)).toEqual({ bytesRead: 0 });
  source.release();
  await handle.close();
});
