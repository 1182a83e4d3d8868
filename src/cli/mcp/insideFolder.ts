import { resolve } from 'node:path';
import { isInside } from '../../base/insideFolder';
import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';

/**
 * The path of a file in a folder; links are followed. A file that does not exist is left to its reader, which says so.
 * @throws InputError where it is elsewhere: a model chooses the path, and the person chose the folder
 */
export async function insideFolder(name: string, folder: string): Promise<string> {
  const wanted = resolve(folder, name);
  if (await isInside(wanted, [folder])) return wanted;
  throw new InputError(
    sentence('{0} is outside the folder of this server, {1}. Start it with --folder on another one.', name, folder),
  );
}
