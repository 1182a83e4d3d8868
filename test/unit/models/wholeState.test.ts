import { beforeAll, describe, expect, it } from 'vitest';
import { stateKind, stateSize } from '../../../src/config/layers/wholeState';
import { isCell } from '../../../src/config/layers/layerTraits';
import { Random } from '../../../src/base/random';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import type { LayerActivations } from '../../../src/models/activations';
import type { NamedWeights } from '../../../src/models/model';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { referenceRun } from './steppedReference';
import { configOf, echo, type LayerInput } from './support';

const [samples, length, symbols] = [7, 6, 3];
const out = { type: 'dense', name: 'out', units: symbols, activation: 'softmax' } as const;

beforeAll(async () => {
  await selectBackend('cpu');
});

/** Weights of the same shapes with no zeros, so that no term goes unseen. */
function drawn(weights: NamedWeights): NamedWeights {
  const random = new Random(4);
  return Object.fromEntries(
    Object.entries(weights).map(([name, { shape, values }]) => [
      name,
      { shape, values: values.map(() => 0.6 * random.normal()) },
    ]),
  );
}

async function shown(cell: LayerInput) {
  const data = echo({ samples, length, symbols });
  const config = configOf([{ ...cell, name: 'memory' }, out]);
  const model = buildModel(config, data, coreKernel);
  model.setWeights(drawn(model.weights()));
  const states = await model.activations(data.heldOut, samples, 1, undefined, undefined, 'state');
  return { model, config: config.model.layers[0], inputs: data.heldOut.inputs, states };
}

/** One state, as numbers. */
const at = ({ values, units }: LayerActivations, row: number, time: number): number[] =>
  Array.from(values.subarray((row * length + time) * units, (row * length + time + 1) * units));

/** A state as the cells of the reference have it: of exponential gates without their stabiliser. */
function asReference(cell: LayerInput & { units?: number; heads?: number }, state: readonly number[]): number[] {
  const { type, units = 0, heads = 1 } = cell;
  if (type === 'sLSTM') {
    const part = (which: number): number[] => state.slice(which * units, (which + 1) * units);
    const scale = part(3).map(Math.exp);
    return [...part(1), ...part(2)].map((value, j) => value * scale[j % units]);
  }
  if (type === 'mLSTM') {
    const own = state.length / heads;
    return Array.from({ length: heads }, (_, head) => state.slice(head * own, (head + 1) * own)).flatMap((part) =>
      part.slice(0, -1).map((value) => value * Math.exp(part[own - 1])),
    );
  }
  return type === 'lstm' ? state.slice(units) : [...state];
}

describe('the whole state of a recurrent layer', () => {
  it.each<LayerInput>([
    { type: 'lstm', units: 4 },
    { type: 'lstm', units: 4, peepholes: true, layerNormalization: true },
    { type: 'sLSTM', units: 4, heads: 2 },
    { type: 'mLSTM', units: 4, heads: 2 },
    { type: 'matrixState', units: 4, heads: 2, decay: 'channel', rule: 'delta' },
    { type: 'mamba', units: 3, stateSize: 2 },
    { type: 'mamba', units: 2, stateSize: 3, convolution: 1, rank: 2 },
  ])('is what the equations carry on: %o', async (cell) => {
    const { model, config, inputs, states } = await shown(cell);
    const [output, whole] = states;
    expect([output.layer, whole.layer]).toEqual(['memory', 'memory (state)']);
    expect(whole.units).toBe(stateSize(config));
    expect(model.layers[0].stateSize).toBe(whole.units);
    if (!isCell(config)) throw new Error('No cell.');
    const arrays = Object.fromEntries(
      Object.entries(model.weights()).map(([name, { values }]) => [name.replace('memory/', ''), Array.from(values)]),
    );
    const x = Array.from({ length: length * samples * symbols }, (_, place) => {
      const [t, b, j] = [
        Math.floor(place / (samples * symbols)),
        Math.floor(place / symbols) % samples,
        place % symbols,
      ];
      return inputs.values[(b * length + t) * symbols + j];
    });
    const { cells } = referenceRun(
      config,
      [length, samples, symbols],
      x,
      arrays,
      new Array<number>(length * samples * config.units).fill(0),
    );
    const size = cells.length / (length * samples);
    for (let t = 0; t < length; t++)
      for (let b = 0; b < samples; b++) {
        const expected = cells.slice((t * samples + b) * size, (t * samples + b + 1) * size);
        const found = asReference(cell, at(whole, b, t));
        expect(found).toHaveLength(size);
        found.forEach((value, j) => expect(Math.abs(value - expected[j])).toBeLessThan(1e-4 * (1 + Math.abs(value))));
        // The output is among the numbers of an LSTM's state.
        if (cell.type === 'lstm' || cell.type === 'sLSTM')
          expect(at(whole, b, t).slice(0, output.units)).toEqual(at(output, b, t));
      }
  });

  it.each<LayerInput>([
    { type: 'gru', units: 4 },
    { type: 'lru', units: 4 },
    { type: 'leakyRNN', units: 4 },
    { type: 'echoState', units: 4 },
    { type: 'bidirectional', layer: { type: 'gru', units: 2 } },
    { type: 'gru', units: 4, noise: { variance: 0.1, placement: 'recurrent' } },
    { type: 'lstm', units: 4, noise: { variance: 0.1, placement: 'recurrent' } },
  ])('is not there beside an output that is all of it, nor where noise is not on all of it: %o', async (cell) => {
    const { states, config } = await shown(cell);
    expect(states.map(({ layer }) => layer)).toEqual(['memory', 'out']);
    expect(stateKind(config)).toBe(cell.type === 'lstm' ? 'drawn' : 'output');
  });

  it('has no noise of the read-out, and no input that a residual layer adds', async () => {
    const noisy = await shown({ type: 'gru', units: symbols, noise: { variance: 0.1, placement: 'readout' } });
    expect(Array.from(noisy.states[1].values)).toEqual(Array.from(noisy.states[0].conditional!.means));
    const { states, inputs } = await shown({ type: 'gru', units: symbols, residual: true });
    const sum = states[1].values.map((value, i) => value + inputs.values[i]);
    for (const [i, value] of states[0].values.entries()) expect(sum[i]).toBeCloseTo(value, 5);
  });

  it('holds both directions, each at the place of its own output', async () => {
    const { states } = await shown({ type: 'bidirectional', layer: { type: 'lstm', units: 2 } });
    const [output, whole] = states;
    expect(whole.units).toBe(8);
    for (let t = 0; t < length; t++) {
      const [h, s] = [at(output, 3, t), at(whole, 3, t)];
      [...s.slice(0, 2), ...s.slice(4, 6)].forEach((value, j) => expect(value).toBeCloseTo(h[j], 5));
    }
  });
});
