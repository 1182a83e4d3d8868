import { sentence } from '../../base/sentence';
import type { FileHandle } from 'node:fs/promises';
import { breathe } from '../../base/cancellation';
import { InputError } from '../../base/userError';
import { openRegularFile } from '../files/openFile';
import type { BytePart, ByteSource } from './byteSource';
import { npzMember } from './npzMember';
import { decodeElements, toRowMajor } from './elements';
import { largestHeader, type NpyHeader, parseNpyHeader } from './header';
import { allocate, elementBytes, elementCount, type NdArray, type NdData } from './ndArray';

/** Bytes read between two checks for cancellation. */
const bytesPerRead = 2 ** 24;

/** A gap of so many bytes takes less time to read than to step over. */
const shortGap = 2 ** 14;

/** More elements than this do not fit in memory at once; such files are read by chunks. */
const largestCount = 2 ** 30;

/** A .npy file that stays open, for reading rows (slices along the first axis) without the rest. */
export class NpyFile {
  /** Bytes of an earlier read, which were decoded since. */
  private spare: Buffer | undefined;

  private constructor(
    readonly path: string,
    readonly header: NpyHeader,
    private readonly handle: FileHandle,
    private readonly part: BytePart,
  ) {}

  /**
   * @param member the name of the array where the file is an .npz
   * @throws InputError where the file is missing, no .npy of numbers, or shorter than its header says
   */
  static async open(path: string, member?: string): Promise<NpyFile> {
    const handle = await openRegularFile(path);
    try {
      const part =
        member === undefined
          ? { source: handle, start: 0, size: (await handle.stat()).size }
          : await npzMember(handle, path, member);
      const start = Buffer.alloc(Math.min(part.size, largestHeader + 12));
      await readFully(part.source, start, part.start, path);
      const header = parseNpyHeader(start, path);
      checkLength(header, part.size - header.offset, path);
      return new NpyFile(path, header, handle, part);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Slices along the first axis; 1 for a scalar. */
  get rows(): number {
    return this.header.shape.length === 0 ? 1 : this.header.shape[0];
  }

  /** The same open file, whose half floats are read as their bits; itself where it holds others. */
  get bits(): NpyFile {
    const { path, header, handle, part } = this;
    return header.type === 'f2' ? new NpyFile(path, { ...header, type: 'u2' }, handle, part) : this;
  }

  /** Rows from (inclusive) ... to (exclusive), row-major. */
  async read(from: number, to: number, signal?: AbortSignal): Promise<NdArray> {
    const { type, shape, fortranOrder } = this.header;
    const width = this.rows === 0 ? 0 : elementCount(shape) / this.rows;
    const count = (to - from) * width;
    if (count > largestCount)
      throw new InputError(
        sentence(
          '{0} holds {1} numbers, which is more than fits in memory at once. Save fewer sequences: x[:100000].',
          this.path,
          count,
        ),
        this.path,
      );
    const size = elementBytes(type);
    const spare = this.spare;
    // Reads that overlap have bytes of their own.
    this.spare = undefined;
    const bytes = spare && spare.length >= count * size ? spare.subarray(0, count * size) : Buffer.alloc(count * size);
    const partShape = shape.length === 0 ? [] : [to - from, ...shape.slice(1)];
    const whole = to - from === this.rows;
    if (!fortranOrder || whole) {
      await this.readBytes(bytes, from * width * size, signal);
    } else {
      // In column-major order the rows of each of the `width` columns are contiguous.
      for (let column = 0; column < width; column++) {
        const part = bytes.subarray(column * (to - from) * size, (column + 1) * (to - from) * size);
        await this.readBytes(part, (column * this.rows + from) * size, signal);
      }
    }
    const data = decodeElements(bytes, this.header, count, this.path);
    if (bytes.length <= bytesPerRead) this.spare = bytes;
    return { shape: partShape, type, data: fortranOrder ? toRowMajor(data, partShape) : data };
  }

  /**
   * Visits some rows, in ascending order of their numbers; only their bytes are read, and those of short gaps between
   * them. `place` is where a row's number stands in `rows`.
   * @throws CancelledError
   */
  async eachRow(
    rows: Int32Array,
    visit: (values: NdData, place: number) => void,
    signal?: AbortSignal,
    share?: (done: number) => void,
  ): Promise<void> {
    if (this.header.fortranOrder) {
      const { data } = await this.columnMajorRows(rows, signal, share);
      const own = data.length / Math.max(1, rows.length);
      for (const place of rows.keys()) visit(data.subarray(place * own, (place + 1) * own), place);
      return;
    }
    const places = Int32Array.from(rows.keys()).sort((a, b) => rows[a] - rows[b]);
    const width = elementCount(this.header.shape) / Math.max(1, this.rows);
    const size = Math.max(1, width * elementBytes(this.header.type));
    for (let first = 0, next = 0; first < places.length; first = next) {
      const from = rows[places[first]];
      next = first + 1;
      while (
        next < places.length &&
        (rows[places[next]] - rows[places[next - 1]] - 1) * size <= shortGap &&
        (rows[places[next]] + 1 - from) * size <= bytesPerRead
      )
        next++;
      const { data } = await this.read(from, rows[places[next - 1]] + 1, signal);
      for (let i = first; i < next; i++) {
        const at = (rows[places[i]] - from) * width;
        visit(data.subarray(at, at + width), places[i]);
      }
      share?.(next / places.length);
      await breathe(signal);
    }
  }

  /** In column-major order the rows of each column are contiguous, so the file is read once, column by column. */
  private async columnMajorRows(
    rows: Int32Array,
    signal?: AbortSignal,
    share?: (done: number) => void,
  ): Promise<NdArray> {
    const { type, shape } = this.header;
    const columns = elementCount(shape) / Math.max(1, this.rows);
    const size = elementBytes(type);
    const picked = allocate(type, rows.length * columns);
    const together = Math.max(1, Math.floor(bytesPerRead / Math.max(1, this.rows * size)));
    for (let from = 0; from < columns; from += together) {
      const count = Math.min(together, columns - from) * this.rows;
      const bytes = Buffer.alloc(count * size);
      await this.readBytes(bytes, from * this.rows * size, signal);
      const values = decodeElements(bytes, this.header, count, this.path);
      for (let column = 0; column * this.rows < count; column++) {
        rows.forEach((row, place) => {
          picked[(from + column) * rows.length + place] = values[column * this.rows + row];
        });
      }
      share?.(Math.min(1, (from + together) / columns));
      await breathe(signal);
    }
    const ownShape = [rows.length, ...shape.slice(1)];
    return { type, shape: ownShape, data: toRowMajor(picked, ownShape) };
  }

  /** Rows by number, in that order. */
  async readRows(rows: Int32Array, signal?: AbortSignal, share?: (done: number) => void): Promise<NdArray> {
    if (this.header.fortranOrder) return this.columnMajorRows(rows, signal, share);
    const { type, shape } = this.header;
    const width = elementCount(shape) / Math.max(1, this.rows);
    const data = allocate(type, rows.length * width);
    await this.eachRow(
      rows,
      (values, place) => {
        data.set(values, place * width);
      },
      signal,
      share,
    );
    return { type, shape: [rows.length, ...shape.slice(1)], data };
  }

  async close(): Promise<void> {
    this.part.source.release?.();
    await this.handle.close();
  }

  private async readBytes(target: Buffer, offset: number, signal: AbortSignal | undefined): Promise<void> {
    for (let start = 0; start < target.length; start += bytesPerRead) {
      await readFully(
        this.part.source,
        target.subarray(start, start + bytesPerRead),
        this.part.start + this.header.offset + offset + start,
        this.path,
      );
      if (target.length > bytesPerRead) await breathe(signal);
    }
  }
}

async function readFully(handle: ByteSource, target: Buffer, offset: number, path: string): Promise<void> {
  for (let done = 0; done < target.length;) {
    const { bytesRead } = await handle.read(target, done, target.length - done, offset + done);
    if (bytesRead === 0)
      throw new InputError(
        sentence('{0} is cut short: it ended while it was being read. Copy or save it again.', path),
        path,
      );
    done += bytesRead;
  }
}

/** @throws InputError where there are fewer bytes than the header says */
export function checkLength(header: NpyHeader, available: number, file: string): void {
  const needed = elementCount(header.shape) * elementBytes(header.type);
  if (needed > available) {
    throw new InputError(
      sentence(
        '{0} is cut short: the shape ({1}) with {2} bytes per element needs {3} bytes, but the file has {4}. Copy or ' +
          'save it again.',
        file,
        header.shape.join(', '),
        elementBytes(header.type),
        needed,
        available,
      ),
      file,
    );
  }
}
