/**
 * A range coder (Martin 1979) with carries held back as in LZMA. Its numbers have 48 bits, which a double holds exactly
 * together with all their products. A range is never below 2^40, so dividing it among 2^20 frequencies loses less than
 * a millionth.
 */
const whole = 2 ** 48;
const byte = 2 ** 40;

/** Writes symbols as shares of a total, byte by byte. */
export class RangeEncoder {
  private low = 0;
  private range = whole;
  /** The last byte that a carry may still change; `full` bytes of 255 follow it. */
  private pending: number | undefined;
  private full = 0;

  constructor(private readonly write: (byte: number) => void) {}

  /** @param start frequencies of all symbols before this one; `frequency` at least 1; `total` at most 2^24 */
  encode(start: number, frequency: number, total: number): void {
    const share = Math.floor(this.range / total);
    this.low += share * start;
    this.range = start + frequency === total ? this.range - share * start : share * frequency;
    while (this.range < byte) {
      this.range *= 256;
      this.shift();
    }
  }

  /**
   * Writes as few bytes as identify the last symbol; a decoder reads zeros after them. The encoder cannot be used
   * again.
   */
  finish(): void {
    const end = this.low + this.range;
    let unit = whole;
    let bytes = 0;
    while (Math.ceil(this.low / unit) * unit >= end) {
      unit /= 256;
      bytes++;
    }
    // Rounding up may leave only zero bytes and a carry, which the pending byte takes.
    this.low = Math.ceil(this.low / unit) * unit;
    for (let i = 0; i < bytes; i++) this.shift();
    this.release(this.low >= whole ? 1 : 0);
  }

  /** Moves the top byte of `low` out. */
  private shift(): void {
    const top = Math.floor(this.low / byte);
    if (top === 255) {
      this.full++;
    } else {
      this.release(top > 255 ? 1 : 0);
      this.pending = top & 255;
    }
    this.low = (this.low % byte) * 256;
  }

  private release(carry: number): void {
    if (this.pending !== undefined) this.write(this.pending + carry);
    for (; this.full > 0; this.full--) this.write((255 + carry) & 255);
    this.pending = undefined;
  }
}

/** Reads the output of a `RangeEncoder`, given the same totals in the same order. */
export class RangeDecoder {
  private code = 0;
  private range = whole;
  private share = 0;

  /** @param read the next byte; 0 after the last */
  constructor(private readonly read: () => number) {
    for (let i = 0; i < 6; i++) this.code = this.code * 256 + read();
  }

  /** The position of the next symbol among `total` frequencies; call `take` afterwards. */
  peek(total: number): number {
    this.share = Math.floor(this.range / total);
    return Math.min(total - 1, Math.floor(this.code / this.share));
  }

  take(start: number, frequency: number, total: number): void {
    this.code -= this.share * start;
    this.range = start + frequency === total ? this.range - this.share * start : this.share * frequency;
    while (this.range < byte) {
      this.range *= 256;
      this.code = this.code * 256 + this.read();
    }
  }
}
