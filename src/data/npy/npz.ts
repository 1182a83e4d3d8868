import { sentence } from '../../base/sentence';
import { writeFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { InputError } from '../../base/userError';
import { openRegularFile } from '../files/openFile';
import type { NdArray } from './ndArray';
import { decodeNpy } from './readNpy';
import { encodeNpy } from './writeNpy';
import { unzip } from './zip';

/** The largest unpacked size of an archive by default, in bytes. */
const defaultLimit = 2 ** 30;

/**
 * The arrays of a .npz (numpy.savez or savez_compressed) by their names.
 * @throws InputError where it is missing, damaged, would unpack to more than `limit` bytes (default 1 GiB), or has
 *   elements that are not numbers
 */
export async function readNpz(path: string, options: { readonly limit?: number } = {}): Promise<Map<string, NdArray>> {
  const limit = options.limit ?? defaultLimit;
  const handle = await openRegularFile(path);
  let archive: Buffer;
  try {
    const { size } = await handle.stat();
    if (size > limit)
      throw new InputError(
        sentence(
          '{0} has a size of {1} MB, but at most {2} MB can be read. Save each array alone: numpy.save("x.npy", x).',
          path,
          (size / 1e6).toFixed(0),
          (limit / 1e6).toFixed(0),
        ),
        path,
      );
    archive = await handle.readFile();
  } finally {
    await handle.close();
  }
  const arrays = new Map<string, NdArray>();
  for (const [name, bytes] of await unzip(archive, path, limit)) {
    if (!name.endsWith('.npy')) continue;
    const key = name.slice(0, -'.npy'.length);
    arrays.set(
      key,
      renamed(path, () => decodeNpy(bytes, `${key} in ${path}`)),
    );
  }
  return arrays;
}

/** Names the archive in the error of any of its arrays. */
function renamed<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof InputError ? new InputError(error.sentence, path) : error;
  }
}

/** Writes arrays as numpy.savez does: a zip of stored .npy files. */
export async function writeNpz(
  path: string,
  arrays: ReadonlyMap<string, Pick<NdArray, 'shape' | 'data'>>,
): Promise<void> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [key, array] of arrays) {
    const name = Buffer.from(`${key}.npy`, 'utf8');
    const bytes = encodeNpy(array);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt32LE(offset, 42);
    // From "version needed" on, both headers have the same fields: UTF-8 names, stored, 1 January 1980.
    for (const [header, at] of [
      [local, 4],
      [entry, 6],
    ] as const) {
      header.writeUInt16LE(20, at);
      header.writeUInt16LE(0x800, at + 2);
      header.writeUInt16LE(0x21, at + 8);
      header.writeUInt32LE(crc32(bytes), at + 10);
      header.writeUInt32LE(bytes.length, at + 14);
      header.writeUInt32LE(bytes.length, at + 18);
      header.writeUInt16LE(name.length, at + 22);
    }
    parts.push(local, name, bytes);
    directory.push(entry, name);
    offset += local.length + name.length + bytes.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(arrays.size, 8);
  end.writeUInt16LE(arrays.size, 10);
  end.writeUInt32LE(
    directory.reduce((sum, part) => sum + part.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  await writeFile(path, Buffer.concat([...parts, ...directory, end]));
}
