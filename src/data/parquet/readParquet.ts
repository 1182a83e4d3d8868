import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { FileTable } from '../files/fileTable';
import { openRegularFile } from '../files/openFile';
import type { TableConfig } from '../files/tableColumns';
import { ParquetFile } from './parquetFile';
import { readParquetLists } from './readLists';
import { readParquetRows } from './readRows';

/**
 * A Parquet file with one row per time step, read as a CSV with the same columns would be; or, where columns are lists,
 * with one row per sequence.
 * @throws InputError naming the row; CancelledError
 */
export async function readParquet(file: string, config: TableConfig, signal?: AbortSignal): Promise<FileTable> {
  const handle = await openRegularFile(file);
  try {
    const parquet = await ParquetFile.open(handle, file);
    if (parquet.rows === 0)
      throw new InputError(
        sentence(
          'There are no rows in it. It needs one row per time step (or, with lists, per sequence): check the table ' +
            'before table.to_parquet("data.parquet").',
        ),
        file,
      );
    const named = config.features?.[0];
    const lists = parquet.columns.some(({ name, depth }) => depth > 0 && (named === undefined || name === named));
    return await (lists ? readParquetLists : readParquetRows)(parquet, config, signal);
  } finally {
    await handle.close();
  }
}
