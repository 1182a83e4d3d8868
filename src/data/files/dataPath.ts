import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { contains, realOrSame } from '../../base/insideFolder';
import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { fileError } from './openFile';

/** The folders where the files of a config may be. */
export interface DataFolders {
  /** The folder of the config; paths are relative to it. */
  readonly configFolder: string;
  /** Further folders for files, such as the workspace's. */
  readonly dataRoots?: readonly string[];
}

/**
 * The real path of a file that a config names. Links are followed before the check that the file is in one of the
 * folders.
 * @throws InputError where the file does not exist or is elsewhere
 */
export async function resolveDataPath(name: string, folders: DataFolders): Promise<string> {
  if (name.includes('\0'))
    throw new InputError(
      sentence('A path must not contain a null character. Write it as it is in the folder, such as "data.csv".'),
    );
  const wanted = path.resolve(folders.configFolder, name);
  const roots = await Promise.all([folders.configFolder, ...(folders.dataRoots ?? [])].map(realOrSame));
  // This check comes first, so that the message does not reveal which files exist elsewhere.
  const lexical = [folders.configFolder, ...(folders.dataRoots ?? [])].map((root) => path.resolve(root));
  if (![...roots, ...lexical].some((root) => contains(root, wanted))) throw outside(name);
  let real: string;
  try {
    real = await realpath(wanted);
  } catch (error) {
    throw await fileError(wanted, error);
  }
  if (!roots.some((root) => contains(root, real))) throw outside(name);
  return real;
}

function outside(name: string): InputError {
  return new InputError(
    sentence("{0} is outside the config's folder. Move the file there, or open a folder that contains both.", name),
  );
}
