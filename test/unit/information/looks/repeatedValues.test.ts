import fc from 'fast-check';
import { expect, it } from 'vitest';
import { repeatedValues } from '../../../../src/information/looks/repeatedValues';

it('counts the samples of each column whose value came before, like a set', () => {
  const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
  const rows = fc
    .integer({ min: 1, max: 11 })
    .chain((columns) => fc.array(fc.array(value, { minLength: columns, maxLength: columns }), { minLength: 2 }));
  fc.assert(
    fc.property(rows, (table) => {
      const values = Float64Array.from(table.flat());
      const [samples, dimensions] = [table.length, table[0].length];
      const expected = table[0].map((_, j) => samples - new Set(table.map((row) => row[j])).size);
      const found = repeatedValues({ name: 'x', kind: 'continuous', values, samples, dimensions });
      expect(Array.from(found)).toEqual(expected);
    }),
  );
});

it('is quick where all values are alike but for their last bits', () => {
  const values = Float64Array.from({ length: 20_000 }, (_, i) => 1 + i * 2 ** -52);
  const column = { name: 'x', kind: 'continuous', values, samples: values.length, dimensions: 1 } as const;
  expect(repeatedValues(column)[0]).toBe(0);
});
