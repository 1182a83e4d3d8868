import { sentence, type Sentence } from '../../base/sentence';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { InputError, type Position } from '../../base/userError';
import type { DataConfig } from '../../config/schema/data';
import type { FileNumbers } from './assemble';
import { NumberBuffer } from './numberBuffer';
import { openRegularFile, readPieces } from './openFile';

type FileConfig = Extract<DataConfig, { task: 'file' }>;

/** `apart`: columns that are no inputs though nothing else in the config says so: other targets. */
export type CsvConfig = FileConfig & { readonly apart?: readonly string[] };

export interface FileTable {
  readonly inputs: FileNumbers;
  readonly targets?: FileNumbers & { readonly at: 'every' | 'end' };
}

/** A record with the text it was read from. */
interface Record {
  readonly record: string[];
  readonly raw: string;
}

const numberPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * A CSV with a header line, a row a time step; rows with the same entry in the `sequence` column are one sequence, in
 * the file's order. Separated by comma, semicolon or tab, whichever the header holds most of. All sequences must be of
 * one length. With a target at the end, a sequence's target is the last one written in its rows.
 * @throws InputError with line and column
 */
export async function readCsv(file: string, config: CsvConfig, signal?: AbortSignal): Promise<FileTable> {
  const handle = await openRegularFile(file);
  try {
    const delimiter = await guessDelimiter(readPieces(handle));
    const parser = parse({
      bom: true,
      delimiter,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 4_000_000,
    });
    const reader = new CsvReader(file, config, delimiter);
    await pipeline(Readable.from(readPieces(handle, signal)), parser, async (rows: AsyncIterable<Record>) => {
      for await (const row of rows) reader.add(row);
    }).catch((error: unknown) => {
      // A row that is refused aborts the parser, whose own complaint about that would come out instead.
      throw reader.failure ?? (error instanceof CsvError ? csvFailure(error, file, reader.nextLine) : error);
    });
    return reader.finish();
  } finally {
    await handle.close();
  }
}

interface Columns {
  readonly sequence: number;
  readonly features: readonly number[];
  readonly target: number | undefined;
}

/** Rows as they come, and what becomes of them. */
class CsvReader {
  rows = 0;
  private columns: Columns | undefined;
  private header: readonly string[] = [];
  /** The line on which the record at hand begins. */
  private line = 1;
  nextLine = 1;
  /** Why a row was refused. */
  failure: InputError | undefined;
  private readonly sequenceOf = new NumberBuffer();
  private readonly lineOf = new NumberBuffer();
  private readonly inputs = new NumberBuffer();
  private readonly targets = new NumberBuffer();
  private readonly sequences = new Map<string, number>();
  private integerInputs = true;
  private integerTargets = true;

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
    // Empty lines that were skipped stand before the record in `raw`.
    this.line = this.nextLine + lineEnds(emptyLines(row.raw));
    this.nextLine += lineEnds(row.raw);
    if (!this.columns) {
      this.columns = this.readHeader(row.record);
      return;
    }
    const { sequence, features, target } = this.columns;
    this.rows++;
    if (row.record.length !== this.header.length) {
      throw new InputError(
        sentence('This row has {0} fields, but the header has {1}.', row.record.length, this.header.length),
        this.file,
        { line: this.line, column: 1 },
      );
    }
    const id = row.record[sequence];
    if (id === '')
      throw this.error(
        row,
        sequence,
        sentence('"{0}" is empty here. It must say which sequence the row belongs to.', this.header[sequence]),
      );
    let index = this.sequences.get(id);
    if (index === undefined) this.sequences.set(id, (index = this.sequences.size));
    this.sequenceOf.push(index);
    this.lineOf.push(this.line);
    for (const feature of features) {
      const text = row.record[feature];
      this.inputs.push(this.number(row, feature));
      if (!/^[+-]?\d+$/.test(text)) this.integerInputs = false;
    }
    if (target === undefined) return;
    const text = row.record[target];
    this.targets.push(text === '' ? NaN : this.number(row, target));
    if (text !== '' && !/^[+-]?\d+$/.test(text)) this.integerTargets = false;
  }

  finish(): FileTable {
    if (!this.columns)
      throw new InputError(
        sentence('The file is empty. It needs a header line and one row per time step.'),
        this.file,
        { line: 1, column: 1 },
      );
    if (this.rows === 0)
      throw new InputError(sentence('There are no rows under the header.'), this.file, { line: 1, column: 1 });
    const { samples, length, rowAt } = this.arrange();
    const features = this.columns.features.length;
    const inputs = new Float64Array(samples * length * features);
    rowAt.forEach((row, i) => {
      inputs.set(this.inputs.values.subarray(row * features, (row + 1) * features), i * features);
    });
    const lines = this.lineOf.values;
    const blameRow = (row: number, what: Sentence): InputError =>
      new InputError(what, this.file, { line: lines[row], column: 1 });
    return {
      inputs: {
        values: inputs,
        samples,
        length,
        features,
        integers: this.integerInputs,
        blame: (index, what) => blameRow(rowAt[Math.floor(index / features)], what),
      },
      ...(this.columns.target === undefined ? {} : { targets: this.arrangeTargets(samples, length, rowAt, blameRow) }),
    };
  }

  /** The rows of each sequence side by side: [samples, length] row numbers. */
  private arrange(): { samples: number; length: number; rowAt: Int32Array } {
    const samples = this.sequences.size;
    const sequenceOf = this.sequenceOf.values;
    const lengths = new Int32Array(samples);
    for (const sequence of sequenceOf) lengths[sequence]++;
    const length = lengths[0];
    const odd = lengths.findIndex((other) => other !== length);
    if (odd >= 0) {
      const names = [...this.sequences.keys()];
      throw new InputError(
        sentence(
          'Sequence {0} has {1} steps, but sequence {2} has {3}. Cut or pad the sequences to the same length.',
          names[odd],
          lengths[odd],
          names[0],
          length,
        ),
        this.file,
        { line: this.lineOf.values[sequenceOf.indexOf(odd)], column: 1 },
      );
    }
    const filled = new Int32Array(samples);
    const rowAt = new Int32Array(samples * length);
    sequenceOf.forEach((sequence, row) => {
      rowAt[sequence * length + filled[sequence]++] = row;
    });
    return { samples, length, rowAt };
  }

  private arrangeTargets(
    samples: number,
    length: number,
    rowAt: Int32Array,
    blameRow: (row: number, what: Sentence) => InputError,
  ): FileTable['targets'] {
    const written = this.targets.values;
    const integers = this.integerTargets;
    if (this.config.targetAt === 'every') {
      return {
        at: 'every',
        values: Float64Array.from(rowAt, (row) => written[row]),
        samples,
        length,
        features: 1,
        integers,
        blame: (index, what) => blameRow(rowAt[index], what),
      };
    }
    const rows = new Int32Array(samples);
    for (let sample = 0; sample < samples; sample++) {
      let last = length - 1;
      while (last >= 0 && Number.isNaN(written[rowAt[sample * length + last]])) last--;
      if (last < 0) throw blameRow(rowAt[sample * length], sentence('This sequence has no target in any of its rows.'));
      rows[sample] = rowAt[sample * length + last];
    }
    return {
      at: 'end',
      values: Float64Array.from(rows, (row) => written[row]),
      samples,
      length: 1,
      features: 1,
      integers,
      blame: (index, what) => blameRow(rows[index], what),
    };
  }

  private readHeader(header: readonly string[]): Columns {
    this.header = header;
    const { sequence, features, target } = this.config;
    const apart = new Set(this.config.apart);
    const find = (name: string, missing: (columns: string) => Sentence): number => {
      const index = header.indexOf(name);
      if (index < 0)
        throw new InputError(missing(header.map((column) => `"${column}"`).join(', ')), this.file, {
          line: this.line,
          column: 1,
        });
      return index;
    };
    const twice = header.find((name, i) => header.indexOf(name) !== i);
    if (twice !== undefined)
      throw new InputError(sentence('There are two columns "{0}". Give every column its own name.', twice), this.file, {
        line: this.line,
        column: 1,
      });
    const sequenceColumn = find(sequence, (columns) =>
      sentence('There is no column "{0}" for the sequence (data.sequence); the columns are {1}.', sequence, columns),
    );
    const targetColumn =
      target === undefined
        ? undefined
        : find(target, (columns) =>
            sentence('There is no column "{0}" for the target (data.target); the columns are {1}.', target, columns),
          );
    const chosen =
      features?.map((name) =>
        find(name, (columns) =>
          sentence('There is no column "{0}" for the inputs (data.features); the columns are {1}.', name, columns),
        ),
      ) ?? header.map((_, i) => i).filter((i) => i !== sequenceColumn && i !== targetColumn && !apart.has(header[i]));
    if (chosen.length === 0)
      throw new InputError(
        sentence('There is no input column besides the sequence and the target. Add at least one.'),
        this.file,
        { line: this.line, column: 1 },
      );
    return { sequence: sequenceColumn, features: chosen, target: targetColumn };
  }

  private number(row: Record, column: number): number {
    const text = row.record[column];
    if (text === '')
      throw this.error(row, column, sentence('A number is missing in column "{0}".', this.header[column]));
    if (!numberPattern.test(text))
      throw this.error(row, column, sentence('"{0}" in column "{1}" is not a number.', text, this.header[column]));
    const value = Number(text);
    if (!Number.isFinite(value))
      throw this.error(row, column, sentence('{0} in column "{1}" is too large.', text, this.header[column]));
    return value;
  }

  private error(row: Record, column: number, said: Sentence): InputError {
    return new InputError(said, this.file, fieldPosition(row.raw, column, this.delimiter, this.line));
  }
}

function lineEnds(text: string): number {
  return text.match(/\r\n?|\n/g)?.length ?? 0;
}

function emptyLines(text: string): string {
  return /^(?:[^\S\r\n]*[\r\n])*/.exec(text)?.[0] ?? '';
}

/** Where field number `field` of a record begins. */
function fieldPosition(raw: string, field: number, delimiter: string, line: number): Position {
  const text = raw.slice(emptyLines(raw).length);
  let quoted = false;
  let position = { line, column: 1 };
  for (let i = 0, seen = 0; i < text.length && seen < field; i++) {
    if (text[i] === '"') quoted = !quoted;
    else if (text[i] === delimiter && !quoted) seen++;
    position =
      text[i] === '\n' ? { line: position.line + 1, column: 1 } : { line: position.line, column: position.column + 1 };
  }
  return position;
}

async function guessDelimiter(pieces: AsyncIterable<Buffer>): Promise<string> {
  for await (const piece of pieces) {
    const header = piece.toString('utf8').split('\n', 1)[0];
    const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
    return counts.reduce((best, other) => (other.count > best.count ? other : best)).delimiter;
  }
  return ',';
}

function csvFailure(error: CsvError, file: string, line: number): InputError {
  const position = { line, column: 1 };
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new InputError(sentence('A quotation mark is opened and never closed.'), file, position);
    case 'CSV_MAX_RECORD_SIZE':
      return new InputError(
        sentence('This row is longer than four million characters. Check that the file is a CSV file.'),
        file,
        position,
      );
    default:
      return new InputError(
        sentence('The row cannot be read as CSV: {0}', error.message.replace(/^Invalid .*?: /, '')),
        file,
        position,
      );
  }
}
