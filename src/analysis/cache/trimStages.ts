import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The end of the names of stage files. */
export const stageExtension = '.stage';
/** After so many milliseconds a temporary file is one that a killed process left. */
const abandonedAfter = 3_600_000;

/**
 * Deletes the least recently used stage files until the folder has at most `limit` bytes of them, and temporary files
 * that a killed process left.
 */
export async function trimStages(folder: string, limit: number): Promise<void> {
  const names = await readdir(folder);
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const info = await stat(path).catch(() => undefined);
      return info && { path, name, size: info.size, used: info.mtimeMs };
    }),
  );
  const present = files.filter((file) => file !== undefined);
  const abandoned = present.filter((file) => file.name.endsWith('.part') && Date.now() - file.used > abandonedAfter);
  const kept = present.filter((file) => file.name.endsWith(stageExtension)).sort((a, b) => a.used - b.used);
  let total = kept.reduce((sum, file) => sum + file.size, 0);
  const evicted = kept.filter((file) => {
    if (total <= limit) return false;
    total -= file.size;
    return true;
  });
  await Promise.all([...abandoned, ...evicted].map((file) => rm(file.path, { force: true })));
}
