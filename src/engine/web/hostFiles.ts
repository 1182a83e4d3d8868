import { FileError, type FileFacts, type FileSource } from '../../browser/files';
import type { FileCall, FileQuestion } from './messages';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: FileError) => void;
}

/** The files of the extension, as the engine's worker reads them: by messages. */
export class HostFiles implements FileSource {
  private readonly waiting = new Map<number, Waiting>();
  private count = 0;

  constructor(private readonly post: (call: FileCall) => void) {}

  readonly facts = (path: string): Promise<FileFacts> => this.ask({ name: 'facts', path });
  readonly read = (path: string): Promise<Uint8Array> => this.ask({ name: 'read', path });
  readonly list = (path: string): Promise<string[]> => this.ask({ name: 'list', path });
  readonly write = (path: string, bytes: Uint8Array): Promise<void> => this.ask({ name: 'write', path, bytes });
  readonly remove = (path: string): Promise<void> => this.ask({ name: 'remove', path });
  readonly rename = (path: string, to: string): Promise<void> => this.ask({ name: 'rename', path, to });
  readonly createFolder = (path: string): Promise<void> => this.ask({ name: 'createFolder', path });

  /** The extension's answer to a call. */
  answer(id: number, value: unknown): void {
    this.take(id)?.resolve(value);
  }

  refuse(id: number, code: string, path: string): void {
    this.take(id)?.reject(new FileError(code, path));
  }

  private take(id: number): Waiting | undefined {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    return waiting;
  }

  private ask<T>(question: FileQuestion): Promise<T> {
    const id = ++this.count;
    return new Promise<T>((resolve, reject) => {
      // The answer is that of the same function at the other end.
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.post({ type: 'files', id, question });
    });
  }
}
