import { type Cell, hasComma, isInteger, isMissing, isNumber } from './cells';
import { NumberBuffer } from './numberBuffer';
import { Words } from './words';

/** What is wrong with a cell. */
export type CellProblem = 'missing' | 'word' | 'too large' | 'rounded';

/** The cells of one column: numbers, or words where the first one is a word and words may stand there. */
export class TableColumn {
  private readonly written = new NumberBuffer();
  private words: Words | undefined;

  /**
   * @param index of the column in the table
   * @param mayLack cells may be missing
   * @param mayBeWords cells may be words
   * @param integers whether numbers without a point are integers; a column may be declared to be of floats
   */
  constructor(
    readonly index: number,
    private readonly mayLack: boolean,
    private readonly mayBeWords: boolean,
    public integers = true,
  ) {}

  add(cell: Cell): CellProblem | undefined {
    if (typeof cell === 'number' ? Number.isNaN(cell) : isMissing(cell)) {
      this.written.push(NaN);
      return this.mayLack ? undefined : 'missing';
    }
    if (!this.words && typeof cell === 'string' && !isNumber(cell)) {
      if (!this.mayBeWords || hasComma(cell) || !this.written.values.every(Number.isNaN)) return 'word';
      this.words = new Words();
    }
    if (this.words) {
      this.written.push(this.words.numberOf(String(cell)));
      return undefined;
    }
    const value = Number(cell);
    if (!Number.isFinite(value)) return 'too large';
    if (typeof cell === 'string' && isRounded(cell, value)) return 'rounded';
    // Integers beyond 2^53 are not told apart, so they are no classes.
    if (!Number.isSafeInteger(value) || (typeof cell === 'string' && !isInteger(cell))) this.integers = false;
    this.written.push(value);
    return undefined;
  }

  /** The number of each cell, NaN where it is missing; of words, their places in `names`, which are sorted. */
  finish(): { values: Float64Array; integers: boolean; names?: readonly string[] } {
    return this.words
      ? { ...this.words.sorted(this.written), integers: false }
      : { values: this.written.values, integers: this.integers };
  }
}

/** Whether an integer is beyond 2^53 and not the number that it is read as. */
const isRounded = (cell: string, value: number): boolean =>
  !Number.isSafeInteger(value) && isInteger(cell) && BigInt(cell.trim()) !== BigInt(value);
