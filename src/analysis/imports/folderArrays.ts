import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '../../base/userError';
import { isDiscrete } from '../../data/npy/ndArray';
import { NpyFile } from '../../data/npy/npyFile';
import { namesIn } from '../../data/npy/npzMember';

/** An array in a folder: a .npy file, or a member of an .npz. */
export interface FolderArray {
  /** As a config names it, from the folder on: "epoch-3/h.npy", "states.npz#h". */
  readonly place: string;
  /** The name of its file without the ending, or of the member. */
  readonly name: string;
  /** The name of the .npz or of the subfolder that holds it, without the ending. */
  readonly holder?: string;
  readonly shape: readonly number[];
  readonly integers: boolean;
}

/** What lies in a folder. */
export interface FolderContent {
  readonly arrays: readonly FolderArray[];
  /** Places of arrays that cannot be read, as those of Python's objects. */
  readonly unread: readonly string[];
  /** How many files are beyond the most that are looked into. */
  readonly notLookedAt: number;
}

/** Files that are looked into. */
const mostFiles = 2000;

const numerically = new Intl.Collator('en', { numeric: true });

/** The arrays of numbers in a folder and in its own subfolders. */
export async function folderArrays(folder: string): Promise<FolderContent> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: { readonly file: string; readonly holder?: string }[] = [];
  for (const entry of entries.sort((a, b) => numerically.compare(a.name, b.name))) {
    if (entry.isFile()) files.push({ file: entry.name });
    else if (entry.isDirectory() && !entry.name.startsWith('.'))
      for (const inner of (await readdir(path.join(folder, entry.name))).sort((a, b) => numerically.compare(a, b)))
        files.push({ file: `${entry.name}/${inner}`, holder: entry.name });
  }
  const arrays: FolderArray[] = [];
  const unread: string[] = [];
  const add = async (array: Omit<FolderArray, 'shape' | 'integers'>, member?: string): Promise<void> => {
    const found = await opened(folder, array, member);
    if (found) arrays.push(found);
    else unread.push(array.place);
  };
  for (const { file, holder } of files.slice(0, mostFiles)) {
    const name = path.basename(file).replace(/\.np[yz]$/i, '');
    if (/\.npy$/i.test(file)) await add({ place: file, name, ...(holder && { holder }) });
    if (!/\.npz$/i.test(file)) continue;
    const members = await namesIn(path.join(folder, file)).catch(noInput);
    if (!members) unread.push(file);
    for (const member of members ?? [])
      await add({ place: `${file}#${member}`, name: member, holder: holder ?? name }, member);
  }
  return { arrays, unread, notLookedAt: Math.max(0, files.length - mostFiles) };
}

async function opened(
  folder: string,
  array: Omit<FolderArray, 'shape' | 'integers'>,
  member?: string,
): Promise<FolderArray | null> {
  try {
    const file = await NpyFile.open(path.join(folder, array.place.split('#')[0]), member);
    await file.close();
    return { ...array, shape: file.header.shape, integers: isDiscrete(file.header.type) };
  } catch (error) {
    return noInput(error);
  }
}

/** Files that are no arrays of numbers are none for a config. */
function noInput(error: unknown): null {
  if (error instanceof InputError) return null;
  throw error;
}
