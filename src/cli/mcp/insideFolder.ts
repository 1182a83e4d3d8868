import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';

/**
 * The path of a file in a folder; links are followed. A file that does not exist is left to its reader, which says so.
 * @throws InputError where it is elsewhere: a model chooses the path, and the person chose the folder
 */
export async function insideFolder(name: string, folder: string): Promise<string> {
  const wanted = resolve(folder, name);
  const root = await realOrSame(folder);
  const real = await realOrSame(wanted);
  if (![root, resolve(folder)].some((one) => isIn(one, wanted)) || (real !== wanted && !isIn(root, real)))
    throw new InputError(
      sentence('{0} is outside the folder of this server, {1}. Start it with --folder on another one.', name, folder),
    );
  return wanted;
}

const realOrSame = (path: string): Promise<string> => realpath(path).catch(() => resolve(path));

function isIn(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
