import type { FileNumbers } from './assemble';

export interface FileTable {
  readonly inputs: FileNumbers;
  readonly targets?: FileNumbers & { readonly at: 'every' | 'end' };
}
