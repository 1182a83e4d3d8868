import { constants } from 'node:fs';
import { open, readdir, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { nearest } from '../../base/nearest';
import { sentence, type Sentence } from '../../base/sentence';
import { throwIfCancelled } from '../../base/cancellation';
import { InputError } from '../../base/userError';

/** The flags to read a file without waiting for a writer, where it is a pipe. */
export const reading = constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK);

/** Opens a plain file; never a folder, a pipe or a device. The check is of the file that was opened. */
export async function openRegularFile(file: string): Promise<FileHandle> {
  const handle = await open(file, reading).catch(async (error: unknown) => {
    // Where a folder cannot be opened, the system calls it a denied access.
    if (await isFolder(file)) throw folderError(file);
    throw await fileError(file, error);
  });
  try {
    const status = await handle.stat();
    if (status.isDirectory()) throw folderError(file);
    if (!status.isFile())
      throw new InputError(
        sentence('{0} is not a plain file, but a pipe or a device. Copy its content to a file.', file),
        file,
      );
    return handle;
  } catch (error) {
    await handle.close();
    throw error instanceof InputError ? error : await fileError(file, error);
  }
}

const isFolder = (file: string): Promise<boolean> =>
  stat(file).then(
    (status) => status.isDirectory(),
    () => false,
  );

const folderError = (file: string): InputError =>
  new InputError(
    sentence('{0} is a folder, not a file. Name a file in it; a folder of the recorder belongs in "recording".', file),
    file,
  );

/** The error for a failure of the file system; of a missing file, with the name of one that was probably meant. */
export async function fileError(file: string, error: unknown): Promise<InputError> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new InputError(await missing(file), file);
  if (code === 'EACCES' || code === 'EPERM')
    return new InputError(sentence('{0} cannot be read, because access is denied. Check its permissions.', file), file);
  return new InputError(
    sentence(
      '{0} cannot be read ({1}). Copy it to another disk or folder.',
      file,
      typeof code === 'string' ? code : String(error),
    ),
    file,
  );
}

/** Names that are listed where none is near. */
const mostListed = 6;

/** Paths lie in folders of the config, so that names of files elsewhere are not told. */
async function missing(file: string): Promise<Sentence> {
  const folder = path.dirname(file);
  const names = await readdir(folder).catch(() => undefined);
  if (!names)
    return sentence('{0} does not exist, nor does its folder. Write the path from the folder of the config on.', file);
  const near = nearest(path.basename(file), names);
  if (near !== undefined) return sentence('{0} does not exist. Did you mean "{1}"?', file, near);
  const alike = names.filter((name) => path.extname(name) === path.extname(file)).sort();
  if (alike.length === 0) return sentence('{0} does not exist. Write the path from the folder of the config on.', file);
  const listed = alike.slice(0, mostListed).join(', ');
  return sentence(
    '{0} does not exist. Its folder holds {1}: write one of these names.',
    file,
    alike.length > mostListed ? `${listed}, …` : listed,
  );
}

/** The bytes of an open file from its start, piece by piece; the file stays open. */
export async function* readPieces(handle: FileHandle, signal?: AbortSignal): AsyncGenerator<Buffer, void, undefined> {
  for (let position = 0; ;) {
    throwIfCancelled(signal);
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(65_536), 0, 65_536, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
