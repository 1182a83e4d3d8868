import * as z from 'zod';
import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { elementCount } from '../npy/ndArray';
import { decodeTensor, tensorBytes, type TensorType } from './tensorBytes';
import { weightArray, type WeightArray } from './weightFile';

const types: Readonly<Record<string, TensorType | undefined>> = {
  F64: 'f8',
  F32: 'f4',
  F16: 'f2',
  BF16: 'bf16',
  I64: 'i8',
  I32: 'i4',
  I16: 'i2',
  I8: 'i1',
  U64: 'u8',
  U32: 'u4',
  U16: 'u2',
  U8: 'u1',
  BOOL: 'b1',
};

const offset = z.int().min(0);
const entry = z.object({ dtype: z.string(), shape: z.array(offset), data_offsets: z.tuple([offset, offset]) });
const header = z.record(z.string(), z.unknown());

/** Whether the bytes begin as a safetensors file does: the length of a JSON object, then that object. */
export function isSafetensors(bytes: Buffer): boolean {
  return bytes.length > 9 && bytes.readBigUInt64LE(0) <= BigInt(bytes.length - 8) && bytes[8] === 0x7b;
}

/**
 * The tensors of a .safetensors file: 8 bytes with the length of a JSON header, the header, then the raw values
 * (https://huggingface.co/docs/safetensors, "Format").
 * @throws InputError where the header does not fit the file, or a tensor has another type than numbers
 */
export function readSafetensors(bytes: Buffer, file: string): Map<string, WeightArray> {
  const fail = (said: Sentence): never => {
    throw new InputError(said, file);
  };
  const start = 8 + Number(bytes.readBigUInt64LE(0));
  const parsed = header.safeParse(json(bytes.toString('utf8', 8, start)));
  if (!parsed.success)
    return fail(
      sentence(
        '{0} is no safetensors file: its header is not a JSON object. Save it again: ' +
          'save_file(model.state_dict(), path).',
        file,
      ),
    );
  const arrays = new Map<string, WeightArray>();
  for (const [name, described] of Object.entries(parsed.data)) {
    if (name === '__metadata__') continue;
    const { success, data } = entry.safeParse(described);
    if (!success)
      return fail(
        sentence(
          '{0} is damaged: its header does not describe "{1}". Save it again: save_file(model.state_dict(), path).',
          file,
          name,
        ),
      );
    const type = types[data.dtype];
    if (type === undefined)
      return fail(
        sentence(
          '"{1}" in {0} has the type {2}, which cannot be read. Save it as float32: model.float().',
          file,
          name,
          data.dtype,
        ),
      );
    const count = elementCount(data.shape);
    const [from, to] = data.data_offsets;
    if (to - from !== count * tensorBytes(type) || start + to > bytes.length)
      return fail(
        sentence('{0} is cut short or damaged: "{1}" does not fit in it. Copy or save it again.', file, name),
      );
    const values = decodeTensor(bytes.subarray(start + from, start + to), type, count, file);
    arrays.set(name, weightArray(data.shape, values));
  }
  return arrays;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
