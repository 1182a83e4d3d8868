/** A thread that was started from its source. */
export interface StartedThread {
  /** Resolves with the thread's first message. @throws Error where it ends before */
  ready(): Promise<void>;
  /** Called with the reason when the thread ends or fails. */
  onEnd(handle: (reason: string) => void): void;
  /** Lets the program end while the thread runs. */
  unref(): void;
  terminate(): Promise<unknown>;
}

/**
 * What Node and a browser do each in their own way. The build takes one file or the other for '#platform'
 * (package.json, `imports`).
 */
export interface Platform {
  /** Cores that threads of this program may use, at least 1. */
  cores(): number;
  /**
   * Starts a thread with `data` as the global `given` of its source. The source tells that it is ready by `ready()`.
   */
  startThread(source: string, data: unknown, name: string): StartedThread;
  /** Whether a library can be loaded from a file while the program runs. */
  readonly loadsLibraries: boolean;
  /** Turns on WebAssembly's relaxed SIMD, where it is there but behind a flag. */
  enableRelaxedSimd(): void;
  /**
   * Unpacks raw deflate (RFC 1951), piece by piece; the pieces of the result have sizes of their own. Iterating fails
   * where the bytes are damaged or end too early, or where `packed` fails.
   */
  inflateRaw(packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** What unpacks without waiting, to at most `size` bytes; absent where nothing does. */
  readonly unpackNow?: {
    gzip(packed: Uint8Array, size: number): Uint8Array;
    brotli(packed: Uint8Array, size: number): Uint8Array;
  };
  /** The bytes that a text in base 64 stands for. */
  bytesOf(base64: string): Uint8Array<ArrayBuffer>;
  /** Resolves after the messages and timers that wait have been handled. */
  nextTurn(): Promise<void>;
  /** SHA-256 of a text in UTF-8, in hexadecimal. */
  sha256(text: string): string;
}
