import { type Sentence, sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { areCounted, isInteger, isNumber } from './cells';
import type { FileTable } from './fileTable';
import { lineEnds, emptyLines, fieldPosition } from './csvPosition';
import { isTextRow, saidOfNoHeader, type TableConfig } from './tableColumns';
import { TableReader } from './tableReader';

/** A record with its text. */
export interface Record {
  readonly record: string[];
  readonly raw: string;
}

/** Rows of a table with a header, and the lines where they stand. */
export class CsvReader {
  nextLine = 1;
  /** The error of an invalid row. */
  failure: InputError | undefined;
  private header: readonly string[] | undefined;
  private headerLine = 1;
  private table: TableReader | undefined;

  constructor(
    private readonly file: string,
    private readonly config: TableConfig,
    private readonly delimiter: string,
  ) {}

  add(row: Record): void {
    try {
      this.read(row);
    } catch (error) {
      if (error instanceof InputError) this.failure = error;
      throw error;
    }
  }

  private read({ record, raw }: Record): void {
    // `raw` begins with the empty lines that were skipped before the record.
    const line = this.nextLine + lineEnds(emptyLines(raw));
    this.nextLine += lineEnds(raw);
    if (!this.header) {
      this.header = this.named(record, line);
      this.headerLine = line;
      return;
    }
    if (!this.table) this.header = withRowNumbers(this.header, record);
    withoutEmptyEnd(record, this.header.length);
    this.table ??= this.open(this.header, record);
    if (record.length !== this.header.length)
      throw new InputError(raggedRow(record.length, this.header.length), this.file, { line, column: 1 });
    this.table.add({
      cells: record,
      place: line,
      blame: (column, what) => new InputError(what, this.file, fieldPosition(raw, column, this.delimiter, line)),
    });
  }

  /** The names of the columns. @throws InputError where they are numbers, so that the first row would be lost */
  private named(header: string[], line: number): readonly string[] {
    withoutEmptyEnd(header, 1);
    if (header.every(isNumber) && !areCounted(header) && !namesOne(this.config, header))
      throw new InputError(saidOfNoHeader(header), this.file, { line, column: 1 });
    return header;
  }

  private open(header: readonly string[], first: readonly string[]): TableReader {
    const { file, headerLine } = this;
    if (isTextRow(header, first, this.config) && !namesOne(this.config, header))
      throw new InputError(saidOfNoHeader(header, this.delimiter), file, { line: headerLine, column: 1 });
    return new TableReader(header, first, this.config, {
      file,
      header: (what) => new InputError(what, file, { line: headerLine, column: 1 }),
      row: (line, what) => new InputError(what, file, { line, column: 1 }),
    });
  }

  finish(): FileTable {
    const start = { line: 1, column: 1 };
    if (!this.header)
      throw new InputError(
        sentence(
          'The file is empty. Write a header line and one row per time step: sequence,a,y and below it u,1.5,0.',
        ),
        this.file,
        start,
      );
    if (!this.table)
      throw new InputError(
        sentence(
          'There are no rows under the header. Write one row per time step, such as u,1.5,0 below sequence,a,y.',
        ),
        this.file,
        start,
      );
    return this.table.finish();
  }
}

const namesOne = ({ features, target, sequence }: TableConfig, header: readonly string[]): boolean =>
  [...(features ?? []), target, sequence].flat().some((name) => name !== undefined && header.includes(String(name)));

/** The header of rows that begin with their number, as R writes them: it has a name less than they have fields. */
const withRowNumbers = (header: readonly string[], first: readonly string[]): readonly string[] =>
  first.length === header.length + 1 && isInteger(first[0]) && first[first.length - 1] !== ''
    ? ['', ...header]
    : header;

/** Separators at the end of a line, as spreadsheets leave them behind, are no columns. */
function withoutEmptyEnd(record: string[], least: number): void {
  while (record.length > least && record[record.length - 1] === '') record.pop();
}

const raggedRow = (fields: number, columns: number): Sentence =>
  sentence(
    'This row has {0} fields, but the header has {1}. Write as many in every row: nothing between two separators ' +
      'where ' +
      'a value is missing, and quotation marks round a text that holds a separator.',
    fields,
    columns,
  );
