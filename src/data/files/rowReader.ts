import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { areCounted, isInteger, isMissing, isNumber } from './cells';
import type { FileTable } from './fileTable';
import { NumberBuffer } from './numberBuffer';

/** Fields of a row of a series: a label, and at least two steps. */
const fewestFields = 3;

/** Whether a first record is a series with its label (files of the UCR archive have no header), not a header. */
export const isSeries = (record: readonly string[]): boolean =>
  record.length >= fewestFields && record.every((field) => isNumber(field) || isMissing(field)) && !areCounted(record);

/**
 * A row a series: its label first, then the value of every step, as the UCR archive has them (Dau et al. 2018). Series
 * are padded at the end by NaN or by nothing.
 */
export class RowReader {
  private readonly rows: Float64Array[] = [];
  private readonly lines = new NumberBuffer();
  private integers = true;

  constructor(private readonly file: string) {}

  /** @throws InputError at a field that is no number, or at a row without a label or a value */
  add(record: readonly string[], line: number): void {
    const bad = record.findIndex((field) => !isNumber(field) && !isMissing(field));
    if (bad >= 0)
      throw this.error(
        line,
        sentence(
          '"{0}" (field {1}) is not a number. In a file without a header, every row is a series: its label, and then ' +
            'its values.',
          record[bad],
          bad + 1,
        ),
      );
    const numbers = Float64Array.from(record, (field) => (isMissing(field) ? NaN : Number(field)));
    if (Number.isNaN(numbers[0]))
      throw this.error(
        line,
        sentence(
          'The first field is no number, but it must be the label of the series. Write it, or give the columns names ' +
            'in a header.',
        ),
      );
    let end = numbers.length;
    while (end > 1 && Number.isNaN(numbers[end - 1])) end--;
    if (end < 2)
      throw this.error(
        line,
        sentence('This series has no value behind its label. Write its values, or remove the row.'),
      );
    // The archive writes whole labels as 1 or as 1.0000000e+00.
    if (!isInteger(record[0]) && !Number.isInteger(numbers[0])) this.integers = false;
    this.rows.push(numbers.slice(0, end));
    this.lines.push(line);
  }

  finish(): FileTable {
    const samples = this.rows.length;
    const lengths = Int32Array.from(this.rows, (row) => row.length - 1);
    const length = lengths.reduce((most, own) => Math.max(most, own));
    const values = new Float64Array(samples * length);
    this.rows.forEach((row, i) => {
      values.set(row.subarray(1), i * length);
    });
    const lines = this.lines.values;
    const blame =
      (width: number): FileTable['inputs']['blame'] =>
      (index, what) =>
        this.error(lines[Math.floor(index / width)], what);
    return {
      inputs: { values, samples, length, features: 1, integers: false, blame: blame(length) },
      ...(lengths.some((own) => own < length) && { lengths }),
      targets: {
        at: 'end',
        values: Float64Array.from(this.rows, (row) => row[0]),
        samples,
        length: 1,
        features: 1,
        integers: this.integers,
        blame: blame(1),
      },
      said: [sentence('The file has no header: every row is read as a series, its label first.')],
    };
  }

  private error(line: number, what: Parameters<FileTable['inputs']['blame']>[1]): InputError {
    return new InputError(what, this.file, { line, column: 1 });
  }
}
