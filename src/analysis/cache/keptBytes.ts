import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { stageExtension, trimStages } from './trimStages';

/** Files that are read in parts, beside the outputs of stages. As there, a failure to write is never an error. */
export interface KeptBytes {
  has(key: string): Promise<boolean>;
  /** Resolves when the parts are stored as a whole, one after the other, or not at all. */
  write(key: string, parts: readonly Uint8Array[]): Promise<void>;
}

/** In the folder of a `FolderCache`, which deletes them as it does stages: the least recently used first. */
export class FolderBytes implements KeptBytes {
  constructor(
    private readonly folder: string,
    private readonly limit = 1024 ** 3,
  ) {}

  async has(key: string): Promise<boolean> {
    const path = bytesPath(this.folder, key);
    const there = (await stat(path).catch(() => undefined)) !== undefined;
    if (there) await markUsed(path);
    return there;
  }

  async write(key: string, parts: readonly Uint8Array[]): Promise<void> {
    if (parts.reduce((sum, { length }) => sum + length, 0) > this.limit / 4) return;
    const temporary = join(this.folder, `${key}.${randomUUID()}.part`);
    try {
      await mkdir(this.folder, { recursive: true });
      const file = await open(temporary, 'wx');
      try {
        for (const part of parts) await file.writeFile(part);
        await file.datasync();
      } finally {
        await file.close();
      }
      await rename(temporary, bytesPath(this.folder, key));
      await trimStages(this.folder, this.limit);
    } catch {
      // A full disk or a read-only folder: there are no states to look at.
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }
}

/** The path of a kept file. */
export const bytesPath = (folder: string, key: string): string => join(folder, `${key}${stageExtension}`);

/** So that files that are read stay. */
export async function markUsed(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}
