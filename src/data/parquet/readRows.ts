import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { Cell } from '../files/cells';
import type { FileTable } from '../files/fileTable';
import type { TableConfig } from '../files/tableColumns';
import { TableReader } from '../files/tableReader';
import { parquetCell } from './parquetCells';
import { isRead, type ParquetColumn } from './parquetColumn';
import type { ParquetFile } from './parquetFile';

/** The index that pandas saves beside the columns where it is no plain count of rows. */
const pandasIndex = /^__index_level_\d+__$/;

/** Rows of time steps. Integers and words are symbols and classes, floats are values, as in a .npy file. */
export async function readParquetRows(
  parquet: ParquetFile,
  config: TableConfig,
  signal?: AbortSignal,
): Promise<FileTable> {
  const file = parquet.path;
  checkNamed(parquet, config);
  const columns = parquet.columns.filter(
    ({ name, kind, depth }) => isRead(kind) && depth === 0 && (kind === 'time' || !pandasIndex.test(name)),
  );
  const row = (place: number, what: Sentence): InputError => rowError(file, place, what);
  const table = new TableReader(
    columns.map(({ name }) => name),
    await firstRow(parquet, columns, row, signal),
    config,
    { file, header: (what) => new InputError(what, file), row },
    new Set(columns.flatMap(({ kind }, index) => (kind === 'float' ? [index] : []))),
  );
  const { features, targets, sequence, time, mask, rowNumbers } = table.columns;
  const needed = [...new Set([...features, ...targets, sequence, time, mask, ...rowNumbers])].filter(
    (index) => index !== undefined,
  );
  const names = needed.map((index) => columns[index].name);
  for await (const { from, count, columns: values } of parquet.read(names, signal)) {
    const cells = columns.map((): Cell => '');
    for (let i = 0; i < count; i++) {
      const place = from + i;
      const blame = (what: Sentence): InputError => row(place, what);
      needed.forEach((index, at) => {
        cells[index] = parquetCell(values[at][i], blame);
      });
      table.add({ cells, place, blame: (_, what) => blame(what) });
    }
  }
  return table.finish();
}

/** @throws InputError where the config names a column whose values are neither numbers nor words */
function checkNamed(parquet: ParquetFile, { features = [], target = [], sequence, time, mask }: TableConfig): void {
  const named = new Set([features, target, sequence, time, mask].flat().map(String));
  for (const { name, kind } of parquet.columns) {
    if (!named.has(name) || isRead(kind)) continue;
    throw new InputError(
      kind === 'record'
        ? sentence(
            'Column "{0}" holds records, which are neither numbers nor words. In Python: pq.write_table(' +
              'pq.read_table("data.parquet").flatten(), "data.parquet"), with pyarrow.parquet as pq.',
            name,
          )
        : sentence(
            'Column "{0}" holds bytes, which are neither numbers nor words. In Python: table["{0}"] = ' +
              'table["{0}"].map(bytes.hex).',
            name,
          ),
      parquet.path,
    );
  }
}

/** Cells that tell what each column is; only words are read for it, because they may be times. */
async function firstRow(
  parquet: ParquetFile,
  columns: readonly ParquetColumn[],
  row: (place: number, what: Sentence) => InputError,
  signal: AbortSignal | undefined,
): Promise<Cell[]> {
  const words = columns.filter(({ kind }) => kind === 'word').map(({ name }) => name);
  const found = new Map<string, Cell>();
  if (words.length > 0)
    for await (const { columns: values } of parquet.read(words, signal)) {
      words.forEach((name, at) =>
        found.set(
          name,
          parquetCell(values[at][0], (what) => row(0, what)),
        ),
      );
      break;
    }
  return columns.map(({ name, kind }) => found.get(name) ?? (kind === 'time' ? '1970-01-01' : 0));
}

/** An error at a row, counted from 1. */
export const rowError = (file: string, place: number, what: Sentence): InputError =>
  new InputError(sentence('Row {0}: {1}', place + 1, what), file);
