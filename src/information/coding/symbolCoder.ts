import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { placeOf, tableTotal, type FrequencyTable } from './frequencyTable';
import { RangeDecoder, RangeEncoder } from './rangeCoder';

/** Only whole numbers below this size have a code. */
const largest = 2 ** 31;

/** Codes whole numbers, each with its own table; a number outside the table follows its escape. */
export class SymbolEncoder {
  private bytes = new Uint8Array(1024);
  private length = 0;
  private readonly coder = new RangeEncoder((byte) => {
    this.push(byte);
  });

  /** @throws InputError where the symbol is no whole number of less than 32 bits */
  encode(symbol: number, table: FrequencyTable): void {
    if (!Number.isInteger(symbol) || Math.abs(symbol) >= largest)
      throw new InputError(
        sentence('{0} cannot be coded: symbols must be whole numbers between -2^31 and 2^31.', symbol),
      );
    const place = symbol - table.first;
    const inside = place >= 0 && place < table.count;
    const at = inside ? place : table.count;
    this.coder.encode(table.cumulative[at], table.cumulative[at + 1] - table.cumulative[at], tableTotal);
    if (!inside) this.escape(place < 0 ? -place : place - table.count + 1, place < 0);
  }

  /** The stream. The encoder cannot be used again. */
  finish(): Uint8Array {
    this.coder.finish();
    return this.bytes.slice(0, this.length);
  }

  /**
   * Writes the side, then the distance (at least 1) by Elias's gamma code (Elias 1975): one 1 per bit below the
   * highest, a zero, then those bits.
   */
  private escape(distance: number, below: boolean): void {
    this.bit(below ? 1 : 0);
    const bits = Math.floor(Math.log2(distance));
    for (let i = 0; i < bits; i++) this.bit(1);
    this.bit(0);
    for (let i = bits - 1; i >= 0; i--) this.bit(Math.floor(distance / 2 ** i) % 2);
  }

  private bit(value: number): void {
    this.coder.encode(value, 1, 2);
  }

  private push(byte: number): void {
    if (this.length === this.bytes.length) {
      const more = new Uint8Array(2 * this.length);
      more.set(this.bytes);
      this.bytes = more;
    }
    this.bytes[this.length++] = byte;
  }
}

/** Reads a stream of `SymbolEncoder` back, given the same tables in the same order. */
export class SymbolDecoder {
  private at = 0;
  private readonly coder: RangeDecoder;

  constructor(bytes: Uint8Array) {
    this.coder = new RangeDecoder(() => (this.at < bytes.length ? bytes[this.at++] : 0));
  }

  /** @throws InputError where the stream was not written with these tables */
  decode(table: FrequencyTable): number {
    const place = placeOf(table, this.coder.peek(tableTotal));
    this.coder.take(table.cumulative[place], table.cumulative[place + 1] - table.cumulative[place], tableTotal);
    if (place < table.count) return table.first + place;
    const below = this.bit() === 1;
    let bits = 0;
    while (this.bit() === 1) {
      if (++bits > 32)
        throw new InputError(sentence('The stream is damaged, or it was written with different tables.'));
    }
    let distance = 1;
    for (let i = 0; i < bits; i++) distance = 2 * distance + this.bit();
    return below ? table.first - distance : table.first + table.count - 1 + distance;
  }

  private bit(): number {
    const value = this.coder.peek(2);
    this.coder.take(value, 1, 2);
    return value;
  }
}
