import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { breathe } from '../../base/cancellation';
import { sentence } from '../../base/sentence';
import { largestFile } from '../../result/files/exportedResult';
import { migrate, type Migration } from '../../result/migration/migrate';
import type { AnalysisResult } from '../../result/result';

/** Estimates per line of a file: reading or writing one line must not block the host. */
const lineLength = 1000;

/**
 * Writes a document without its estimates on the first line, then lines of estimates; under another name first, then
 * renamed, so that the file is whole or not there.
 */
export async function writeResult(path: string, result: AnalysisResult): Promise<void> {
  const { estimates, ...head } = result;
  const lines = [JSON.stringify({ ...head, estimates: [] })];
  for (let start = 0; start < estimates.length; start += lineLength) {
    lines.push(JSON.stringify(estimates.slice(start, start + lineLength)));
    await breathe();
  }
  const temporary = `${path}.${process.pid}`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(temporary, lines.join('\n'));
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** The document in a file that `writeResult` wrote. */
export async function resultIn(path: string): Promise<Migration> {
  try {
    if ((await stat(path)).size > largestFile) return { ignored: sentence('The file is larger than 64 MB.') };
    const [head, ...lines] = (await readFile(path, 'utf8')).split('\n');
    const document: unknown = JSON.parse(head);
    const estimates: unknown[] = [];
    for (const line of lines) {
      if (line !== '') estimates.push(...linesOf(line));
      await breathe();
    }
    return migrate(typeof document === 'object' && document ? { ...document, estimates } : document);
  } catch (error) {
    return { ignored: sentence('The file cannot be read: {0}', error instanceof Error ? error.message : '') };
  }
}

/** The estimates on a line; anything else is kept for `migrate` to refuse. */
function linesOf(line: string): unknown[] {
  const estimates: unknown = JSON.parse(line);
  return Array.isArray(estimates) ? estimates : [estimates];
}
