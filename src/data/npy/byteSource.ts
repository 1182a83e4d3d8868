/** Bytes that can be read at any place, such as an open file. */
export interface ByteSource {
  read(target: Buffer, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
  /** Frees what it holds beside the open file. */
  release?(): void;
}

/** Bytes `start` ... `start + size` of a source. */
export interface BytePart {
  readonly source: ByteSource;
  readonly start: number;
  readonly size: number;
}
