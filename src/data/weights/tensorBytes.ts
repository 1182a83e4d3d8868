import { littleEndianHere } from '../../base/endianness';
import { decodeElements } from '../npy/elements';
import type { ElementType } from '../npy/ndArray';

/** Types of the elements of a tensor in a file: those of NumPy, and bfloat16. */
export type TensorType = ElementType | 'bf16';

export const tensorBytes = (type: TensorType): number => (type === 'bf16' ? 2 : Number(type.slice(1)));

/**
 * `count` little-endian elements in single precision.
 * @param file for messages
 * @throws InputError where a 64-bit integer is too large for a double
 */
export function decodeTensor(bytes: Buffer, type: TensorType, count: number, file: string): Float32Array {
  if (type === 'bf16') return decodeBfloat16(bytes, count);
  const data = decodeElements(bytes, { type, littleEndian: true }, count, file);
  return data instanceof Float32Array ? data : Float32Array.from(data);
}

/** A bfloat16 is the upper half of a float32. */
function decodeBfloat16(bytes: Buffer, count: number): Float32Array {
  const values = new Float32Array(count);
  const halves = new Uint16Array(values.buffer);
  const upper = littleEndianHere ? 1 : 0;
  for (let i = 0; i < count; i++) halves[2 * i + upper] = bytes.readUInt16LE(2 * i);
  return values;
}
