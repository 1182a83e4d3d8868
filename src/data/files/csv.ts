import { sentence } from '../../base/sentence';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { InputError } from '../../base/userError';
import { openRegularFile, readPieces } from './openFile';
import { type Record, CsvReader } from './csvReader';
import type { FileTable } from './fileTable';
import { emptyLines, lineEnds } from './csvPosition';
import { type Delimiter, guessDelimiter, namesIn, spacedFields } from './delimiter';
import { isSeries, RowReader } from './rowReader';
import type { TableConfig } from './tableColumns';
import { utf8Pieces } from './utf8';

/**
 * A CSV with a header line and one row per time step. Rows with the same entry in the `sequence` column are one
 * sequence, in the file's order or in that of their timestamps; they may differ in length. The first lines tell the
 * separator (`guessDelimiter`). With a target at the end, a sequence's target is the last one in its rows. A file
 * whose first row is numbers alone has a series in every row (`RowReader`).
 * @throws InputError with line and column
 */
export async function readCsv(file: string, config: TableConfig, signal?: AbortSignal): Promise<FileTable> {
  const handle = await openRegularFile(file);
  try {
    const delimiter = await guessDelimiter(readPieces(handle), file);
    const parser = parse({
      bom: true,
      delimiter,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 4_000_000,
    });
    const reader = new FirstRow(file, config, delimiter);
    await pipeline(
      Readable.from(utf8Pieces(readPieces(handle, signal), file)),
      parser,
      async (rows: AsyncIterable<Record>) => {
        for await (const row of rows) reader.add(row);
      },
    ).catch((error: unknown) => {
      // An invalid row aborts the parser, whose own error would otherwise replace that of the row.
      throw reader.failure ?? (error instanceof CsvError ? csvFailure(error, file, reader.nextLine) : error);
    });
    return reader.finish();
  } finally {
    await handle.close();
  }
}

/** A line for Excel above the table, which tells the separator: sep=; */
const separatorLine = /^\s*"?sep=.?"?\s*$/i;

/** The first row tells whether it is a header or a series. */
class FirstRow {
  private readonly table: CsvReader;
  private series: RowReader | undefined;
  private seen = false;
  private line = 1;
  private wrong: InputError | undefined;

  constructor(
    file: string,
    private readonly config: TableConfig,
    private readonly delimiter: Delimiter,
  ) {
    this.table = new CsvReader(file, config, delimiter);
    this.makeSeries = () => new RowReader(file);
  }

  private readonly makeSeries: () => RowReader;

  add(read: Record): void {
    if (!this.seen && separatorLine.test(read.raw)) {
      this.line += lineEnds(read.raw);
      this.table.nextLine += lineEnds(read.raw);
      return;
    }
    const row = this.delimiter === ' ' ? { ...read, record: spacedFields(read.record) } : read;
    if (!this.seen && isSeries(row.record) && !namesColumns(this.config)) this.series = this.makeSeries();
    const isHeader = !this.seen && !this.series && this.delimiter === ' ';
    this.seen = true;
    if (!this.series) {
      this.table.add(isHeader ? { ...row, record: namesIn(row.record) } : row);
      return;
    }
    const line = this.line + lineEnds(emptyLines(row.raw));
    this.line += lineEnds(row.raw);
    try {
      this.series.add(row.record, line);
    } catch (error) {
      if (error instanceof InputError) this.wrong = error;
      throw error;
    }
  }

  get failure(): InputError | undefined {
    return this.wrong ?? this.table.failure;
  }

  get nextLine(): number {
    return this.series ? this.line : this.table.nextLine;
  }

  finish(): FileTable {
    return (this.series ?? this.table).finish();
  }
}

const namesColumns = ({ sequence, features, target, time, mask }: TableConfig): boolean =>
  [sequence, features, target, time, mask].some((column) => column !== undefined);

function csvFailure(error: CsvError, file: string, line: number): InputError {
  const position = { line, column: 1 };
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new InputError(
        sentence(
          'A quotation mark is opened and never closed from here on. Close it, or write a mark that belongs to the ' +
            'text twice: "6"" pipe".',
        ),
        file,
        position,
      );
    case 'CSV_MAX_RECORD_SIZE':
      return new InputError(
        sentence(
          'This row is longer than four million characters, so that the file seems to be no CSV. Write a row a ' +
            'step, each ' +
            'on a line of its own.',
        ),
        file,
        position,
      );
    default:
      return new InputError(
        sentence(
          'A quotation mark stands within a field that is not in quotation marks as a whole. In Python: ' +
            'table.to_csv("data.csv", index=False), which quotes such fields.',
        ),
        file,
        'lines' in error && typeof error.lines === 'number' ? { line: error.lines, column: 1 } : position,
      );
  }
}
