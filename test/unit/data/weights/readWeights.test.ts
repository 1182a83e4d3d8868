import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readWeights } from '../../../../src/data/weights/readWeights';
import { floats, writeSafetensors } from './files';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rnn-weight-files-'));
});
afterEach(() => rm(folder, { recursive: true }));
const at = (name: string): string => path.join(folder, name);

describe('a .safetensors file', () => {
  it('gives its tensors in single precision, whatever its name ends in', async () => {
    await writeSafetensors(at('model.bin'), {
      single: floats([2, 2], [1, -2, 0.5, 3]),
      // 1, -2 and 2^-130 (which is subnormal in single precision), as upper halves of float32.
      brain: { dtype: 'BF16', shape: [3], bytes: Buffer.from([0x80, 0x3f, 0x00, 0xc0, 0x08, 0x00]) },
      double: { dtype: 'F64', shape: [1], bytes: Buffer.from(Float64Array.of(0.1).buffer) },
      half: { dtype: 'F16', shape: [1], bytes: Buffer.from([0x00, 0x3e]) },
      nothing: floats([0, 3], []),
    });
    const { file } = await readWeights(at('model.bin'));
    expect(file.format).toBe('safetensors');
    const values = Object.fromEntries([...file.arrays].map(([name, array]) => [name, [...array.values]]));
    expect(values).toEqual({
      single: [1, -2, 0.5, 3],
      brain: [1, -2, 2 ** -130],
      double: [Math.fround(0.1)],
      half: [1.5],
      nothing: [],
    });
    expect(file.arrays.get('nothing')!.shape).toEqual([0, 3]);
  });

  it('is refused where a tensor leaves it, or has no type of numbers', async () => {
    const { bytes } = floats([2], [1, 2]);
    await writeSafetensors(at('long'), { a: { shape: [3], bytes } });
    await expect(readWeights(at('long'))).rejects.toThrow('is cut short or damaged: "a" does not fit in it');
    await writeSafetensors(at('strange'), { a: { dtype: 'F8_E4M3', shape: [8], bytes } });
    await expect(readWeights(at('strange'))).rejects.toThrow('has the type F8_E4M3');
  });
});

describe('half floats in HDF5', () => {
  it('are read in either order of bytes, packed or not', async () => {
    const { file } = await readWeights(path.join(import.meta.dirname, 'half.h5'));
    expect(file.arrays.get('layers/dense/vars/0')).toEqual({
      shape: [2, 3],
      // 6e-8 is the smallest half float, 2^-24.
      values: Float32Array.of(0.5, -2, 65504, 2 ** -24, 0.333251953125, -0),
    });
    expect(file.arrays.get('layers/dense/vars/1')!.values).toEqual(Float32Array.of(1, 2, 3));
    expect(file.arrays.get('layers/dense/vars/2')!.shape).toEqual([0]);
    expect(file.arrays.get('packed')!.values).toEqual(Float32Array.from({ length: 40 }, (_, i) => i));
  });
});

describe('a file of no such format', () => {
  it.each([
    ['empty', Buffer.alloc(0), 'is no file of weights that can be read'],
    ['text', Buffer.from('epoch,loss\n1,2\n'), 'is no file of weights that can be read'],
    ['a pickle', Buffer.from([0x80, 2, 0x7d, 0x2e]), 'torch.save(model.state_dict(), "file")'],
  ])('is refused: %s', async (_, bytes, message) => {
    await writeFile(at('file'), bytes);
    await expect(readWeights(at('file'))).rejects.toThrow(message);
  });
});
