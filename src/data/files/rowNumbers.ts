import { sentence, type Sentence } from '../../base/sentence';
import { type Cell, isInteger } from './cells';

/** The name of a column that has none, as it is written and as pandas then reads it. */
const noName = /^(Unnamed: \d+)?$/;

/** Whether a column may be the numbers of the rows, which pandas and R write beside a table. */
export const mayBeRowNumbers = (name: string, first: Cell): boolean =>
  noName.test(name) && (typeof first === 'number' ? Number.isInteger(first) : isInteger(first));

/** Checks that a column without a name counts the rows of the file, from 0 or 1. */
export class RowNumbers {
  private next: number | undefined;

  /** @param index of the column */
  constructor(readonly index: number) {}

  /** What is wrong with the next cell of the column, if anything is. */
  add(cell: Cell): Sentence | undefined {
    const number = cell === '' ? NaN : Number(cell);
    this.next ??= number === 1 ? 1 : 0;
    if (number !== this.next)
      return sentence(
        'Column {0} has no name, and it does not count the rows. If it is an input, give it a name; if it is an ' +
          'index, leave it out. In Python: table.to_csv("data.csv", index=False).',
        this.index + 1,
      );
    this.next++;
    return undefined;
  }
}

export const saidOfRowNumbers = ({ index }: RowNumbers): Sentence =>
  sentence('Column {0} has no name and counts the rows: it is left out.', index + 1);
