import { sentence } from '../../base/sentence';
import { littleEndianHere } from '../../base/endianness';
import { InputError } from '../../base/userError';
import { halfFloats } from './halfFloats';
import { allocate, elementBytes, type ElementType, type NdData } from './ndArray';
import type { NpyHeader } from './header';

type Layout = Pick<NpyHeader, 'type' | 'littleEndian'>;

/**
 * Turns `count` raw elements into numbers.
 * @throws InputError where a 64-bit integer is too large for a double
 */
export function decodeElements(bytes: Buffer, layout: Layout, count: number, file: string): NdData {
  if (layout.type === 'f2') return halfFloats(bytes, layout.littleEndian, count);
  const data = allocate(layout.type, count);
  const wide = layout.type === 'i8' || layout.type === 'u8';
  const size = elementBytes(layout.type);
  if (!wide && (size === 1 || layout.littleEndian === littleEndianHere)) {
    new Uint8Array(data.buffer).set(bytes.subarray(0, count * size));
    if (layout.type === 'b1') for (let i = 0; i < count; i++) if (data[i] !== 0) data[i] = 1;
    return data;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, count * size);
  const read = reader({ ...layout, type: layout.type }, view);
  for (let i = 0; i < count; i++) data[i] = read(i * size);
  if (wide && !data.every((value) => Number.isSafeInteger(value))) {
    throw new InputError(
      sentence(
        '{0} holds integers beyond 2^53, which cannot be read exactly. Number them. In Python: ' +
          'numpy.save("x.npy", numpy.unique(x, return_inverse=True)[1].reshape(x.shape)).',
        file,
      ),
      file,
    );
  }
  return data;
}

function reader(
  { type, littleEndian }: Pick<NpyHeader, 'littleEndian'> & { readonly type: Exclude<ElementType, 'f2'> },
  view: DataView,
): (offset: number) => number {
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
    case 'f4':
      return (i) => view.getFloat32(i, littleEndian);
    case 'f8':
      return (i) => view.getFloat64(i, littleEndian);
  }
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
