import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readNpz, writeNpz } from '../../../src/data/npy/npz';
import { readNpy, readNpyChunks } from '../../../src/data/npy/readNpy';
import { encodeNpy, writeNpy } from '../../../src/data/npy/writeNpy';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rnn-npy-'));
});
afterAll(() => rm(folder, { recursive: true }));
const at = (name: string): string => path.join(folder, name);

/** A .npy as NumPy writes it, with any header. */
function npy(descr: string, fortran: boolean, shape: string, body: Buffer, version = 1): Buffer {
  const text =
    `{'descr': ${descr}, 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': ${shape}, }`.padEnd(117) + '\n';
  const size = Buffer.alloc(version === 1 ? 2 : 4);
  if (version === 1) size.writeUInt16LE(text.length);
  else size.writeUInt32LE(text.length);
  return Buffer.concat([
    Buffer.from('\x93NUMPY', 'latin1'),
    Buffer.of(version, 0),
    size,
    Buffer.from(text, 'latin1'),
    body,
  ]);
}

const bytes = (size: number, write: (buffer: Buffer) => void): Buffer => {
  const buffer = Buffer.alloc(size);
  write(buffer);
  return buffer;
};

describe('readNpy', () => {
  it.each([
    ["'|b1'", Buffer.of(1, 0, 5), [1, 0, 1]],
    ["'|i1'", Buffer.of(255, 1, 2), [-1, 1, 2]],
    ["'|u1'", Buffer.of(255, 1, 2), [255, 1, 2]],
    ["'<i2'", bytes(6, (b) => b.writeInt16LE(-300, 2)), [0, -300, 0]],
    ["'>u2'", bytes(6, (b) => b.writeUInt16BE(60_000, 2)), [0, 60_000, 0]],
    ["'<i4'", bytes(12, (b) => b.writeInt32LE(-70_000, 8)), [0, 0, -70_000]],
    ["'>i4'", bytes(12, (b) => b.writeInt32BE(-70_000, 8)), [0, 0, -70_000]],
    ["'<u4'", bytes(12, (b) => b.writeUInt32LE(4e9, 0)), [4e9, 0, 0]],
    ["'<i8'", bytes(24, (b) => b.writeBigInt64LE(-(2n ** 53n) + 1n, 8)), [0, -(2 ** 53) + 1, 0]],
    ["'>u8'", bytes(24, (b) => b.writeBigUInt64BE(2n ** 40n, 0)), [2 ** 40, 0, 0]],
    [
      "'<f2'",
      bytes(6, (b) => [0x3c00, 0xc100, 0x0001].forEach((half, i) => b.writeUInt16LE(half, 2 * i))),
      [1, -2.5, 2 ** -24],
    ],
    ["'<f4'", bytes(12, (b) => b.writeFloatLE(0.5, 4)), [0, 0.5, 0]],
    ["'>f8'", bytes(24, (b) => b.writeDoubleBE(Math.PI, 16)), [0, 0, Math.PI]],
    ["'<f8'", bytes(24, (b) => b.writeDoubleLE(Math.PI, 16)), [0, 0, Math.PI]],
  ])('reads %s', async (descr, body, expected) => {
    expect([...(await readNpy(npy(descr, false, '(3,)', body))).data]).toEqual(expected);
    expect([...(await readNpy(npy(descr, false, '(3,)', body, 2))).data]).toEqual(expected);
  });

  it('turns Fortran order into row-major order', async () => {
    const { shape, data } = await readNpy(
      npy("'|u1'", true, '(2, 3, 2)', Buffer.from(Array.from({ length: 12 }, (_, i) => i))),
    );
    expect(shape).toEqual([2, 3, 2]);
    // Element (i, j, k) stands at i + 2 j + 6 k.
    expect([...data]).toEqual([0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11]);
  });

  it('reads scalars and empty arrays', async () => {
    expect([...(await readNpy(npy("'|u1'", false, '()', Buffer.of(7)))).data]).toEqual([7]);
    expect((await readNpy(npy("'<f4'", false, '(0, 3)', Buffer.alloc(0)))).shape).toEqual([0, 3]);
  });

  it.each([
    ['a pickle', npy("'|O'", false, '(1,)', Buffer.alloc(100)), /pickled Python objects/],
    ['strings', npy("'<U8'", false, '(1,)', Buffer.alloc(100)), /holds words. In Python: numpy.save.*return_inverse/],
    ['complex numbers', npy("'<c16'", false, '(1,)', Buffer.alloc(100)), /holds complex numbers. In Python: .*x.real/],
    ['a structured array', npy("[('a', '<f8'), ('b', '<i4')]", false, '(1,)', Buffer.alloc(100)), /structured/],
    ['a cut body', npy("'<f8'", false, '(3,)', Buffer.alloc(23)), /cut short.*24.*23/],
    ['an absurd shape', npy("'<f8'", false, '(1000000000000, 1000000)', Buffer.alloc(8)), /cut short/],
    ['a negative shape', npy("'<f8'", false, '(-1,)', Buffer.alloc(8)), /cannot be read/],
    [
      'an absurd header',
      Buffer.concat([Buffer.from('\x93NUMPY\x02\x00', 'latin1'), Buffer.of(255, 255, 255, 255), Buffer.alloc(100)]),
      /announces a header/,
    ],
    ['a cut header', npy("'<f8'", false, '(3,)', Buffer.alloc(0)).subarray(0, 50), /cut short within its header/],
    ['code in the header', npy("__import__('os').system('true')", false, '(1,)', Buffer.alloc(8)), /cannot be read/],
    ['another file', Buffer.from('PK not a npy file at all'), /not a \.npy file/],
    ['nothing', Buffer.alloc(0), /not a .npy file. It is empty/],
    [
      'integers too large',
      npy(
        "'<i8'",
        false,
        '(1,)',
        bytes(8, (b) => b.writeBigInt64LE(2n ** 60n)),
      ),
      /2\^53/,
    ],
  ])('refuses %s', async (_, file, message) => {
    await expect(readNpy(file, { name: 'x.npy' })).rejects.toThrow(message);
    await writeFile(at('bad.npy'), file);
    await expect(readNpy(at('bad.npy'))).rejects.toThrow(message);
    await expect(readNpyChunks(at('bad.npy'), 1).next()).rejects.toThrow(message);
  });

  it('says that a file is missing', async () => {
    await expect(readNpy(at('none.npy'))).rejects.toThrow(/does not exist/);
    await expect(readNpy(folder)).rejects.toThrow(/not a file/);
  });

  it('reads back what is written, whole or by chunks, in either order', async () => {
    const shapes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(shapes, fc.integer({ min: 1, max: 6 }), fc.boolean(), async (shape, rows, fortran) => {
        const count = shape.reduce((a, b) => a * b, 1);
        const data = Float64Array.from({ length: count }, (_, i) => i + 0.5);
        if (fortran)
          await writeFile(at('p.npy'), npy("'<f8'", true, `(${shape.join(', ')},)`, Buffer.from(data.buffer)));
        else await writeNpy(at('p.npy'), { shape, data });
        const whole = await readNpy(at('p.npy'));
        expect(whole.shape).toEqual(shape);
        if (!fortran) expect(whole.data).toEqual(data);
        const joined: number[] = [];
        for await (const chunk of readNpyChunks(at('p.npy'), rows)) {
          expect(chunk.shape.slice(1)).toEqual(shape.slice(1));
          expect(chunk.shape[0]).toBeLessThanOrEqual(rows);
          joined.push(...chunk.data);
        }
        expect(joined).toEqual([...whole.data]);
      }),
      { numRuns: 60 },
    );
  });
});

/** A zip of one deflated file, as numpy.savez_compressed writes it, with a size of the caller's choosing. */
function zip(name: string, contents: Buffer, announced = contents.length): Buffer {
  const packed = deflateRawSync(contents);
  const fields = (header: Buffer, offset: number): Buffer => {
    header.writeUInt16LE(8, offset + 4);
    header.writeUInt32LE(crc32(contents), offset + 10);
    header.writeUInt32LE(packed.length, offset + 14);
    header.writeUInt32LE(announced, offset + 18);
    header.writeUInt16LE(name.length, offset + 22);
    return header;
  };
  const local = fields(
    bytes(30, (b) => b.writeUInt32LE(0x04034b50)),
    4,
  );
  const entry = fields(
    bytes(46, (b) => b.writeUInt32LE(0x02014b50)),
    6,
  );
  const end = bytes(22, (b) => {
    b.writeUInt32LE(0x06054b50);
    b.writeUInt16LE(1, 10);
    b.writeUInt32LE(30 + name.length + packed.length, 16);
  });
  return Buffer.concat([local, Buffer.from(name), packed, entry, Buffer.from(name), end]);
}

describe('readNpz', () => {
  it('reads back what is written', async () => {
    const arrays = new Map([
      ['rnn/kernel', { shape: [1, 2], data: Float32Array.of(1, 2) }],
      ['rnn/bias', { shape: [2], data: Float64Array.of(3, 4) }],
    ]);
    await writeNpz(at('w.npz'), arrays);
    const read = await readNpz(at('w.npz'));
    expect([...read.keys()]).toEqual(['rnn/kernel', 'rnn/bias']);
    expect(read.get('rnn/kernel')).toEqual({ shape: [1, 2], type: 'f4', data: Float32Array.of(1, 2) });
    expect(read.get('rnn/bias')?.data).toEqual(Float64Array.of(3, 4));
  });

  it('reads deflated arrays', async () => {
    await writeFile(at('d.npz'), zip('a.npy', encodeNpy({ shape: [3], data: Int32Array.of(1, 2, 3) })));
    expect((await readNpz(at('d.npz'))).get('a')?.data).toEqual(Int32Array.of(1, 2, 3));
  });

  it('refuses zip bombs, announced or not', async () => {
    const zeros = encodeNpy({ shape: [4_000_000], data: new Uint8Array(4_000_000) });
    await writeFile(at('b.npz'), zip('a.npy', zeros));
    await expect(readNpz(at('b.npz'), { limit: 1_000_000 })).rejects.toThrow(/more than 1 MB/);
    await writeFile(at('b.npz'), zip('a.npy', zeros, 1000));
    await expect(readNpz(at('b.npz'), { limit: 1_000_000 })).rejects.toThrow(/larger than the archive says/);
  });

  it('refuses what is damaged at any place', async () => {
    const good = zip('a.npy', encodeNpy({ shape: [3], data: Int32Array.of(1, 2, 3) }));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: good.length - 1 }), async (length) => {
        await writeFile(at('cut.npz'), good.subarray(0, length));
        await expect(readNpz(at('cut.npz'))).rejects.toMatchObject({ name: 'InputError' });
      }),
      { numRuns: 30 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: good.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (place, change) => {
          const bad = Buffer.from(good);
          bad[place] ^= change;
          await writeFile(at('bad.npz'), bad);
          // A change in an unimportant field leaves the archive readable; any other change must give an InputError.
          await readNpz(at('bad.npz')).catch((error: unknown) => expect(error).toMatchObject({ name: 'InputError' }));
        },
      ),
      { numRuns: 150 },
    );
    await writeFile(at('o.npz'), zip('a.npy', npy("'|O'", false, '(1,)', Buffer.alloc(9))));
    await expect(readNpz(at('o.npz'))).rejects.toThrow(/a in .*o\.npz holds pickled/);
  });
});
