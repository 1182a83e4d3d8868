import type { FileHandle } from 'node:fs/promises';
import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetScan, parquetSchema } from 'hyparquet';
import { breathe } from '../../base/cancellation';
import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { foundInstead } from '../files/foundInstead';
import { compressors, readCodecs } from './decompress';
import { parquetColumn, type ParquetColumn } from './parquetColumn';

/** Bytes of columns, unpacked, that are read at most. */
const largestColumns = 2 ** 31;

/** Values of one column in some rows; null or undefined where there is none. */
export type ParquetValues = ArrayLike<unknown>;

/** Some rows of some columns. */
export interface ParquetRows {
  /** The number of the first row, from 0. */
  readonly from: number;
  readonly count: number;
  /** In the order of the columns asked for. */
  readonly columns: readonly ParquetValues[];
}

/** An open Parquet file. */
export class ParquetFile {
  private constructor(
    readonly path: string,
    readonly columns: readonly ParquetColumn[],
    private readonly source: AsyncBuffer,
    private readonly metadata: FileMetaData,
  ) {}

  /** @throws InputError where the file is no Parquet file, damaged, or encrypted */
  static async open(handle: FileHandle, path: string): Promise<ParquetFile> {
    const { size } = await handle.stat();
    const source: AsyncBuffer = {
      byteLength: size,
      slice: async (start, end = size) => {
        const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
        for (let done = 0; done < bytes.length;) {
          const { bytesRead } = await handle.read(bytes, done, bytes.length - done, start + done);
          if (bytesRead === 0) break;
          done += bytesRead;
        }
        return bytes.buffer;
      },
    };
    await checkEnds(source, path);
    const metadata = await reading(path, () => parquetMetadataAsync(source, { geoparquet: false }));
    const tree = await reading(path, () => parquetSchema(metadata));
    return new ParquetFile(path, tree.children.map(parquetColumn), source, metadata);
  }

  get rows(): number {
    return Number(this.metadata.num_rows);
  }

  /**
   * All rows of some columns, one group of rows after the other.
   * @param names of columns
   * @throws InputError where the columns are too large, packed in a way that is not read, or damaged; CancelledError
   */
  async *read(names: readonly string[], signal?: AbortSignal): AsyncGenerator<ParquetRows, void, undefined> {
    this.check(names);
    const { source, metadata, path } = this;
    const scan = await reading(path, () =>
      parquetScan({ file: source, metadata, columns: [...names], compressors, geoparquet: false }),
    );
    for (const { rowStart, rowEnd } of scan.ranges) {
      const columns: ParquetValues[] = [];
      for (const column of names) {
        columns.push(await reading(path, () => scan.readColumn({ column, rowStart, rowEnd })));
        await breathe(signal);
      }
      if (columns.some(({ length }) => length !== rowEnd - rowStart)) throw damaged(path);
      yield { from: rowStart, count: rowEnd - rowStart, columns };
    }
  }

  private check(names: readonly string[]): void {
    const wanted = new Set(names);
    let size = 0;
    for (const { columns } of this.metadata.row_groups) {
      for (const { meta_data: data } of columns) {
        if (!data || !wanted.has(data.path_in_schema[0])) continue;
        size += Number(data.total_uncompressed_size);
        if (!readCodecs.has(data.codec))
          throw new InputError(
            sentence(
              '{0} is packed by {1}, which is not read. In Python: df.to_parquet("{2}", compression="snappy").',
              this.path,
              data.codec,
              'data.parquet',
            ),
            this.path,
          );
      }
    }
    if (size > largestColumns)
      throw new InputError(
        sentence(
          'The columns of {0} have a size of {1} MB, but at most {2} MB can be read. Name fewer in data.features.',
          this.path,
          (size / 1e6).toFixed(0),
          (largestColumns / 1e6).toFixed(0),
        ),
        this.path,
      );
  }
}

async function checkEnds(source: AsyncBuffer, path: string): Promise<void> {
  const fail = (said: Sentence): InputError => new InputError(said, path);
  const start = Buffer.from(await source.slice(0, 512));
  const end = Buffer.from(await source.slice(Math.max(0, source.byteLength - 4))).toString('latin1');
  const magic = start.toString('latin1', 0, 4);
  if (magic === 'PARE') throw fail(sentence('{0} is encrypted, which is not read. Save it without a key.', path));
  if (magic !== 'PAR1') throw fail(sentence('{0} is not a Parquet file. {1}', path, foundInstead(start)));
  if (end !== 'PAR1' || source.byteLength < 12)
    throw fail(sentence('{0} is cut short: it does not end as a Parquet file does. Copy it again.', path));
}

const damaged = (path: string): InputError =>
  new InputError(sentence('{0} is damaged: its columns cannot be read. Write it again.', path), path);

/** Errors of the library are those of the file. */
async function reading<T>(path: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch {
    throw damaged(path);
  }
}
