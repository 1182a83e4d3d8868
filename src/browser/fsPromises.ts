/** In the place of node:fs/promises: the functions that are used, on the files of a `FileSource`. */
import { Buffer } from 'buffer';
import { FileError, type FileFacts, files } from './files';

/** Bytes; a file is read as a whole, and the engine and the extension each hold it. */
const largestFile = 2 ** 28;

class Stats {
  readonly size: number;
  readonly mtimeMs: number;

  constructor(private readonly facts: FileFacts) {
    this.size = facts.size;
    this.mtimeMs = facts.time;
  }

  isFile(): boolean {
    return this.facts.type === 'file';
  }

  isDirectory(): boolean {
    return this.facts.type === 'folder';
  }

  /** Of the numbers that tell one state of a file from another, a browser has two. */
  get mtimeNs(): number {
    return this.mtimeMs;
  }
}

export const stat = async (path: string): Promise<Stats> => new Stats(await files().facts(path));

/** Rejects where nothing is there. */
export async function access(path: string): Promise<void> {
  await files().facts(path);
}

/** There are no links. Rejects where nothing is there. */
export async function realpath(path: string): Promise<string> {
  await files().facts(path);
  return path;
}

export const readdir = (path: string): Promise<string[]> => files().list(path);

export async function readFile(path: string): Promise<Buffer>;
export async function readFile(path: string, encoding: 'utf8'): Promise<string>;
export async function readFile(path: string, encoding?: 'utf8'): Promise<Buffer | string> {
  const bytes = await wholeFile(path);
  return encoding === undefined ? bytes : bytes.toString(encoding);
}

export const writeFile = (path: string, content: string | Uint8Array): Promise<void> =>
  files().write(path, typeof content === 'string' ? new TextEncoder().encode(content) : content);

export const mkdir = (path: string): Promise<void> => files().createFolder(path);

export const rename = (from: string, to: string): Promise<void> => files().rename(from, to);

/** Files and folders, with all that is in them. */
export async function rm(path: string, options: { readonly force?: boolean } = {}): Promise<void> {
  await files()
    .remove(path)
    .catch((error: unknown) => {
      if (!(options.force === true && error instanceof FileError && error.code === 'ENOENT')) throw error;
    });
}

/** A `FileSource` sets no times. */
export const utimes = (): Promise<void> => Promise.resolve();

/** @param flags 'wx': for writing, what is appended is there once the file is closed; anything else: for reading */
export async function open(path: string, flags: number | string = 'r'): Promise<OpenFile> {
  if (typeof flags === 'string' && flags.startsWith('w')) return new OpenFile(path, undefined, Buffer.alloc(0));
  const facts = await files().facts(path);
  return new OpenFile(path, new Stats(facts), facts.type === 'folder' ? Buffer.alloc(0) : await wholeFile(path));
}

class OpenFile {
  private readonly written: Uint8Array[] = [];

  /** @param facts of a file that is read; absent for one that is written */
  constructor(
    private readonly path: string,
    private readonly facts: Stats | undefined,
    private readonly bytes: Buffer,
  ) {}

  stat(): Promise<Stats> {
    return this.facts ? Promise.resolve(this.facts) : stat(this.path);
  }

  read<T extends Uint8Array>(
    buffer: T,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly buffer: T; readonly bytesRead: number }> {
    const part = this.bytes.subarray(position, position + length);
    buffer.set(part, offset);
    return Promise.resolve({ buffer, bytesRead: part.length });
  }

  readFile(): Promise<Buffer> {
    return Promise.resolve(this.bytes);
  }

  writeFile(part: Uint8Array): Promise<void> {
    this.written.push(part);
    return Promise.resolve();
  }

  datasync(): Promise<void> {
    return Promise.resolve();
  }

  async close(): Promise<void> {
    if (!this.facts) await files().write(this.path, Buffer.concat(this.written));
  }
}

async function wholeFile(path: string): Promise<Buffer> {
  const { type, size } = await files().facts(path);
  if (type === 'folder') throw new FileError('EISDIR', path);
  if (size > largestFile) throw new FileError('EFBIG', path);
  const bytes = await files().read(path);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
