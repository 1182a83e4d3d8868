import * as vscode from 'vscode';
import { FileError, type FileFacts, type FileSource } from '../../browser/files';
import { uriAt } from '../place';

const { fs } = vscode.workspace;

/** The files that VS Code finds, by the paths of `pathOf`. */
export const workspaceFiles: FileSource = {
  facts: (path) => attempt(path, async (uri) => factsOf(await fs.stat(uri))),
  read: (path) => attempt(path, (uri) => fs.readFile(uri)),
  list: (path) => attempt(path, async (uri) => (await fs.readDirectory(uri)).map(([name]) => name)),
  // VS Code makes the folders itself.
  write: (path, bytes) => attempt(path, (uri) => fs.writeFile(uri, bytes)),
  remove: (path) => attempt(path, (uri) => fs.delete(uri, { recursive: true })),
  rename: (from, to) => attempt(from, (uri) => fs.rename(uri, uriAt(to), { overwrite: true })),
  createFolder: (path) => attempt(path, (uri) => fs.createDirectory(uri)),
};

function factsOf({ type, size, mtime }: vscode.FileStat): FileFacts {
  const plain = (type & vscode.FileType.File) !== 0 ? 'file' : 'other';
  return { type: (type & vscode.FileType.Directory) !== 0 ? 'folder' : plain, size, time: mtime };
}

async function attempt<T>(path: string, work: (uri: vscode.Uri) => Thenable<T>): Promise<T> {
  try {
    return await work(uriAt(path));
  } catch (error) {
    throw new FileError(error instanceof vscode.FileSystemError ? (codes.get(error.code) ?? 'EIO') : 'EIO', path);
  }
}

/** Node's codes for VS Code's. */
const codes = new Map([
  ['FileNotFound', 'ENOENT'],
  ['FileExists', 'EEXIST'],
  ['FileNotADirectory', 'ENOTDIR'],
  ['FileIsADirectory', 'EISDIR'],
  ['NoPermissions', 'EACCES'],
]);
