import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../../src/base/userError';
import { Random } from '../../../../src/base/random';
import {
  frequencyTable,
  placeOf,
  tableTotal,
  type FrequencyTable,
} from '../../../../src/information/coding/frequencyTable';
import { binProbability, mixtureTable } from '../../../../src/information/coding/logisticMixture';
import { SymbolDecoder, SymbolEncoder } from '../../../../src/information/coding/symbolCoder';

function encode(symbols: ArrayLike<number>, tableOf: (i: number) => FrequencyTable): Uint8Array {
  const encoder = new SymbolEncoder();
  for (let i = 0; i < symbols.length; i++) encoder.encode(symbols[i], tableOf(i));
  return encoder.finish();
}

function decode(bytes: Uint8Array, count: number, tableOf: (i: number) => FrequencyTable): number[] {
  const decoder = new SymbolDecoder(bytes);
  return Array.from({ length: count }, (_, i) => decoder.decode(tableOf(i)));
}

const tables = fc
  .record({
    first: fc.integer({ min: -1000, max: 1000 }),
    weights: fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 1, noNaN: true })), { maxLength: 40 }),
    escape: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ first, weights, escape }) => {
    const sum = weights.reduce((a, b) => a + b, escape) || 1;
    return frequencyTable(
      first,
      weights.map((weight) => weight / sum),
    );
  });

describe('a table', () => {
  it('gives every symbol and the escape a share, and shares everything out', () => {
    fc.assert(
      fc.property(tables, ({ count, cumulative }) => {
        expect(cumulative[0]).toBe(0);
        expect(cumulative[count + 1]).toBe(tableTotal);
        for (let i = 0; i <= count; i++) expect(cumulative[i + 1]).toBeGreaterThan(cumulative[i]);
      }),
    );
  });

  it('finds the symbol at every share', () => {
    fc.assert(
      fc.property(tables, fc.nat(tableTotal - 1), (table, at) => {
        const place = placeOf(table, at);
        expect(table.cumulative[place]).toBeLessThanOrEqual(at);
        expect(table.cumulative[place + 1]).toBeGreaterThan(at);
      }),
    );
  });

  it('refuses what are no probabilities', () => {
    for (const wrong of [[0.7, 0.7], [-0.1], [NaN], [Infinity]])
      expect(() => frequencyTable(0, wrong)).toThrow(InputError);
  });
});

describe('the range coder', () => {
  it('gives back any symbols with any tables, those beyond the table too', () => {
    const symbol = fc.oneof(
      fc.integer({ min: -1100, max: 1100 }),
      fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(symbol, fc.nat(4)), { maxLength: 300 }),
        fc.array(tables, { minLength: 5, maxLength: 5 }),
        (pairs, five) => {
          const tableOf = (i: number): FrequencyTable => five[pairs[i][1]];
          const symbols = pairs.map(([value]) => value);
          expect(decode(encode(symbols, tableOf), symbols.length, tableOf)).toEqual(symbols);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives back streams whose bytes are all carries', () => {
    // The last of two symbols with nearly all of the range pushes `low` to the top of it again and again.
    const table = frequencyTable(0, [1e-6, 1 - 1e-6]);
    for (const length of [1, 2, 3, 50, 5000, 1_000_000]) {
      const symbols = Array.from({ length }, (_, i) => (length > 1 && i === length >> 1 ? 0 : 1));
      expect(
        decode(
          encode(symbols, () => table),
          length,
          () => table,
        ),
      ).toEqual(symbols);
    }
  });

  it('writes nothing for nothing, and next to nothing for what is nearly certain', () => {
    const table = frequencyTable(7, [1]);
    expect(encode([], () => table)).toHaveLength(0);
    expect(encode([7], () => table).length).toBeLessThanOrEqual(1);
    expect(encode(new Int32Array(100_000).fill(7), () => table).length).toBeLessThan(4);
  });

  it('refuses what is no symbol', () => {
    const table = frequencyTable(0, [0.5, 0.5]);
    for (const wrong of [0.5, NaN, Infinity, 2 ** 31]) expect(() => encode([wrong], () => table)).toThrow(InputError);
  });

  it('ends on a stream that was cut or made up, with some symbol or a sentence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), tables, (bytes, table) => {
        try {
          expect(decode(bytes, 50, () => table).every(Number.isInteger)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });

  it.each([
    [0.5, 1000],
    [0.05, 100_000],
    [0.001, 1_000_000],
  ])('stays within half a per cent of the entropy of a bit of probability %s over %s draws', (p, length) => {
    const random = new Random(4);
    const symbols = Int32Array.from({ length }, () => (random.uniform() < p ? 1 : 0));
    const table = frequencyTable(0, [1 - p, p]);
    const bits = symbols.reduce((sum, symbol) => sum - Math.log2(symbol ? p : 1 - p), 0);
    const bytes = encode(symbols, () => table);
    // One byte at the end identifies the number in the last interval.
    expect(8 * bytes.length).toBeLessThan(1.005 * bits + 8);
    expect(8 * bytes.length).toBeGreaterThan(0.999 * bits - 1);
    expect(decode(bytes, length, () => table)).toEqual(Array.from(symbols));
  });
});

describe('a normal number rounded to integers', () => {
  // Phi by its series, to the last digits.
  const normal = (x: number): number => {
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > 1e-18; n++) sum += term *= (x * x) / (2 * n + 1);
    return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
  };
  const probabilities = Array.from({ length: 13 }, (_, i) => normal(i - 5.5) - normal(i - 6.5));

  it('is coded in 2.10483265 bits, with less than .5 % on top', () => {
    const entropy = probabilities.reduce((sum, p) => (p > 0 ? sum - p * Math.log2(p) : sum), 0);
    expect(entropy).toBeCloseTo(2.10483265, 7);
    const random = new Random(2);
    const symbols = Int32Array.from({ length: 1_000_000 }, () => Math.round(random.normal()));
    const table = frequencyTable(
      -6,
      probabilities.map((p) => Math.max(0, p)),
    );
    const bytes = encode(symbols, () => table);
    const model = symbols.reduce((sum, symbol) => sum - Math.log2(probabilities[symbol + 6]), 0);
    expect((8 * bytes.length) / model - 1).toBeLessThan(1e-4);
    // The surprise of one draw has a standard deviation of about .9 bits: a million leave .001.
    expect(Math.abs((8 * bytes.length) / 1_000_000 - entropy)).toBeLessThan(0.005);
    expect(decode(bytes, 1_000_000, () => table)).toEqual(Array.from(symbols));
  });
});

describe('a mixture of logistics', () => {
  const mixture = fc
    .array(
      fc.record({
        weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
        mean: fc.double({ min: -30, max: 30, noNaN: true }),
        scale: fc.double({ min: 0.02, max: 8, noNaN: true }),
      }),
      { minLength: 1, maxLength: 5 },
    )
    .map((parts) => {
      const sum = parts.reduce((total, { weight }) => total + weight, 0);
      return {
        weights: parts.map(({ weight }) => weight / sum),
        means: parts.map(({ mean }) => mean),
        scales: parts.map(({ scale }) => scale),
      };
    });

  it('shares its mass out among the integers', () => {
    fc.assert(
      fc.property(mixture, (density) => {
        let sum = 0;
        for (let n = -400; n <= 400; n++) {
          const p = binProbability(density, n);
          expect(p).toBeGreaterThanOrEqual(0);
          sum += p;
        }
        expect(sum).toBeCloseTo(1, 9);
      }),
    );
  });

  it('has a table that holds all but what is rare', () => {
    fc.assert(
      fc.property(mixture, (density) => {
        const { cumulative, count, first } = mixtureTable(density);
        const escape = (cumulative[count + 1] - cumulative[count]) / tableTotal;
        expect(escape).toBeLessThan(1e-4);
        expect(binProbability(density, first - 1)).toBeLessThan(1e-6);
      }),
    );
  });
});
