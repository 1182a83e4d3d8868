import { decodeElements, toRowMajor } from './elements';
import { parseNpyHeader } from './header';
import { checkLength, NpyFile } from './npyFile';
import { elementCount, type NdArray } from './ndArray';

/**
 * A whole .npy: booleans, integers and floats of 1 to 8 bytes, either byte order, C or Fortran order (row-major in
 * memory either way).
 * @param source a path (`member` names the array where it is an .npz), or the file's bytes (named `name` in messages)
 * @throws InputError where it is missing or cut short, or has elements that are not numbers (pickled objects are never
 *   read)
 */
export async function readNpy(
  source: string | Buffer,
  options: { readonly name?: string; readonly member?: string | undefined; readonly signal?: AbortSignal } = {},
): Promise<NdArray> {
  if (typeof source !== 'string') return decodeNpy(source, options.name ?? 'the array');
  const file = await NpyFile.open(source, options.member);
  try {
    return await file.read(0, file.rows, options.signal);
  } finally {
    await file.close();
  }
}

/** The bytes of a .npy as an array; see `readNpy`. */
export function decodeNpy(bytes: Buffer, name: string): NdArray {
  const header = parseNpyHeader(bytes, name);
  const body = bytes.subarray(header.offset);
  checkLength(header, body.length, name);
  const data = decodeElements(body, header, elementCount(header.shape), name);
  return { shape: header.shape, type: header.type, data: header.fortranOrder ? toRowMajor(data, header.shape) : data };
}

/**
 * A .npy in pieces of at most `rowsPerChunk` slices along its first axis, for files larger than memory: only one piece
 * is in memory at a time.
 * @throws InputError as `readNpy` does; CancelledError
 */
export async function* readNpyChunks(
  path: string,
  rowsPerChunk: number,
  signal?: AbortSignal,
): AsyncGenerator<NdArray, void, undefined> {
  const rows = Math.max(1, Math.floor(rowsPerChunk));
  const file = await NpyFile.open(path);
  try {
    for (let from = 0; from < file.rows; from += rows)
      yield await file.read(from, Math.min(file.rows, from + rows), signal);
  } finally {
    await file.close();
  }
}
