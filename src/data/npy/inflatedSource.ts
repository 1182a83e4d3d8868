import type { FileHandle } from 'node:fs/promises';
import { createInflateRaw, type InflateRaw } from 'node:zlib';
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
  private stream: AsyncIterator<Buffer, undefined> | undefined;
  private inflate: InflateRaw | undefined;
  private piece: Buffer = Buffer.alloc(0);
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
        this.piece = Buffer.alloc(0);
        return { bytesRead: 0 };
      }
      this.piece = next;
    }
    const from = position - this.at;
    return { bytesRead: this.piece.copy(target, offset, from, Math.min(this.piece.length, from + length)) };
  }

  release(): void {
    this.inflate?.destroy();
    this.stream = undefined;
  }

  private restart(): void {
    this.release();
    const inflate = createInflateRaw({ chunkSize: 2 ** 20 });
    this.inflate = inflate;
    this.piece = Buffer.alloc(0);
    this.at = 0;
    void this.feed(inflate);
    this.stream = inflate[Symbol.asyncIterator]();
  }

  private async feed(inflate: InflateRaw): Promise<void> {
    try {
      for (let done = 0; done < this.entry.packedSize && !inflate.destroyed;) {
        const wanted = Math.min(packedPiece, this.entry.packedSize - done);
        const { buffer, bytesRead } = await this.handle.read(Buffer.alloc(wanted), 0, wanted, this.start + done);
        if (bytesRead === 0) break;
        done += bytesRead;
        if (!inflate.write(buffer.subarray(0, bytesRead)))
          await new Promise<void>((resolve) => {
            inflate.once('drain', resolve);
            inflate.once('close', resolve);
          });
      }
      inflate.end();
    } catch (error) {
      inflate.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private async next(): Promise<Buffer | undefined> {
    try {
      const result = await this.stream?.next();
      return result?.value;
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
