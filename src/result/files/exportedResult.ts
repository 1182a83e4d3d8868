import { readFile, stat } from 'node:fs/promises';
import { sentence } from '../../base/sentence';
import { migrate, type Migration } from '../migration/migrate';
import { savedDocument } from '../savedDocument';

/** Bytes; a larger file would block the program that reads it. */
export const largestFile = 64 * 1024 * 1024;

/** The document in a file that a person exported: JSON, or a report. */
export async function exportedResult(path: string): Promise<Migration> {
  try {
    if ((await stat(path)).size > largestFile) return { ignored: sentence('The file is larger than 64 MB.') };
    return migrate(savedDocument(await readFile(path, 'utf8')));
  } catch (error) {
    return { ignored: sentence('The file cannot be read: {0}', error instanceof Error ? error.message : '') };
  }
}
