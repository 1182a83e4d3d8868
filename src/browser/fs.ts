/** In the place of node:fs. What files are opened for is of no account to a `FileSource`. */
import { FileError } from './files';

export const constants = { O_RDONLY: 0, O_NONBLOCK: 0 };

/** Nothing is there without waiting. */
export const existsSync = (): boolean => false;

export function readFileSync(path: string): never {
  throw new FileError('ENOSYS', path);
}

/** A browser tells of no changes. */
export function watch(path: string): never {
  throw new FileError('ENOSYS', path);
}
