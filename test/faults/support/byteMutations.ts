import fc from 'fast-check';

const place = fc.integer({ min: 0, max: 9999 });
/** Numbers that a length, a shape or an offset must not be. */
const sizes = fc.constantFrom(0n, 1n, 0x7fffffffn, 0xffffffffn, 0x7fffffffffffffffn, 0xffffffffffffffffn, 2n ** 40n);
const pieces = fc.constantFrom(
  '\0\0\0\0',
  'NaN',
  'Infinity',
  '1e999',
  '"',
  ',,,,',
  '\r',
  '\n\n\n',
  '\u001b[2J\u202e',
  '=1+1',
  '[[[[[[[[',
  '{"',
  '9'.repeat(400),
  '\ufeff',
  ' '.repeat(5000),
);

export type ByteMutation =
  | { readonly do: 'truncate'; readonly place: number }
  | { readonly do: 'flip'; readonly place: number; readonly bit: number }
  | {
      readonly do: 'size';
      readonly place: number;
      readonly value: bigint;
      readonly bytes: 4 | 8;
      readonly end: boolean;
    }
  | { readonly do: 'insert'; readonly place: number; readonly piece: string }
  | { readonly do: 'cut' | 'double' | 'zero' | 'noise'; readonly place: number; readonly length: number };

export const byteMutations: fc.Arbitrary<ByteMutation[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('truncate' as const), place }),
    fc.record({ do: fc.constant('flip' as const), place, bit: fc.integer({ min: 0, max: 7 }) }),
    // Headers stand at the beginning, and those of Parquet and of zip archives at the end.
    fc.record({
      do: fc.constant('size' as const),
      place: fc.integer({ min: 0, max: 200 }),
      value: sizes,
      bytes: fc.constantFrom(4 as const, 8 as const),
      end: fc.boolean(),
    }),
    fc.record({ do: fc.constant('insert' as const), place, piece: pieces }),
    fc.record({
      do: fc.constantFrom('cut' as const, 'double' as const, 'zero' as const, 'noise' as const),
      place,
      length: fc.integer({ min: 1, max: 300 }),
    }),
  ),
  { minLength: 1, maxLength: 5 },
);

export const damaged = (bytes: Buffer, changes: readonly ByteMutation[]): Buffer => changes.reduce(damage, bytes);

function damage(bytes: Buffer, change: ByteMutation): Buffer {
  const from = Math.floor((change.place * bytes.length) / 10_000);
  switch (change.do) {
    case 'truncate':
      return bytes.subarray(0, from);
    case 'flip': {
      const changed = Buffer.from(bytes);
      if (from < changed.length) changed[from] ^= 1 << change.bit;
      return changed;
    }
    case 'size': {
      const { value, bytes: width, end } = change;
      const changed = Buffer.from(bytes);
      const offset = end ? bytes.length - width - change.place : change.place;
      if (offset < 0 || offset + width > bytes.length) return changed;
      if (width === 4) changed.writeUInt32LE(Number(BigInt.asUintN(32, value)), offset);
      else changed.writeBigUInt64LE(value, offset);
      return changed;
    }
    case 'insert':
      return Buffer.concat([bytes.subarray(0, from), Buffer.from(change.piece), bytes.subarray(from)]);
    case 'cut':
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + change.length)]);
    case 'double':
      return Buffer.concat([bytes.subarray(0, from + change.length), bytes.subarray(from)]);
    case 'zero':
    case 'noise': {
      const changed = Buffer.from(bytes);
      const end = Math.min(from + change.length, bytes.length);
      for (let i = from; i < end; i++) changed[i] = change.do === 'zero' ? 0 : (changed[i] * 151 + i * 89 + 7) % 256;
      return changed;
    }
  }
}
