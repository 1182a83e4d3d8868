import { sentence } from '../../base/sentence';
import { endianness } from 'node:os';
import { InputError } from '../../base/userError';
import { allocate, elementBytes, type NdData } from './ndArray';
import type { NpyHeader } from './header';

type Layout = Pick<NpyHeader, 'type' | 'littleEndian'>;

/**
 * Turns `count` raw elements into numbers.
 * @throws InputError where a 64-bit integer is too large for a double
 */
export function decodeElements(bytes: Buffer, layout: Layout, count: number, file: string): NdData {
  const data = allocate(layout.type, count);
  const wide = layout.type === 'i8' || layout.type === 'u8';
  const size = elementBytes(layout.type);
  if (!wide && layout.type !== 'f2' && (size === 1 || layout.littleEndian === (endianness() === 'LE'))) {
    new Uint8Array(data.buffer).set(bytes.subarray(0, count * size));
    if (layout.type === 'b1') for (let i = 0; i < count; i++) if (data[i] !== 0) data[i] = 1;
    return data;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, count * size);
  const read = reader(layout, view);
  for (let i = 0; i < count; i++) data[i] = read(i * size);
  if (wide && !data.every((value) => Number.isSafeInteger(value))) {
    throw new InputError(
      sentence('{0} holds integers beyond 2^53, which cannot be read exactly. Save smaller numbers.', file),
      file,
    );
  }
  return data;
}

function reader({ type, littleEndian }: Layout, view: DataView): (offset: number) => number {
  switch (type) {
    case 'b1':
    case 'u1':
      return (i) => view.getUint8(i);
    case 'i1':
      return (i) => view.getInt8(i);
    case 'i2':
      return (i) => view.getInt16(i, littleEndian);
    case 'i4':
      return (i) => view.getInt32(i, littleEndian);
    case 'i8':
      return (i) => Number(view.getBigInt64(i, littleEndian));
    case 'u2':
      return (i) => view.getUint16(i, littleEndian);
    case 'u4':
      return (i) => view.getUint32(i, littleEndian);
    case 'u8':
      return (i) => Number(view.getBigUint64(i, littleEndian));
    case 'f2':
      return (i) => halfFloat(view.getUint16(i, littleEndian));
    case 'f4':
      return (i) => view.getFloat32(i, littleEndian);
    case 'f8':
      return (i) => view.getFloat64(i, littleEndian);
  }
}

/** IEEE 754 binary16. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Column-major elements of `shape` in row-major order. */
export function toRowMajor(data: NdData, shape: readonly number[]): NdData {
  const result = data.slice();
  const strides: number[] = [];
  shape.reduce((stride, size) => {
    strides.push(stride);
    return stride * size;
  }, 1);
  const index = new Array<number>(shape.length).fill(0);
  let from = 0;
  for (let to = 0; to < data.length; to++) {
    result[to] = data[from];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis]++;
      from += strides[axis];
      if (index[axis] < shape[axis]) break;
      from -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return result;
}
