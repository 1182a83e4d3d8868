import { expect, test } from 'vitest';
import { Random } from '../../../../src/base/random';
import type { SequenceSet } from '../../../../src/data/dataset';
import type { LayerActivations } from '../../../../src/models/activations';
import { binsFor, cellsOf, informationOf } from '../../../../src/analysis/states/cells';
import { unitsTell } from '../../../../src/analysis/states/unitInformation';

const signal = new AbortController().signal;
const random = new Random(11);
const codes = (of: ArrayLike<number>) => ({ codes: Int32Array.from(of), count: Math.max(...Array.from(of)) + 1 });

test('of two independent variables the corrected estimate is near 0, where the plug-in one is its bias', () => {
  const samples = 2000;
  const a = codes(Array.from({ length: samples }, () => random.integer(16)));
  const b = codes(Array.from({ length: samples }, () => random.integer(8)));
  // The bias of the plug-in estimate is 15 * 7 / 2N = .026 nats; its deviation about sqrt(15 * 7 / 2) / N = .004.
  expect(informationOf(a, b)).toBeLessThan(0.012);
});

test('of a copy it is the entropy, and rows that have none are left out', () => {
  const of = Array.from({ length: 4000 }, () => random.integer(4));
  expect(Math.abs(informationOf(codes(of), codes(of)) - Math.log(4))).toBeLessThan(0.002);
  const holes = { codes: Int32Array.from(of, (code, i) => (i % 2 === 0 ? code : -1)), count: 4 };
  expect(Math.abs(informationOf(holes, codes(of)) - Math.log(4))).toBeLessThan(0.004);
  expect(informationOf({ codes: new Int32Array(100).fill(-1), count: 1 }, codes(of.slice(0, 100)))).toBeNaN();
});

test('cells are so few that the bias stays small, and none where two are too many', () => {
  expect([binsFor(4096, 2), binsFor(1000, 4), binsFor(100, 2), binsFor(1500, 32), binsFor(64, 32)]).toEqual([
    16,
    10,
    5,
    5,
    undefined,
  ]);
});

test('a few sequences of units that are noise tell next to nothing about the target', async () => {
  const [samples, units] = [100, 12];
  const values = Float32Array.from({ length: samples * units }, () => random.normal());
  const symbols = Int32Array.from({ length: samples }, () => random.integer(2));
  const one = { samples, length: 1, features: 1, values: new Float32Array(samples), symbols, alphabet: 2 };
  const layer = { layer: 'm', type: 'gru', samples, length: 1, values, units, recurrent: true, stochastic: false };
  const { information } = await unitsTell(layer, { inputs: one }, signal);
  // In 16 cells the largest of them would be about .2 nats; in 5 the deviation of one is .014.
  expect(Math.max(...information!.nats)).toBeLessThan(0.07);
});

test('of a Gaussian pair in 16 cells each it is below -log(1 - r^2) / 2, by less than a tenth', () => {
  const samples = 4000;
  const [x, y] = [new Float64Array(samples), new Float64Array(samples)];
  for (let i = 0; i < samples; i++) {
    x[i] = random.normal();
    y[i] = 0.8 * x[i] + 0.6 * random.normal();
  }
  const exact = -Math.log(1 - 0.64) / 2;
  const found = informationOf(cellsOf(x, 16), cellsOf(y, 16));
  // Cells lose information; 225 degrees of freedom give a deviation of about .015.
  expect(found).toBeLessThan(exact + 0.045);
  expect(found).toBeGreaterThan(0.9 * exact - 0.045);
});

/** Sequences of 3 symbols; unit 0 holds the last one, unit 1 the one before, unit 2 noise. */
function copies(lengths?: Int32Array): { layer: LayerActivations; set: SequenceSet } {
  const [samples, length] = [1000, 5];
  const symbols = Int32Array.from({ length: samples * length }, () => random.integer(3));
  const values = new Float32Array(samples * length * 3);
  for (let row = 0; row < samples; row++)
    for (let step = 0; step < length; step++) {
      const at = row * length + step;
      values[3 * at] = symbols[at];
      values[3 * at + 1] = step > 0 ? -symbols[at - 1] : 0;
      values[3 * at + 2] = random.normal();
    }
  const one = { samples, length, ...(lengths && { lengths }) };
  const inputs = { ...one, values: new Float32Array(samples * length), features: 1, symbols, alphabet: 3 };
  const layer = { ...one, layer: 'memory', type: 'lstm', values, units: 3, recurrent: true, stochastic: false };
  return { layer, set: { inputs } };
}

test('each unit is told with the inputs that it holds; without a target, about the last input', async () => {
  const { layer, set } = copies();
  const { information, lags, kept } = await unitsTell(layer, set, signal);
  expect(lags).toBe(5);
  expect(information?.about).toBe('input');
  const full = Math.log(3);
  for (const [unit, lag] of [
    [0, 0],
    [1, 1],
  ])
    for (let other = 0; other < 5; other++) {
      if (other === lag) expect(kept[unit * 5 + other]).toBeGreaterThan(full - 0.01);
      else expect(kept[unit * 5 + other]).toBeLessThan(0.02);
    }
  expect(information!.nats[0]).toBeGreaterThan(full - 0.01);
  expect(Math.max(information!.nats[1], information!.nats[2])).toBeLessThan(0.03);
});

test('with a target at the end it is about that; inputs of several numbers give no lags', async () => {
  const { layer, set } = copies();
  const classes = Int32Array.from({ length: 1000 }, (_, row) => set.inputs.symbols![row * 5 + 3]);
  const targets = { ...set.inputs, length: 1, symbols: classes, at: 'end' as const };
  const { information } = await unitsTell(layer, { ...set, targets }, signal);
  expect(information?.about).toBe('target');
  expect(information!.nats[1]).toBeGreaterThan(Math.log(3) - 0.01);
  expect(information!.nats[0]).toBeLessThan(0.02);
  const numbers = { samples: 1000, length: 5, features: 2, values: new Float32Array(10_000) };
  const nothing = await unitsTell(layer, { inputs: numbers }, signal);
  expect(nothing.lags).toBe(0);
  expect(nothing.information).toBeUndefined();
});

test('of single numbers, a unit that copies one is told with its lag', async () => {
  const [samples, length] = [1000, 3];
  const numbers = Float32Array.from({ length: samples * length }, () => random.normal());
  const copied = Float32Array.from(numbers, (_, at) => (at % length > 0 ? numbers[at - 1] : 0));
  const one = { samples, length, values: numbers, features: 1 };
  const layer = { ...one, layer: 'm', type: 'gru', values: copied, units: 1, recurrent: true, stochastic: false };
  const { kept, lags, bins } = await unitsTell(layer, { inputs: one }, signal);
  expect([lags, bins]).toEqual([3, 10]);
  expect(kept[1]).toBeGreaterThan(Math.log(10) - 0.1);
  // 81 degrees of freedom: the deviation is .006 nats.
  expect(Math.max(kept[0], kept[2])).toBeLessThan(0.03);
});
