import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { reading } from '../../data/files/openFile';
import type { StageCache } from './stageCache';
import { stageExtension, trimStages } from './trimStages';

const digestLength = 32;

/**
 * Stage outputs in a folder, one file each: SHA-256 of the key and of what follows, then V8's serialisation. A file
 * that was copied to another key's name is not believed. A file is written under another name and
 * then renamed, so that a reader never sees half of it, and its hash is checked on reading. The least recently used
 * files are deleted when the folder exceeds `limit` bytes. Several processes may use one folder at once.
 */
export class FolderCache implements StageCache {
  constructor(
    private readonly folder: string,
    private readonly limit = 1024 ** 3,
  ) {}

  async read(key: string): Promise<unknown> {
    const path = this.path(key);
    try {
      const bytes = await this.entry(path);
      const body = bytes.subarray(digestLength);
      if (bytes.length <= digestLength || !digest(key, body).equals(bytes.subarray(0, digestLength)))
        throw new Error('corrupted');
      const now = new Date();
      await utimes(path, now, now).catch(() => undefined);
      return deserialize(body);
    } catch (failure) {
      // A folder in the place of an entry would keep every later one from it.
      if (!isMissing(failure)) await rm(path, { recursive: true, force: true }).catch(() => undefined);
      return undefined;
    }
  }

  async write(key: string, output: unknown): Promise<void> {
    const body = serialize(output);
    if (body.length > this.mostBytes) return;
    const temporary = join(this.folder, `${key}.${randomUUID()}.part`);
    try {
      await mkdir(this.folder, { recursive: true });
      const file = await open(temporary, 'wx');
      try {
        await file.writeFile(digest(key, body));
        await file.writeFile(body);
        await file.datasync();
      } finally {
        await file.close();
      }
      await rename(temporary, this.path(key));
      await trimStages(this.folder, this.limit);
    } catch {
      // A full disk or a read-only folder: the run goes on without its cache.
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }

  /** The bytes of a file. @throws Error where it is a folder, a pipe, a device or larger than any entry */
  private async entry(path: string): Promise<Buffer> {
    const file = await open(path, reading);
    try {
      const status = await file.stat();
      if (!status.isFile() || status.size > digestLength + this.mostBytes) throw new Error('no entry');
      return await file.readFile();
    } finally {
      await file.close();
    }
  }

  /** A larger output would push many others out, and is not kept. */
  private get mostBytes(): number {
    return this.limit / 4;
  }

  private path(key: string): string {
    return join(this.folder, `${key}${stageExtension}`);
  }
}

const digest = (key: string, body: Uint8Array): Buffer => createHash('sha256').update(`${key}\n`).update(body).digest();

const isMissing = (failure: unknown): boolean =>
  failure instanceof Error && 'code' in failure && failure.code === 'ENOENT';
