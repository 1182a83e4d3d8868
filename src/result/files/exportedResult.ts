import { readFile, stat } from 'node:fs/promises';
import { sentence } from '../../base/sentence';
import { migrate, type Migration } from '../migration/migrate';
import { savedDocument } from '../savedDocument';

/** Bytes; a larger file would block the program that reads it. */
export const largestFile = 64 * 1024 * 1024;

/** A file, wherever it is. */
export interface ReadableFile {
  /** Bytes. */
  size(): Promise<number>;
  text(): Promise<string>;
}

/** The document in a file that a person exported: JSON, or a report. */
export const exportedResult = (path: string): Promise<Migration> =>
  documentIn({ size: async () => (await stat(path)).size, text: () => readFile(path, 'utf8') });

/** The same of a file that is not this machine's. */
export async function documentIn(file: ReadableFile): Promise<Migration> {
  try {
    if ((await file.size()) > largestFile) return { ignored: sentence('The file is larger than 64 MB.') };
    return migrate(savedDocument(await file.text()));
  } catch (error) {
    return { ignored: sentence('The file cannot be read: {0}', error instanceof Error ? error.message : '') };
  }
}
