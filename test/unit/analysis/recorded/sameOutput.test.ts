import { expect, it } from 'vitest';
import { isSameOutput } from '../../../../src/analysis/recorded/sameOutput';
import type { LayerActivations } from '../../../../src/models/activations';

const [samples, length, units] = [2, 3, 2];
const layer = (values: number[], steps: number): LayerActivations => ({
  layer: 'out',
  type: 'dense',
  values: Float32Array.from(values),
  samples,
  length: steps,
  units,
  recurrent: false,
  stochastic: false,
});
const every = [1, 2, 3, -4, 5, 6, -7, 8, 9, 1, 2, 3];
const inputs = { length, lengths: Int32Array.of(3, 2) };
/** Of the last real steps. */
const ends = [5, 6, 9, 1];

it('is the same by the numbers, or by the last real step where one of them has a single one', () => {
  expect(isSameOutput(layer(every, 3), layer(every, 3), inputs)).toBe(true);
  expect(isSameOutput(layer(ends, 1), layer(every, 3), inputs)).toBe(true);
  expect(isSameOutput(layer(every, 3), layer(ends, 1), inputs)).toBe(true);
  // What stands behind the last real step of a sequence is no data.
  expect(isSameOutput(layer(every, 3), layer([...every.slice(0, 10), 70, 80], 3), inputs)).toBe(true);
});

it('is the same behind a softmax, its logarithm or a sigmoid', () => {
  const shares = (a: number, b: number): number[] => [1 / (1 + Math.exp(b - a)), 1 / (1 + Math.exp(a - b))];
  const soft = [...shares(5, 6), ...shares(9, 1)];
  expect(isSameOutput(layer(ends, 1), layer(soft, 1), inputs)).toBe(true);
  expect(isSameOutput(layer(ends, 1), layer(soft.map(Math.log), 1), inputs)).toBe(true);
  const sigmoid = ends.map((value) => 1 / (1 + Math.exp(-value)));
  expect(isSameOutput(layer(ends, 1), layer(sigmoid, 1), inputs)).toBe(true);
});

it('is another where a network reads a mean over time, or has another shape', () => {
  expect(isSameOutput(layer(ends, 1), layer([3, 4 / 3, 1, 4.5], 1), inputs)).toBe(false);
  expect(isSameOutput(layer(ends, 1), { ...layer([1, 2, 3, 4, 5, 6], 1), units: 3 }, inputs)).toBe(false);
});
