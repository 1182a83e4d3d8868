import type * as platforms from '#platform';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { inflateRaw } from '../../../src/base/platform/inflateRaw';
import { InflatedSource } from '../../../src/data/npy/inflatedSource';
import { NpyFile } from '../../../src/data/npy/npyFile';
import { readNpz } from '../../../src/data/npy/npz';
import { decodeNpy } from '../../../src/data/npy/readNpy';
import { entriesOf } from '../../../src/data/npy/zip';

vi.mock('#platform', async (original) => {
  const { platform } = await original<typeof platforms>();
  return { platform: { ...platform, inflateRaw } };
});

const packed = join(__dirname, '../../web/fixtures/packed.npz');
const plain = (name: string) => readFile(join(__dirname, `../../../examples/own-data/${name}.npy`));

it('reads compressed arrays as a browser unpacks them', async () => {
  const { shape, data } = decodeNpy(await plain('larger'), 'larger');
  expect((await readNpz(packed)).get('larger')).toMatchObject({ shape, data });
  const file = await NpyFile.open(packed, 'larger');
  expect((await file.read(0, file.rows)).data).toEqual(data);
  await file.close();
});

it('reads a compressed array in pieces, forward and again from its start', async () => {
  const whole = await plain('symbols');
  const archive = await readFile(packed);
  const entry = entriesOf(archive, packed, 0)!.find(({ name }) => name === 'symbols.npy')!;
  const start = entry.localHeader + 30 + archive.readUInt16LE(entry.localHeader + 26);
  const handle = await open(packed);
  const source = new InflatedSource(handle, entry, start, packed);
  for (const from of [0, 9000, 16_000, 5]) {
    const target = Buffer.alloc(100);
    const { bytesRead } = await source.read(target, 0, 100, from);
    expect(bytesRead).toBeGreaterThan(0);
    expect(target.subarray(0, bytesRead).equals(whole.subarray(from, from + bytesRead))).toBe(true);
  }
  source.release();
  await handle.close();
});
