import { isInteger, isMissing, isNumber } from './cells';
import { NumberBuffer } from './numberBuffer';
import { Words } from './words';

/** What is wrong with a field. */
export type FieldProblem = 'missing' | 'word' | 'too large';

/** The fields of one column: numbers, or words where the first one is a word and words may stand there. */
export class CsvColumn {
  /** Every field is an integer. */
  integers = true;
  private readonly written = new NumberBuffer();
  private words: Words | undefined;

  /**
   * @param index of the column in the file
   * @param mayLack fields may be missing
   * @param mayBeWords fields may be words
   */
  constructor(
    readonly index: number,
    private readonly mayLack: boolean,
    private readonly mayBeWords: boolean,
  ) {}

  add(text: string): FieldProblem | undefined {
    if (isMissing(text)) {
      this.written.push(NaN);
      return this.mayLack ? undefined : 'missing';
    }
    if (this.words) {
      this.written.push(this.words.numberOf(text));
      return undefined;
    }
    if (!isNumber(text)) {
      if (!this.mayBeWords || !this.written.values.every(Number.isNaN)) return 'word';
      this.words = new Words();
      this.written.push(this.words.numberOf(text));
      return undefined;
    }
    const value = Number(text);
    if (!Number.isFinite(value)) return 'too large';
    if (!isInteger(text)) this.integers = false;
    this.written.push(value);
    return undefined;
  }

  /** The number of each field, NaN where it is missing; of words, their places in `names`, which are sorted. */
  finish(): { values: Float64Array; names?: readonly string[] } {
    return this.words ? this.words.sorted(this.written) : { values: this.written.values };
  }
}
