import type { FileHandle } from 'node:fs/promises';
import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { entriesOf, type ZipEntry, unpackEntry } from './zip';

/** Bytes that can be read at any place, such as an open file. */
export interface ByteSource {
  read(target: Buffer, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
}

/** Bytes `start` ... `start + size` of a source. */
export interface BytePart {
  readonly source: ByteSource;
  readonly start: number;
  readonly size: number;
}

/** The end record of a zip, its comment, and the place of the ZIP64 record, are within so many bytes of its end. */
const tailBytes = 2 ** 17;
/** The largest list of files in bytes. */
const largestDirectory = 2 ** 26;
/** The largest array that is unpacked in memory, in bytes; stored ones are read in place. */
const largestUnpacked = 2 ** 30;

/**
 * The bytes of one array of an open .npz: those in the file where it is stored (numpy.savez), and unpacked in memory
 * where it is compressed. Nothing else of the archive is read.
 * @throws InputError where the file is no zip, or holds no array of that name
 */
export async function npzMember(handle: FileHandle, path: string, member: string): Promise<BytePart> {
  const { size } = await handle.stat();
  const entries = [...(await directoryOf(handle, size, path))];
  const entry = entries.find(({ name }) => name === `${member}.npy` || name === member);
  if (!entry) {
    const names = entries.map(({ name }) => name.replace(/\.npy$/, ''));
    throw new InputError(
      sentence(
        '{0} holds no array "{1}"; it holds {2}.',
        path,
        member,
        names.length > 14 ? `${names.slice(0, 14).join(', ')}, …` : names.join(', '),
      ),
      path,
    );
  }
  const header = Buffer.alloc(30);
  await handle.read(header, 0, 30, entry.localHeader);
  const start = entry.localHeader + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (start + entry.packedSize > size) throw new InputError(sentence('{0} is cut short.', path), path);
  if (entry.method === 0) return { source: handle, start, size: entry.size };
  return await unpacked(handle, entry, start, path);
}

async function unpacked(handle: FileHandle, entry: ZipEntry, start: number, path: string): Promise<BytePart> {
  if (entry.size > largestUnpacked)
    throw new InputError(
      sentence(
        '{0} in {1} would unpack to {2} MB. Write it by numpy.savez, which does not compress.',
        entry.name,
        path,
        (entry.size / 1e6).toFixed(0),
      ),
      path,
    );
  const packed = Buffer.alloc(entry.packedSize);
  await handle.read(packed, 0, packed.length, start);
  const bytes = unpackEntry(packed, entry, path);
  return {
    source: {
      read: (target, offset, length, position) =>
        Promise.resolve({ bytesRead: bytes.copy(target, offset, position, position + length) }),
    },
    start: 0,
    size: bytes.length,
  };
}

/** The list of files at the end of the archive. */
async function directoryOf(handle: FileHandle, size: number, path: string): Promise<Iterable<ZipEntry>> {
  for (let wanted = Math.min(size, tailBytes); ; wanted = Math.min(size, largestDirectory)) {
    const tail = Buffer.alloc(wanted);
    await handle.read(tail, 0, wanted, size - wanted);
    const entries = entriesOf(tail, path, size - wanted);
    if (entries) return entries;
    if (wanted === size || wanted === largestDirectory)
      throw new InputError(sentence('{0} is not a zip archive, or it is cut short.', path), path);
  }
}
