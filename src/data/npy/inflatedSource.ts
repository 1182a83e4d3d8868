import type { FileHandle } from 'node:fs/promises';
import { platform } from '#platform';
import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { ByteSource } from './byteSource';
import type { ZipEntry } from './zip';

/** Packed bytes read at once. */
const packedPiece = 2 ** 18;

/**
 * A compressed file of an archive, unpacked as it is read: one piece is in memory at a time. Reading forward goes on
 * where the last read ended; reading back starts again.
 */
export class InflatedSource implements ByteSource {
  private stream: AsyncIterator<Uint8Array, unknown> | undefined;
  private piece: Uint8Array = new Uint8Array();
  /** Where the piece begins in the unpacked file. */
  private at = 0;

  constructor(
    private readonly handle: FileHandle,
    private readonly entry: ZipEntry,
    private readonly start: number,
    private readonly path: string,
  ) {}

  async read(
    target: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }> {
    if (!this.stream || position < this.at) this.restart();
    while (position >= this.at + this.piece.length) {
      this.at += this.piece.length;
      const next = await this.next();
      if (!next) {
        this.piece = new Uint8Array();
        return { bytesRead: 0 };
      }
      this.piece = next;
    }
    const from = position - this.at;
    const part = this.piece.subarray(from, from + length);
    target.set(part, offset);
    return { bytesRead: part.length };
  }

  release(): void {
    // It may fail because the file is closed.
    void this.stream?.return?.().catch(() => undefined);
    this.stream = undefined;
  }

  private restart(): void {
    this.release();
    this.piece = new Uint8Array();
    this.at = 0;
    this.stream = platform.inflateRaw(this.packed())[Symbol.asyncIterator]();
  }

  private async *packed(): AsyncGenerator<Buffer, void, undefined> {
    for (let done = 0; done < this.entry.packedSize;) {
      const wanted = Math.min(packedPiece, this.entry.packedSize - done);
      const { buffer, bytesRead } = await this.handle.read(Buffer.alloc(wanted), 0, wanted, this.start + done);
      if (bytesRead === 0) return;
      done += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }

  private async next(): Promise<Uint8Array | undefined> {
    try {
      const result = await this.stream?.next();
      return result?.done === true ? undefined : result?.value;
    } catch {
      throw new InputError(
        sentence(
          '{0} in {1} is damaged, or larger than the archive says. Copy or save it again.',
          this.entry.name,
          this.path,
        ),
        this.path,
      );
    }
  }
}
