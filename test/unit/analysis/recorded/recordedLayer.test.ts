import { expect, it } from 'vitest';
import { recordedLayer } from '../../../../src/analysis/recorded/recordedLayer';
import type { LayerActivations } from '../../../../src/models/activations';

/** Two sequences of three and of two real steps; a state holds its step, and 10 more where it reads backward. */
const layer = (name: string, units: number, values: number[]): LayerActivations => ({
  layer: name,
  type: 'recorded',
  values: Float32Array.from(values),
  samples: 2,
  length: 3,
  units,
  recurrent: true,
  stochastic: false,
  lengths: Int32Array.of(3, 2),
});
const samePosition = [1, 11, 2, 12, 3, 13, 1, 11, 2, 12, 0, 0];
const ownSteps = [1, 13, 2, 12, 3, 11, 1, 12, 2, 11, 0, 0];

it('may have both directions by position, as a framework returns them, or by steps of their own', () => {
  const orders = recordedLayer('both', [layer('both', 2, samePosition)], true);
  expect(orders.map(({ values }) => [...values])).toEqual([samePosition, ownSteps]);
  expect(recordedLayer('both', [layer('both', 2, samePosition)], false)).toHaveLength(1);
});

it('has the same orders where the directions were recorded apart', () => {
  const apart = [layer('both/forward', 1, [1, 2, 3, 1, 2, 0]), layer('both/backward', 1, [11, 12, 13, 11, 12, 0])];
  expect(recordedLayer('both', apart, true).map(({ values }) => [...values])).toEqual([samePosition, ownSteps]);
});
