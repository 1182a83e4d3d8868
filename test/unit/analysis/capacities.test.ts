import { describe, expect, it } from 'vitest';
import { stateCapacities } from '../../../src/analysis/measures/capacities';
import { Random } from '../../../src/base/random';
import { readConfig } from '../../../src/config/readConfig';
import type { LayerActivations } from '../../../src/models/activations';

const config = readConfig(
  '{ "data": { "task": "gaussianNoise" }, "model": { "layers": [{ "type": "gru", "units": 2 }] }, ' +
    '"training": { "epochs": 0 }, "analysis": { "noise": { "variance": 0.1 } } }',
).config!;
const samples = 20_000;
const layer = (
  units: number,
  value: (random: Random, unit: number) => number,
  more: Partial<LayerActivations> = {},
): LayerActivations => {
  const random = new Random(1);
  return {
    layer: 'h',
    type: 'gru',
    samples,
    length: 1,
    units,
    recurrent: true,
    stochastic: false,
    values: Float32Array.from({ length: samples * units }, (_, i) => value(random, i % units)),
    ...more,
  };
};

describe('the capacity of a state', () => {
  it("is the sum of its units' Gaussian channels", () => {
    const [{ value, low, high, bound }] = stateCapacities(
      3,
      [layer(2, (random, unit) => (unit + 1) * random.normal())],
      5,
      config,
    );
    const truth = Math.log(1 + 1 / 0.1) / 2 + Math.log(1 + 4 / 0.1) / 2;
    // The error of ln var is sqrt(2/N) = .01 a unit.
    expect(Math.abs(value - truth)).toBeLessThan(0.02);
    expect(low).toBeLessThan(truth);
    expect(high).toBeGreaterThan(truth);
    expect(bound).toBe('upper');
  });

  it(
    'is nothing for a unit that never moves, and less for one that is pressed against its ends than its ' +
      'range says',
    () => {
      expect(stateCapacities(0, [layer(1, () => 0.5)], 1, config)[0].value).toBeCloseTo(0, 10);
      const [{ value }] = stateCapacities(0, [layer(1, (random) => (random.uniform() < 0.5 ? -1 : 1))], 1, config);
      expect(value).toBeCloseTo(Math.log(11) / 2, 3);
    },
  );

  it("counts a code's own noise, and leaves out what has no known density", () => {
    const means = Float32Array.from({ length: samples }, (_, i) => (i % 2 ? 1 : -1));
    const variances = Float32Array.from({ length: samples }, (_, i) => (i % 4 < 2 ? 1 : 3));
    const [{ value }] = stateCapacities(
      0,
      [layer(1, () => 0, { stochastic: true, conditional: { means, variances } })],
      1,
      config,
    );
    expect(value).toBeCloseTo((Math.log(1 + 2) - Math.log(3) / 2) / 2, 3);
    expect(stateCapacities(0, [layer(1, () => 0, { stochastic: true })], 1, config)).toEqual([]);
  });
});
