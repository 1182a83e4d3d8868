import { sentence } from '../../base/sentence';
import { constants } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { throwIfCancelled } from '../../base/cancellation';
import { InputError } from '../../base/userError';

/** Without waiting for a writer, where the file is a pipe. */
const reading = constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK);

/** Opens a plain file; never a folder, a pipe or a device. The check is of the file that was opened. */
export async function openRegularFile(path: string): Promise<FileHandle> {
  const handle = await open(path, reading).catch(async (error: unknown) => {
    // Where a folder cannot be opened, the system calls it a denied access.
    if (await isFolder(path)) throw folderError(path);
    throw fileError(path, error);
  });
  try {
    const status = await handle.stat();
    if (status.isDirectory()) throw folderError(path);
    if (!status.isFile())
      throw new InputError(sentence('{0} is not a file: it is a pipe, a socket or a device.', path), path);
    return handle;
  } catch (error) {
    await handle.close();
    throw error instanceof InputError ? error : fileError(path, error);
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (status) => status.isDirectory(),
    () => false,
  );

const folderError = (path: string): InputError =>
  new InputError(
    sentence('{0} is a folder, not a file. Name a file in it; a folder of the recorder belongs in "recording".', path),
    path,
  );

/** The error for a failure of the file system. */
export function fileError(path: string, error: unknown): InputError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new InputError(sentence('{0} does not exist.', path), path);
  if (code === 'EACCES' || code === 'EPERM')
    return new InputError(sentence('{0} cannot be read, because access is denied. Check its permissions.', path), path);
  return new InputError(
    sentence('{0} cannot be read: {1}', path, error instanceof Error ? error.message : String(error)),
    path,
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
