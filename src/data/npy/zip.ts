import { platform } from '#platform';
import { sentence } from '../../base/sentence';
import { crc32 } from 'node:zlib';
import { InputError } from '../../base/userError';
import { foundInstead, lookedAt } from '../files/foundInstead';

/** A file inside a zip, as the archive's directory describes it. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly checksum: number;
  readonly packedSize: number;
  readonly size: number;
  readonly localHeader: number;
}

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const directorySignature = 0x02014b50;
const localSignature = 0x04034b50;

/** Packed bytes that are unpacked at once; a byte becomes at most 1032. */
const packedPiece = 2 ** 16;

/**
 * The files of a zip (PKWARE APPNOTE 6.3: stored or deflated, ZIP64 too), unpacked in memory; nothing is written
 * anywhere.
 * @param limit the largest unpacked size of all files together, in bytes; an archive that declares more, or is larger
 *   than it declares, is refused
 * @throws InputError naming `file`
 */
export async function unzip(archive: Buffer, file: string, limit: number): Promise<Map<string, Buffer>> {
  try {
    return await unpack(archive, file, limit);
  } catch (error) {
    if (error instanceof RangeError) throw noArchive(archive.subarray(0, lookedAt), file);
    throw error;
  }
}

/** The error for a file that has no list of files at its end, by its first bytes. */
export const noArchive = (start: Buffer, file: string): InputError =>
  new InputError(
    start.toString('latin1', 0, 2) === 'PK'
      ? sentence('{0} is cut short: the list of files at the end of the archive is missing. Copy it again.', file)
      : sentence('{0} is not a .npz or other zip archive. {1}', file, foundInstead(start)),
    file,
  );

async function unpack(archive: Buffer, file: string, limit: number): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  let total = 0;
  for (const entry of directory(archive, file)) {
    const { name } = entry;
    if (name.endsWith('/')) continue;
    if (files.has(name))
      throw new InputError(sentence('{0} contains {1} twice. Save it again, each array once.', file, name), file);
    if (entry.encrypted)
      throw new InputError(
        sentence('{0} in {1} is encrypted, which is not read. Save it without a password.', name, file),
        file,
      );
    total += entry.size;
    if (total > limit)
      throw new InputError(
        sentence(
          '{0} would unpack to more than {1} MB, so it is not read. Save fewer arrays in it.',
          file,
          (limit / 1e6).toFixed(0),
        ),
        file,
      );
    const bytes = await contents(archive, entry, file);
    if (bytes.length !== entry.size || crc32(bytes) !== entry.checksum)
      throw new InputError(
        sentence('{0} in {1} is damaged: its checksum does not match. Copy or save it again.', name, file),
        file,
      );
    files.set(name, bytes);
  }
  return files;
}

function contents(archive: Buffer, entry: ZipEntry, file: string): Promise<Buffer> {
  const at = entry.localHeader;
  if (archive.readUInt32LE(at) !== localSignature)
    throw new InputError(
      sentence(
        '{1} is damaged: {0} is not at the position that the archive gives. Copy or save it again.',
        entry.name,
        file,
      ),
      file,
    );
  const start = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
  if (start + entry.packedSize > archive.length)
    throw new InputError(sentence('{0} is cut short. Copy or save it again.', file), file);
  return unpackEntry(archive.subarray(start, start + entry.packedSize), entry, file);
}

/** @throws InputError where a file is packed by an unknown method, or is damaged */
export async function unpackEntry(packed: Buffer, entry: ZipEntry, file: string): Promise<Buffer> {
  if (entry.method === 0) return packed;
  if (entry.method !== 8)
    throw new InputError(
      sentence(
        '{0} in {1} is compressed by method {2}, but only stored and deflated files can be read. In Python: ' +
          'numpy.savez("data.npz", x=x).',
        entry.name,
        file,
        entry.method,
      ),
      file,
    );
  if (entry.size === 0) return Buffer.alloc(0);
  try {
    return await inflated(packed, entry.size);
  } catch {
    throw new InputError(
      sentence('{0} in {1} is damaged, or larger than the archive says. Copy or save it again.', entry.name, file),
      file,
    );
  }
}

/** @throws Error where the bytes are damaged, or unpack to more than `size` */
async function inflated(packed: Buffer, size: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let total = 0;
  for await (const piece of platform.inflateRaw(piecesOf(packed))) {
    total += piece.length;
    if (total > size) throw new Error('There are more bytes than the archive says.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** In pieces, so that bytes which unpack to too many are not unpacked to their end. */
async function* piecesOf(packed: Buffer): AsyncGenerator<Buffer, void, undefined> {
  for (let at = 0; at < packed.length; at += packedPiece) {
    await platform.nextTurn();
    yield packed.subarray(at, at + packedPiece);
  }
}

/**
 * The list of files, read from the last bytes of an archive, which begin at `base`; undefined where they do not reach
 * back to its start.
 */
export function entriesOf(tail: Buffer, file: string, base: number): ZipEntry[] | undefined {
  try {
    const { offset } = endOfDirectory(tail, file, base);
    return offset < base ? undefined : [...directory(tail, file, base)];
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function* directory(archive: Buffer, file: string, base = 0): Generator<ZipEntry> {
  const { count, offset } = endOfDirectory(archive, file, base);
  let at = offset - base;
  for (let i = 0; i < count; i++) {
    if (archive.readUInt32LE(at) !== directorySignature)
      throw new InputError(
        sentence('{0} is damaged: its list of files cannot be read. Copy or save it again.', file),
        file,
      );
    const nameLength = archive.readUInt16LE(at + 28);
    const extraLength = archive.readUInt16LE(at + 30);
    const flags = archive.readUInt16LE(at + 8);
    const name = archive.toString(flags & 0x800 ? 'utf8' : 'latin1', at + 46, at + 46 + nameLength);
    const extra = archive.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const [size, packedSize, localHeader] = wideSizes(extra, [
      archive.readUInt32LE(at + 24),
      archive.readUInt32LE(at + 20),
      archive.readUInt32LE(at + 42),
    ]);
    yield {
      name,
      method: archive.readUInt16LE(at + 10),
      encrypted: (flags & 1) === 1,
      checksum: archive.readUInt32LE(at + 16),
      packedSize,
      size,
      localHeader,
    };
    at += 46 + nameLength + extraLength + archive.readUInt16LE(at + 32);
  }
}

/** Replaces sizes that do not fit 32 bits by those of the ZIP64 field, where there is one. */
function wideSizes(extra: Buffer, sizes: [number, number, number]): [number, number, number] {
  for (let at = 0; at + 4 <= extra.length;) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) {
      let next = at + 4;
      const wide = (size: number): number => {
        if (size !== 0xffffffff) return size;
        next += 8;
        return Number(extra.readBigUInt64LE(next - 8));
      };
      return [wide(sizes[0]), wide(sizes[1]), wide(sizes[2])];
    }
    at += 4 + length;
  }
  return sizes;
}

function endOfDirectory(archive: Buffer, file: string, base: number): { count: number; offset: number } {
  // The end record is 22 bytes and a comment of at most 65535.
  for (let at = archive.length - 22; at >= Math.max(0, archive.length - 22 - 65_535); at--) {
    if (archive.readUInt32LE(at) !== endSignature) continue;
    const count = archive.readUInt16LE(at + 10);
    const offset = archive.readUInt32LE(at + 16);
    if (count !== 0xffff && offset !== 0xffffffff) return { count, offset };
    const end64 = Number(archive.readBigUInt64LE(at - 20 + 8)) - base;
    if (archive.readUInt32LE(end64) !== end64Signature) break;
    return { count: Number(archive.readBigUInt64LE(end64 + 32)), offset: Number(archive.readBigUInt64LE(end64 + 48)) };
  }
  throw noArchive(archive.subarray(0, lookedAt), file);
}
