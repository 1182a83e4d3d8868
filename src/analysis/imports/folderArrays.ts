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

/** Files that are looked into. */
const mostFiles = 2000;

const numerically = new Intl.Collator('en', { numeric: true });

/** The arrays of numbers in a folder and in its own subfolders; those that cannot be read are left out. */
export async function folderArrays(folder: string): Promise<FolderArray[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: { readonly file: string; readonly holder?: string }[] = [];
  for (const entry of entries.sort((a, b) => numerically.compare(a.name, b.name))) {
    if (entry.isFile()) files.push({ file: entry.name });
    else if (entry.isDirectory() && !entry.name.startsWith('.'))
      for (const inner of (await readdir(path.join(folder, entry.name))).sort((a, b) => numerically.compare(a, b)))
        files.push({ file: `${entry.name}/${inner}`, holder: entry.name });
  }
  const arrays: FolderArray[] = [];
  for (const { file, holder } of files.slice(0, mostFiles)) {
    const name = path.basename(file).replace(/\.np[yz]$/i, '');
    if (/\.npy$/i.test(file)) arrays.push(...(await opened(folder, { place: file, name, ...(holder && { holder }) })));
    if (/\.npz$/i.test(file))
      for (const member of await namesIn(path.join(folder, file)).catch(noInput))
        arrays.push(
          ...(await opened(folder, { place: `${file}#${member}`, name: member, holder: holder ?? name }, member)),
        );
  }
  return arrays;
}

async function opened(
  folder: string,
  array: Omit<FolderArray, 'shape' | 'integers'>,
  member?: string,
): Promise<FolderArray[]> {
  try {
    const file = await NpyFile.open(path.join(folder, array.place.split('#')[0]), member);
    await file.close();
    return [{ ...array, shape: file.header.shape, integers: isDiscrete(file.header.type) }];
  } catch (error) {
    return noInput(error);
  }
}

/** Files that are no arrays of numbers are left out. */
function noInput(error: unknown): [] {
  if (error instanceof InputError) return [];
  throw error;
}
