import { expect, test } from 'vitest';
import type { AskedContext } from '../../../src/analysis/measures/asked/asked';
import { knockOut } from '../../../src/analysis/measures/asked/knockOut';
import { probedLayers } from '../../../src/analysis/measures/asked/probes';
import { unitsOfLayers } from '../../../src/analysis/measures/asked/units';
import { Random } from '../../../src/base/random';
import { configSchema } from '../../../src/config/schema/config';
import { discreteSequences } from '../../../src/data/sequences';
import { Breather } from '../../../src/information/numerics/breather';
import { runEstimationJob } from '../../../src/information/runJob';
import type { LayerActivations } from '../../../src/models/activations';
import type { NamedWeights } from '../../../src/models/model';
import type { AnalysisConfig } from '../../../src/config/schema/config';
import type { MeasuredQuantity } from '../../../src/result/measured';

const { signal } = new AbortController();
const [samples, length, units] = [400, 4, 3];

const parsed = configSchema.parse({
  data: { task: 'delayedCopy', symbols: 2, delay: 1, length, samples },
  model: {
    layers: [
      { type: 'simpleRNN', name: 'memory', units, activation: 'linear' },
      { type: 'dense', name: 'out', units: 2, activation: 'softmax' },
    ],
  },
});
const [recurrent, head] = parsed.model?.layers ?? [];
const config: AnalysisConfig = {
  ...parsed,
  model: {
    layers: [
      { ...recurrent, name: 'memory' },
      { ...head, name: 'out' },
    ],
  },
  networks: undefined,
};

const array = (shape: number[], values: number[]) => ({ shape, values: Float32Array.from(values) });
/** Unit 1 is the bit of this step as -1 or 1, unit 2 that of the step before, by the recurrence; unit 3 is nothing. */
const weights: NamedWeights = {
  'memory/kernel': array([2, units], [-1, 0, 0, 1, 0, 0]),
  'memory/recurrentKernel': array([units, units], [0, 1, 0, 0, 0, 0, 0, 0, 0]),
  'memory/bias': array([units], [0, 0, 0]),
  // The head answers with the sign of unit 2.
  'out/kernel': array([units, 2], [0, 0, -1, 1, 0, 0]),
  'out/bias': array([2], [0, 0]),
};

const random = new Random(3);
const bits = Int32Array.from({ length: samples * length }, () => random.integer(2));
const inputs = discreteSequences(bits, samples, length, 2);
const bitAt = (row: number, step: number): number => bits[row * length + step];
const rows = Int32Array.from({ length: samples }, (_, row) => row);
const before = Int32Array.from(rows, (row) => bitAt(row, length - 2));

function layerOf(state: (row: number, step: number) => number[]): LayerActivations {
  const values = Float32Array.from(
    { length: samples * length * units },
    (_, i) => state(Math.floor(i / (length * units)), Math.floor(i / units) % length)[i % units],
  );
  return { layer: 'memory', type: 'simpleRNN', values, samples, length, units, recurrent: true, stochastic: false };
}

const sign = (bit: number): number => 2 * bit - 1;
const memory = layerOf((row, step) => [sign(bitAt(row, step)), step > 0 ? sign(bitAt(row, step - 1)) : 0, 0]);
/** The head alone, as the network would run it. */
const runs = {
  logitsOf: (_: readonly number[], states: Float32Array, count: number) =>
    Promise.resolve(
      Float32Array.from(
        { length: 2 * count },
        (__, i) => (i % 2 === 0 ? -1 : 1) * states[Math.floor(i / 2) * units + 1],
      ),
    ),
};
const asked = { config, layer: memory, head: { index: 1, name: 'out' }, inputs, rows, symbols: before, weights, runs };

test('a unit that is held at every step is missed by the recurrence as well', async () => {
  const found = await knockOut(asked, new Breather());
  expect(found).toMatchObject({ everyStep: true, samples, accuracy: 1 });
  // Held at its mean, unit 1 hands on nothing, and unit 2 says nothing: one answer for all, right half of the time.
  const share = [...before].filter((bit) => bit === 1).length / samples;
  const [first, second, third] = found?.lost ?? [];
  for (const { value, low, high } of [first, second]) {
    expect(Math.min(Math.abs(value - share), Math.abs(value - (1 - share)))).toBeLessThan(1e-9);
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
  }
  expect(third.value).toBe(0);
  expect(third.low).toBeLessThan(0);
  expect(third.high).toBeGreaterThan(0);
  // Agresti and Min: 1.96/402 where nothing changed.
  expect(third.high).toBeCloseTo(1.96 / 402, 4);
});

test('where the input is no symbols, only what reads the last state is run again', async () => {
  const { symbols, alphabet, ...numbers } = inputs;
  const found = await knockOut({ ...asked, inputs: numbers }, new Breather());
  expect(found).toMatchObject({ everyStep: false, accuracy: 1 });
  const [first, second, third] = found?.lost ?? [];
  expect([first.value, third.value]).toEqual([0, 0]);
  expect(second.value).toBeGreaterThan(0.4);
});

const context = (layer: LayerActivations, target: Int32Array): AskedContext => {
  const targets = { ...discreteSequences(target, samples, 1, 2), at: 'end' as const };
  const set = { inputs, targets };
  const dataset = { title: { message: '', args: [] }, training: set, heldOut: set, exact: [], warnings: [] };
  return { config, dataset, states: [layer], samples, epoch: 0, weights: {}, runJob: runEstimationJob };
};

test.each([
  // Two copies of one bit: each tells all, and either can be missed.
  ['copies', (row: number) => [sign(before[row]), sign(before[row]), 0], 2, 0],
  // The product of two independent signs: no unit tells anything, and without either nothing is left.
  ['parity', (row: number) => [sign(before[row]) * sign(bitAt(row, 0)), sign(bitAt(row, 0)), 0], 0, 2],
] as const)('%s in the units have these degrees of redundancy and vulnerability', async (_, state, r, v) => {
  const layer = layerOf((row) => [...state(row)]);
  const { measured } = await unitsOfLayers(context(layer, before), new Breather(), signal);
  const one = (measure: MeasuredQuantity) => measured.filter((found) => found.measure === measure);
  // One bit is .693 nats; a decoder of 400 sequences finds nearly all of it.
  expect(one('stateInformation')[0].value).toBeGreaterThan(0.6);
  expect(one('stateInformation')[0]).toMatchObject({ bound: 'lower', unit: 'nats', target: 'Y', time: length });
  expect(one('unitInformation')).toHaveLength(units);
  expect(one('redundancy')[0].value).toBeCloseTo(r, 0);
  expect(one('vulnerability')[0].value).toBeCloseTo(v, 0);
  for (const [measure, exact] of [
    ['redundancy', r],
    ['vulnerability', v],
  ] as const) {
    // A decoder stops just short of the bit, which the ends of the sums do not hold.
    expect(one(measure)[0].low).toBeLessThanOrEqual(exact + 0.05);
    expect(one(measure)[0].high).toBeGreaterThanOrEqual(exact - 0.05);
  }
  expect(one('knockOut')).toEqual([]);
});

test('a product of signs keeps a bit that a perceptron reads, and no linear decoder', async () => {
  const layer = layerOf((row) => [sign(before[row]) * sign(bitAt(row, 0)), sign(bitAt(row, 0)), 0]);
  // The head answers with the second sign.
  const out: LayerActivations = {
    ...{ layer: 'out', type: 'dense', units: 2, samples, length, recurrent: false, stochastic: false },
    values: Float32Array.from({ length: samples * length * 2 }, (_, i) =>
      Number(bitAt(Math.floor(i / (2 * length)), 0) === i % 2),
    ),
  };
  const of = context(layer, before);
  const { measured } = await probedLayers({ ...of, states: [layer, out] }, new Breather(), signal);
  const at = (measure: MeasuredQuantity, lag: number) =>
    measured.find((one) => one.measure === measure && one.lag === lag)?.value ?? NaN;
  // The input of the step before the last: one bit, .693 nats, in the product alone.
  expect(at('perceptronProbe', 1)).toBeGreaterThan(0.6);
  expect(at('linearProbe', 1)).toBeLessThan(0.02);
  // That of the first step stands in a unit, and in the answer.
  expect(at('linearProbe', length - 1)).toBeGreaterThan(0.6);
  expect(at('usedInformation', length - 1)).toBeCloseTo(Math.LN2, 1);
  expect(at('usedInformation', 1)).toBeLessThan(0.02);
  // Inputs that the state never saw.
  expect(at('perceptronProbe', 0)).toBeLessThan(0.02);
});
