import { sentence } from '../../base/sentence';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { throwIfCancelled } from '../../base/cancellation';
import { InputError } from '../../base/userError';

/** Opens a plain file; never a folder, a pipe or a device. */
export async function openRegularFile(path: string): Promise<FileHandle> {
  try {
    const status = await stat(path);
    if (status.isDirectory())
      throw new InputError(
        sentence(
          '{0} is a folder, not a file. Name a file in it; a folder of the recorder belongs in "recording".',
          path,
        ),
        path,
      );
    if (!status.isFile()) throw new InputError(sentence('{0} is not a file.', path), path);
    return await open(path, 'r');
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw fileError(path, error);
  }
}

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
