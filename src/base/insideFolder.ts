import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';

/** Whether a file lies in a folder, by their absolute paths alone: links are not followed. */
export function contains(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

/** The path behind all links; the absolute path of a file that does not exist. */
export const realOrSame = (path: string): Promise<string> => realpath(path).catch(() => resolve(path));

/** Whether a file is in one of the folders, both by its path and behind all links. It need not exist. */
export async function isInside(file: string, folders: readonly string[]): Promise<boolean> {
  const wanted = resolve(file);
  const roots = await Promise.all(folders.map(realOrSame));
  const real = await realOrSame(wanted);
  const byPath = [...roots, ...folders.map((folder) => resolve(folder))].some((folder) => contains(folder, wanted));
  return byPath && (real === wanted || roots.some((root) => contains(root, real)));
}
