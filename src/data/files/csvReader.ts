import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { isNumber, timeOf } from './cells';
import { CsvColumn } from './csvColumn';
import { columnsOf, type Columns, type CsvConfig } from './csvHeader';
import { NumberBuffer } from './numberBuffer';
import { arrangeTable, type CsvRows } from './csvTable';
import type { FileTable } from './fileTable';
import { lineEnds, emptyLines, fieldPosition } from './csvPosition';
import { readTexts } from './texts';

/** A record with its text. */
export interface Record {
  readonly record: string[];
  readonly raw: string;
}

/** Collects rows as they come into sequences. */
export class CsvReader {
  rows = 0;
  private columns: Columns | undefined;
  private header: readonly string[] | undefined;
  private headerLine = 1;
  /** The line where the current record begins. */
  private line = 1;
  nextLine = 1;
  /** The error of an invalid row. */
  failure: InputError | undefined;
  private readonly sequenceOf = new NumberBuffer();
  private readonly lineOf = new NumberBuffer();
  private readonly timeOf = new NumberBuffer();
  private readonly sequences = new Map<string, number>();
  private readonly texts: string[] = [];
  private features: CsvColumn[] = [];
  private targets: CsvColumn[] = [];

  constructor(
    private readonly file: string,
    private readonly config: CsvConfig,
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

  private read(row: Record): void {
    // `raw` begins with the empty lines that were skipped before the record.
    this.line = this.nextLine + lineEnds(emptyLines(row.raw));
    this.nextLine += lineEnds(row.raw);
    if (!this.header) {
      this.header = row.record;
      this.headerLine = this.line;
      return;
    }
    const columns = (this.columns ??= this.open(this.header, row.record));
    this.rows++;
    if (row.record.length !== this.header.length) {
      throw new InputError(
        sentence('This row has {0} fields, but the header has {1}.', row.record.length, this.header.length),
        this.file,
        { line: this.line, column: 1 },
      );
    }
    if (columns.mask !== undefined && !this.isReal(row, columns.mask)) return;
    this.sequenceOf.push(this.sequenceNumber(row, columns));
    this.lineOf.push(this.line);
    if (columns.time !== undefined) this.timeOf.push(this.time(row, columns.time));
    if (columns.grouping === 'a text a row') this.texts.push(row.record[columns.features[0]]);
    else for (const column of this.features) this.field(row, column);
    for (const column of this.targets) this.field(row, column);
  }

  private open(header: readonly string[], first: readonly string[]): Columns {
    const columns = columnsOf(header, first, this.config, { file: this.file, line: this.headerLine });
    const mayLack = this.config.missing !== 'error';
    const alone = columns.features.length === 1;
    this.features = columns.features.map((index) => new CsvColumn(index, mayLack, alone));
    const oneLabel = columns.targets.length === 1;
    this.targets = columns.targets.map((index) => new CsvColumn(index, true, oneLabel));
    return columns;
  }

  finish(): FileTable {
    if (!this.header)
      throw new InputError(
        sentence('The file is empty. It needs a header line and one row per time step.'),
        this.file,
        { line: 1, column: 1 },
      );
    if (!this.columns)
      throw new InputError(sentence('There are no rows under the header.'), this.file, { line: 1, column: 1 });
    const rows: CsvRows = {
      file: this.file,
      sequences: [...this.sequences.keys()],
      sequenceOf: this.sequenceOf.values,
      lineOf: this.lineOf.values,
      ...(this.columns.time !== undefined && {
        times: { name: this.header[this.columns.time], values: this.timeOf.values },
      }),
      features: this.features,
      targets: this.targets,
      targetAt: this.columns.grouping === 'a text a row' ? 'end' : this.config.targetAt,
      masked: this.columns.mask !== undefined,
      cut: this.config.window !== undefined,
    };
    if (this.columns.grouping !== 'a text a row') return arrangeTable(rows);
    return readTexts(this.texts, rows, this.config);
  }

  private sequenceNumber(row: Record, { grouping, sequence }: Columns): number {
    if (grouping === 'a text a row') return this.numberOf(String(this.rows));
    if (sequence === undefined) return this.numberOf('');
    const id = row.record[sequence];
    if (id === '')
      throw this.error(
        row,
        sequence,
        sentence('"{0}" is empty here. It must say which sequence the row belongs to.', this.name(sequence)),
      );
    return this.numberOf(id);
  }

  private numberOf(id: string): number {
    let index = this.sequences.get(id);
    if (index === undefined) this.sequences.set(id, (index = this.sequences.size));
    return index;
  }

  private isReal(row: Record, mask: number): boolean {
    const text = row.record[mask].toLowerCase();
    if (text === '1' || text === 'true') return true;
    if (text === '0' || text === 'false') return false;
    throw this.error(
      row,
      mask,
      sentence('"{0}" in the mask "{1}" is neither 1 (a real step) nor 0 (padding).', text, this.name(mask)),
    );
  }

  private time(row: Record, column: number): number {
    const text = row.record[column];
    const value = isNumber(text) ? Number(text) : timeOf(text);
    if (Number.isFinite(value)) return value;
    throw this.error(
      row,
      column,
      sentence(
        '"{0}" in the time column "{1}" is neither a number nor a date such as 2024-01-31 10:00:00.',
        text,
        this.name(column),
      ),
    );
  }

  private field(row: Record, column: CsvColumn): void {
    const text = row.record[column.index];
    const problem = column.add(text);
    if (problem) throw this.error(row, column.index, this.problem(problem, text, this.name(column.index)));
  }

  private problem(problem: 'missing' | 'word' | 'too large', text: string, name: string): Sentence {
    switch (problem) {
      case 'missing':
        return text === ''
          ? sentence(
              'A number is missing in column "{0}". Set "missing" in the data to "drop" or "carry", or fill it in.',
              name,
            )
          : sentence(
              '"{0}" in column "{1}" stands for a missing number. Set "missing" in the data to "drop" or "carry".',
              text,
              name,
            );
      case 'word':
        return sentence('"{0}" in column "{1}" is not a number.', text, name);
      case 'too large':
        return sentence('{0} in column "{1}" is too large.', text, name);
    }
  }

  private name(column: number): string {
    return this.header?.[column] ?? '';
  }

  private error(row: Record, column: number, said: Sentence): InputError {
    return new InputError(said, this.file, fieldPosition(row.raw, column, this.delimiter, this.line));
  }
}
