import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { nearest } from '../../base/nearest';
import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { lookedAt } from '../files/foundInstead';
import { openRegularFile } from '../files/openFile';
import type { BytePart } from './byteSource';
import { InflatedSource } from './inflatedSource';
import { entriesOf, noArchive, type ZipEntry, unpackEntry } from './zip';

/** The end record of a zip, its comment, and the place of the ZIP64 record, are within so many bytes of its end. */
const tailBytes = 2 ** 17;
/** The largest list of files in bytes. */
const largestDirectory = 2 ** 26;
/** The largest array that is unpacked in memory as a whole, in bytes; larger ones are unpacked as they are read. */
const largestUnpacked = 2 ** 26;

/**
 * The bytes of one array of an open .npz: those in the file where it is stored (numpy.savez), and unpacked
 * where it is compressed. Nothing else of the archive is read.
 * @throws InputError where the file is no zip, or holds no array of that name
 */
export async function npzMember(handle: FileHandle, path: string, member: string): Promise<BytePart> {
  const { size } = await handle.stat();
  const entries = [...(await directoryOf(handle, size, path))];
  const entry = entries.find(({ name }) => name === `${member}.npy` || name === member);
  if (!entry) {
    const names = entries.map(({ name }) => name.replace(/\.npy$/, ''));
    if (names.length === 0)
      throw new InputError(
        sentence('{0} holds no arrays. In Python: numpy.savez("data.npz", {1}=array).', path, member),
        path,
      );
    throw new InputError(
      sentence(
        '{0} holds no array "{1}"; it holds {2}. Write one of these names: "{3}".',
        path,
        member,
        names.length > 14 ? `${names.slice(0, 14).join(', ')}, …` : names.join(', '),
        `${basename(path)}#${nearest(member, names) ?? names[0]}`,
      ),
      path,
    );
  }
  const header = Buffer.alloc(30);
  await handle.read(header, 0, 30, entry.localHeader);
  const start = entry.localHeader + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (start + entry.packedSize > size)
    throw new InputError(sentence('{0} is cut short. Copy or save it again.', path), path);
  if (entry.method === 0) return { source: handle, start, size: entry.size };
  return await unpacked(handle, entry, start, path);
}

/** The names of the arrays of an .npz. @throws InputError where it cannot be read */
export async function namesIn(path: string): Promise<string[]> {
  const handle = await openRegularFile(path);
  try {
    const entries = [...(await directoryOf(handle, (await handle.stat()).size, path))];
    return entries.flatMap(({ name }) => (name.endsWith('.npy') ? [name.slice(0, -'.npy'.length)] : []));
  } finally {
    await handle.close();
  }
}

async function unpacked(handle: FileHandle, entry: ZipEntry, start: number, path: string): Promise<BytePart> {
  if (entry.method === 8 && entry.size > largestUnpacked)
    return { source: new InflatedSource(handle, entry, start, path), start: 0, size: entry.size };
  const packed = Buffer.alloc(entry.packedSize);
  await handle.read(packed, 0, packed.length, start);
  const bytes = await unpackEntry(packed, entry, path);
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
    if (wanted === size || wanted === largestDirectory) {
      const start = Buffer.alloc(Math.min(size, lookedAt));
      await handle.read(start, 0, start.length, 0);
      throw noArchive(start, path);
    }
  }
}
