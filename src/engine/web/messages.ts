import type { EngineCall, EngineEvent } from '../process/protocol';

/** What the engine asks of files: the functions of a `FileSource`. */
export type FileQuestion =
  | { readonly name: 'facts' | 'read' | 'list' | 'remove' | 'createFolder'; readonly path: string }
  | { readonly name: 'write'; readonly path: string; readonly bytes: Uint8Array }
  | { readonly name: 'rename'; readonly path: string; readonly to: string };

export interface FileCall {
  readonly type: 'files';
  readonly id: number;
  readonly question: FileQuestion;
}

/** From the extension to the engine's worker. */
export type ToEngineWorker =
  /** The first message, with the bytes of TensorFlow's WebAssembly. */
  | { readonly type: 'begin'; readonly wasm: Uint8Array }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'refusal'; readonly id: number; readonly code: string; readonly path: string }
  | EngineCall;

/** From the engine's worker to the extension. */
export type FromEngineWorker = EngineEvent | FileCall;
