import { NumberBuffer } from './numberBuffer';
import { Words } from './words';

/** Numbers in the order in which they come, or words where the first one is a word. */
export class JsonValues {
  private integers = true;
  private readonly written = new NumberBuffer();
  private words: Words | undefined;
  private numbers = 0;

  /** @returns false where the value is neither a number nor null, nor a word where words may stand */
  add(value: unknown, mayBeWord: boolean): boolean {
    if (value === null) {
      this.written.push(NaN);
      return true;
    }
    if (typeof value === 'string' && mayBeWord && this.numbers === 0) {
      this.words ??= new Words();
      this.written.push(this.words.numberOf(value));
      return true;
    }
    if (typeof value === 'boolean' && !this.words) return this.add(value ? 1 : 0, mayBeWord);
    if (typeof value !== 'number' || !Number.isFinite(value) || this.words) return false;
    this.numbers++;
    if (!Number.isInteger(value)) this.integers = false;
    this.written.push(value);
    return true;
  }

  finish(): { values: Float64Array; integers: boolean; names?: readonly string[] } {
    return this.words
      ? { ...this.words.sorted(this.written), integers: false }
      : { values: this.written.values, integers: this.integers };
  }
}

/** Sequences of their own lengths, one after the other, side by side [samples, length, features]; NaN behind them. */
export function padded(values: Float64Array, lengths: Int32Array, length: number, features: number): Float64Array {
  if (lengths.every((own) => own === length)) return values;
  const side = new Float64Array(lengths.length * length * features).fill(NaN);
  let from = 0;
  lengths.forEach((own, row) => {
    side.set(values.subarray(from, from + own * features), row * length * features);
    from += own * features;
  });
  return side;
}
