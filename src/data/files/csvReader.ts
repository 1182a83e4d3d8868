import { sentence, type Sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { columnsOf, type Columns, type CsvConfig } from './csvHeader';
import { NumberBuffer } from './numberBuffer';
import type { FileTable } from './fileTable';
import { lineEnds, emptyLines, fieldPosition } from './csvPosition';

/** A record with its text. */
export interface Record {
  readonly record: string[];
  readonly raw: string;
}

const numberPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Collects rows as they come into sequences. */
export class CsvReader {
  rows = 0;
  private columns: Columns | undefined;
  private header: readonly string[] = [];
  /** The line where the current record begins. */
  private line = 1;
  nextLine = 1;
  /** The error of an invalid row. */
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
    // `raw` begins with the empty lines that were skipped before the record.
    this.line = this.nextLine + lineEnds(emptyLines(row.raw));
    this.nextLine += lineEnds(row.raw);
    if (!this.columns) {
      this.header = row.record;
      this.columns = columnsOf(row.record, this.config, { file: this.file, line: this.line });
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
