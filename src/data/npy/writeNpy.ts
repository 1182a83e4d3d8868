import { writeFile } from 'node:fs/promises';
import { littleEndianHere } from '../../base/endianness';
import { elementCount, type NdArray } from './ndArray';

/** A row-major array as the bytes of a .npy (format version 1), in this machine's byte order. */
export function encodeNpy(array: Pick<NdArray, 'shape' | 'data'>): Buffer {
  const { shape, data } = array;
  if (elementCount(shape) !== data.length)
    throw new RangeError(`A shape of (${shape.join(', ')}) does not hold ${data.length} elements.`);
  const order = data.BYTES_PER_ELEMENT === 1 ? '|' : littleEndianHere ? '<' : '>';
  const size = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text =
    `{'descr': '${order}${elementKind(data)}${data.BYTES_PER_ELEMENT}', 'fortran_order': False, 'shape': ` +
    `(${size}), }`;
  // Elements begin at a multiple of 64 bytes, as NumPy writes them.
  const padded = Math.ceil((10 + text.length + 1) / 64) * 64;
  const start = Buffer.alloc(padded, ' ');
  start.write('\x93NUMPY\x01\x00', 0, 'latin1');
  start.writeUInt16LE(padded - 10, 8);
  start.write(text, 10, 'latin1');
  start.write('\n', padded - 1, 'latin1');
  return Buffer.concat([start, Buffer.from(data.buffer, data.byteOffset, data.byteLength)]);
}

export async function writeNpy(path: string, array: Pick<NdArray, 'shape' | 'data'>): Promise<void> {
  await writeFile(path, encodeNpy(array));
}

function elementKind(data: NdArray['data']): 'f' | 'i' | 'u' {
  if (data instanceof Float32Array || data instanceof Float64Array) return 'f';
  return data instanceof Int8Array || data instanceof Int16Array || data instanceof Int32Array ? 'i' : 'u';
}
