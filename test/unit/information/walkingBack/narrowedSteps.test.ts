import { expect, it } from 'vitest';
import { Random } from '../../../../src/base/random';
import { principalColumns } from '../../../../src/information/estimators/critics/principal';
import { narrowed } from '../../../../src/information/estimators/walkingBack/narrowedSteps';
import { centred } from '../../../../src/information/numerics/products';

it('has the principal columns of all states together, block by block', () => {
  const [units, count, last] = [80, 1500, 30];
  const random = new Random(7);
  // Variances that fall from direction to direction, as those of states do.
  const states = (rows: number): Float64Array =>
    Float64Array.from({ length: rows * units }, (_, i) => 5 + random.normal() * 0.9 ** (i % units));
  const [before, after, end] = [Float32Array.from(states(count)), states(count), states(last)];
  const symbols = new Int32Array(count);
  const { transitions, states: narrow } = narrowed({ units, before, clean: before, after, symbols }, end);
  const all = Float64Array.from([...before, ...after, ...end]);
  const { rows, width } = principalColumns(centred(all, 2 * count + last, units), 2 * count + last, units, 64);
  expect(transitions.units).toBe(width);
  const found = [...transitions.before, ...transitions.after, ...narrow];
  expect(found).toHaveLength(rows.length);
  // Both sum 3030 products of size 1 in double precision, in another order.
  expect(found.reduce((most, value, i) => Math.max(most, Math.abs(value - rows[i])), 0)).toBeLessThan(1e-8);
});
