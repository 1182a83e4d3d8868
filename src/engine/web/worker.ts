/** A browser's worker, and the scope of its program: neither ES2023's nor Node's types declare them. */
export interface WorkerEvent {
  readonly data?: unknown;
  /** Of an error. */
  readonly message?: string;
  preventDefault?(): void;
}

export interface BrowserWorker {
  postMessage(message: unknown, transfer?: readonly ArrayBufferLike[]): void;
  addEventListener(type: 'message' | 'error' | 'messageerror', handle: (event: WorkerEvent) => void): void;
  terminate(): void;
}

export interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', handle: (event: { readonly data: unknown }) => void): void;
  close(): void;
}
