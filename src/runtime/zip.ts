import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

/** One file in a zip archive, as its central directory describes it. */
export interface ZipEntry {
  readonly name: string;
  /** Compression: 0 stored, 8 deflated. */
  readonly method: number;
  readonly compressedSize: number;
  readonly size: number;
  /** Offset of the entry's local header, bytes. */
  readonly offset: number;
}

const endSignature = 0x06054b50;
const directorySignature = 0x02014b50;
const localSignature = 0x04034b50;

/**
 * Reads the central directory of a zip archive (PKWARE APPNOTE 4.3.12; without the 64-bit extension).
 *
 * @throws Error if the file is no such archive
 */
export async function readZipDirectory(path: string): Promise<ZipEntry[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
    const end = lastSignature(tail);
    const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
    return entriesOf(directory, tail.readUInt16LE(end + 10));
  } finally {
    await file.close();
  }
}

/**
 * Writes one entry to `target`, decompressing while it reads, in constant memory.
 *
 * @throws Error if the entry is damaged; an AbortError when cancelled
 */
export async function extractZipEntry(
  archive: string,
  entry: ZipEntry,
  target: string,
  signal?: AbortSignal,
): Promise<void> {
  const file = await open(archive);
  let start: number;
  try {
    const header = await readAt(file, entry.offset, 30);
    if (header.readUInt32LE(0) !== localSignature) throw new Error(`${archive}: ${entry.name} is damaged.`);
    start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await file.close();
  }
  await mkdir(dirname(target), { recursive: true });
  const output = createWriteStream(target);
  if (entry.compressedSize === 0) {
    output.end();
    return;
  }
  const source = createReadStream(archive, { start, end: start + entry.compressedSize - 1 });
  if (entry.method === 0) await pipeline(source, output, { signal });
  else if (entry.method === 8) await pipeline(source, createInflateRaw(), output, { signal });
  else throw new Error(`${archive}: ${entry.name} uses an unknown compression.`);
  if (output.bytesWritten !== entry.size) throw new Error(`${archive}: ${entry.name} is damaged.`);
}

/** Path of an entry below `folder`; undefined for names that would leave it. */
export function entryTarget(folder: string, name: string): string | undefined {
  const parts = name.split('/');
  return name.includes('\\') || name.includes(':') || parts.includes('..') || parts[0] === ''
    ? undefined
    : join(folder, ...parts);
}

function lastSignature(tail: Buffer): number {
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) === endSignature) return at;
  }
  throw new Error('This is not a zip archive.');
}

function entriesOf(directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== directorySignature)
      throw new Error('The directory of the zip archive is damaged.');
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      compressedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead < length) throw new Error('The zip archive is cut short.');
  return buffer;
}
