import { expect, test } from 'vitest';
import { Random } from '../../../../src/base/random';
import { chosenSequences } from '../../../../src/analysis/states/chosen';
import { makeStates } from '../../../../src/analysis/states/makeStates';
import { planeOf } from '../../../../src/analysis/states/plane';
import type { SequenceSet } from '../../../../src/data/dataset';
import type { LayerActivations } from '../../../../src/models/activations';
import { allStates, type HeldStates } from '../../../../src/models/heldStates';
import { stateRows } from '../../../../src/models/stateIndex';
import { valueOf } from '../../../../src/result/states/value';

const signal = new AbortController().signal;
const [samples, length, units] = [20, 6, 3];
const lengths = Int32Array.from({ length: samples }, (_, row) => (row % 2 === 0 ? 6 : 4));

function example(): { layers: LayerActivations[]; set: SequenceSet } {
  const random = new Random(5);
  const symbols = Int32Array.from({ length: samples * length }, (_, i) =>
    i % length < lengths[Math.floor(i / length)] ? random.integer(3) : -1,
  );
  const inputs = { samples, length, lengths, features: 1, values: new Float32Array(120), symbols, alphabet: 3 };
  const one = { samples, units, recurrent: true, stochastic: false, type: 'gru', lengths };
  const layers = [
    { ...one, layer: 'forward', length, values: Float32Array.from({ length: 360 }, () => random.normal()) },
    { ...one, layer: 'end', length: 1, values: Float32Array.from({ length: 60 }, () => random.normal()) },
  ];
  return { layers, set: { inputs } };
}

/** The same states, of which only some steps are at hand at once. */
const inParts = (layers: readonly LayerActivations[]): HeldStates => ({
  atOnce: 2 * samples * 2 * units,
  layers: layers.map((layer) => ({ ...layer, values: new Float32Array(0), views: [] })),
  with: (views) =>
    Promise.resolve(
      layers.map((layer) => {
        const wanted = views(layer.layer) ?? [];
        const values = new Float32Array(samples * wanted.length * units);
        wanted.forEach(({ time, reading }, place) => {
          const at = stateRows(layer, time, reading);
          for (let row = 0; row < samples; row++)
            for (let unit = 0; unit < units; unit++)
              if (layer.length === 1 || time > length - lengths[row])
                values[(row * wanted.length + place) * units + unit] = layer.values[at(row) * units + unit];
        });
        return { ...layer, values, views: wanted };
      }),
    ),
});

test('bytes are within half a step of each state, aligned at the ends of the sequences', async () => {
  const { layers, set } = example();
  const made = await makeStates(allStates(layers), { epoch: 4, set, samples, seed: 1 }, signal);
  expect(made.header).toMatchObject({ epoch: 4, sequences: 20, analysed: 20, length: 6, inputs: { alphabet: 3 } });
  const [shape, end] = made.header.arrays;
  expect([shape.steps, end.steps]).toEqual([6, 1]);
  for (let row = 0; row < samples; row++)
    for (let time = 1; time <= length; time++) {
      const at = row * length + time - 1;
      const step = lengths[row] - length + time - 1;
      expect(made.inputs[at]).toBe(step < 0 ? -1 : set.inputs.symbols![row * length + step]);
      if (step < 0) continue;
      for (let unit = 0; unit < units; unit++) {
        const exact = layers[0].values[(row * length + step) * units + unit];
        const half = (shape.high[unit] - shape.low[unit]) / 510;
        expect(Math.abs(valueOf(shape, unit, made.states[0][at * units + unit]) - exact)).toBeLessThan(half + 1e-6);
      }
    }
  expect(valueOf(end, 2, made.states[1][5 * units + 2])).toBeCloseTo(layers[1].values[5 * units + 2], 1);
});

test('states of which some steps are held at once make the same file', async () => {
  const { layers, set } = example();
  const from = { epoch: 4, set, samples, seed: 1 };
  expect(await makeStates(inParts(layers), from, signal)).toEqual(await makeStates(allStates(layers), from, signal));
});

test('too many sequences are a seeded sample of them within the bytes', async () => {
  const { layers, set } = example();
  const each = units * (length + 1);
  const made = await makeStates(allStates(layers), { epoch: 4, set, samples, seed: 3, most: 7 * each + 1 }, signal);
  expect(made.rows).toHaveLength(7);
  expect([...made.rows]).toEqual([...made.rows].sort((a, b) => a - b));
  expect(made.header).toMatchObject({ sequences: 7, analysed: 20 });
  expect(made.states.reduce((sum, bytes) => sum + bytes.length, 0)).toBe(7 * each);
  expect([...chosenSequences(samples, each, 3, 7 * each)]).toEqual([...made.rows]);
  expect([...chosenSequences(samples, each, 4, 7 * each)]).not.toEqual([...made.rows]);
});

test('the plane is that of the two largest variances, with their shares', () => {
  const random = new Random(2);
  const [count, columns] = [4000, 5];
  const scales = [60, 8, 30, 4, 4];
  const bytes = new Uint8Array(count * columns);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.round(128 + scales[i % columns] * (2 * random.uniform() - 1));
  const ends = (value: number) => new Float64Array(columns).fill(value);
  const { first, second, shares } = planeOf(bytes, columns, ends(-1), ends(1), () => true);
  expect(first[0]).toBeGreaterThan(0.99);
  expect(second[2]).toBeGreaterThan(0.99);
  const total = scales.reduce((sum, scale) => sum + scale ** 2, 0);
  // The deviation of a sample variance of 4000 draws of a uniform variable is 1.4 %.
  expect(Math.abs(shares[0] - 3600 / total)).toBeLessThan(0.02);
  expect(Math.abs(shares[1] - 900 / total)).toBeLessThan(0.02);
});
