/** What is known of a file or folder. */
export interface FileFacts {
  readonly type: 'file' | 'folder' | 'other';
  /** Bytes. */
  readonly size: number;
  /** When it was last written, in ms since 1970. */
  readonly time: number;
}

/** Files by their paths, which are absolute and have slashes. Each call rejects with a `FileError` where it fails. */
export interface FileSource {
  facts(path: string): Promise<FileFacts>;
  read(path: string): Promise<Uint8Array>;
  /** The names in a folder. */
  list(path: string): Promise<string[]>;
  /** Writes a file as a whole, and the folders that it is in. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  remove(path: string): Promise<void>;
  /** Replaces a file at the new path. */
  rename(from: string, to: string): Promise<void>;
  createFolder(path: string): Promise<void>;
}

/** A failure with a code such as Node's, 'ENOENT'. */
export class FileError extends Error {
  constructor(
    readonly code: string,
    path: string,
  ) {
    super(`${code}: ${path}`);
  }
}

let source: FileSource | undefined;

/** Sets where files are; before that there are none. */
export function useFiles(from: FileSource): void {
  source = from;
}

/** @throws FileError where no files are known */
export function files(): FileSource {
  if (!source) throw new FileError('ENOSYS', 'files');
  return source;
}
