import { beforeAll, describe, expect, it } from 'vitest';
import { gatesOf } from '../../../src/config/layers/gates';
import { cellOf, isCell } from '../../../src/config/layers/layerTraits';
import { Random } from '../../../src/base/random';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import type { GatesOfSequences, NamedWeights } from '../../../src/models/model';
import { steppedCell } from '../../../src/models/network/stepped/cells';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf, echo, type LayerInput } from './support';

const [samples, length, symbols] = [7, 6, 3];
const out = { type: 'dense', name: 'out', units: symbols, activation: 'softmax' } as const;

beforeAll(async () => {
  await selectBackend('cpu');
});

function drawn(weights: NamedWeights): NamedWeights {
  const random = new Random(4);
  return Object.fromEntries(
    Object.entries(weights).map(([name, { shape, values }]) => [
      name,
      { shape, values: values.map(() => 0.6 * random.normal()) },
    ]),
  );
}

/** The gates of a layer on the held-out sequences, and its outputs and whole states. */
async function shown(layer: LayerInput, weights: (initial: NamedWeights) => NamedWeights = drawn) {
  const data = echo({ samples, length, symbols });
  const config = configOf([{ ...layer, name: 'memory' }, out]);
  const model = buildModel(config, data, coreKernel);
  model.setWeights(weights(model.weights()));
  const found: GatesOfSequences[] = [];
  await model.gates(data.heldOut.inputs, 1, (gates) => found.push(gates));
  const states = await model.activations(data.heldOut, samples, 1, undefined, undefined, 'state');
  const own = config.model.layers[0];
  const cell = cellOf(own);
  return { found, states, own, gates: cell ? gatesOf(cell) : [], model };
}

const cells: LayerInput[] = [
  { type: 'lstm', units: 4 },
  { type: 'lstm', units: 4, peepholes: true, layerNormalization: true },
  { type: 'gru', units: 4 },
  { type: 'gru', units: 4, resetAfter: true },
  { type: 'minGRU', units: 4 },
  { type: 'minLSTM', units: 4 },
  { type: 'rgLRU', units: 4 },
  { type: 'sLSTM', units: 4, heads: 2 },
  { type: 'mLSTM', units: 4, heads: 2 },
  { type: 'matrixState', units: 4, heads: 2, decay: 'channel', rule: 'delta' },
  { type: 'matrixState', units: 4, heads: 2, decay: 'scalar', rule: 'add' },
  { type: 'mamba', units: 3, stateSize: 2 },
  { type: 'lru', units: 4 },
  { type: 'leakyRNN', units: 4 },
  { type: 'echoState', units: 4, leak: 0.3 },
];

describe('the gates of a cell', () => {
  it.each(cells)('give, in one step, the output of the network: %o', async (cell) => {
    const { found, gates } = await shown(cell);
    const [one] = found;
    expect(found).toHaveLength(1);
    expect(one).toMatchObject({ layer: 'memory', first: 0, count: samples });
    expect(one.width).toBe(gates.reduce((sum, { columns }) => sum + columns, 0));
    expect(one.values).toHaveLength(samples * length * one.width);
    // Kernels compute in single precision.
    expect(one.error).toBeLessThan(1e-4);
    // Shares are between 0 and 1, and no gate is left at zero.
    for (let row = 0; row < samples * length; row++) {
      let at = row * one.width;
      for (const { name, columns, range } of gates) {
        for (const value of one.values.subarray(at, at + columns)) {
          // The normaliser of an sLSTM is 0 before the first step, so that there is no share of it.
          expect(Number.isNaN(value)).toBe(row < samples && name === 'kept');
          if (Number.isNaN(value)) continue;
          expect(value).not.toBe(0);
          if (range === 'share') expect(value > 0 && value < 1).toBe(true);
          if (range === 'positive') expect(value).toBeGreaterThan(0);
          if (range === 'signed') expect(Math.abs(value)).toBeLessThan(1);
        }
        at += columns;
      }
    }
  });

  it.each(cells)('are as many and as wide as the table says: %o', async (cell) => {
    const { own, gates, model } = await shown(cell);
    if (!isCell(own)) throw new Error('No cell.');
    const weights = model.weights();
    const stepped = steppedCell(own, (name) => weights[`memory/${name}`].values);
    expect(stepped.gates?.map((gate) => gate.length)).toEqual(gates.map(({ columns }) => columns));
  });

  it('make the state of an LSTM from the state before: c = f c + i g, h = o tanh(c)', async () => {
    const units = 4;
    const { found, states } = await shown({ type: 'lstm', units });
    const whole = states.find(({ layer }) => layer === 'memory (state)');
    if (!whole) throw new Error('No state.');
    const stateAt = (b: number, t: number, j: number): number =>
      t < 0 ? 0 : whole.values[(b * length + t) * 2 * units + j];
    const [{ values, width }] = found;
    for (let b = 0; b < samples; b++)
      for (let t = 0; t < length; t++)
        for (let j = 0; j < units; j++) {
          const gate = (k: number): number => values[(t * samples + b) * width + k * units + j];
          const [i, f, o, g] = [0, 1, 2, 3].map(gate);
          const c = f * stateAt(b, t - 1, units + j) + i * g;
          expect(stateAt(b, t, units + j)).toBeCloseTo(c, 5);
          expect(stateAt(b, t, j)).toBeCloseTo(o * Math.tanh(c), 5);
        }
  });

  it('make the state of a GRU, minGRU and RG-LRU', async () => {
    const units = 4;
    for (const type of ['gru', 'minGRU', 'minLSTM'] as const) {
      const { found, states } = await shown({ type, units });
      const [{ values, width }] = found;
      const h = (b: number, t: number, j: number): number =>
        t < 0 ? 0 : states[0].values[(b * length + t) * units + j];
      for (let b = 0; b < samples; b++)
        for (let t = 0; t < length; t++)
          for (let j = 0; j < units; j++) {
            const z = values[(t * samples + b) * width + j];
            // The share of the state before that stays: the rest is new, and of tanh in a GRU.
            const [kept, added] = type === 'minGRU' ? [1 - z, z] : [z, 1 - z];
            const candidate = (h(b, t, j) - kept * h(b, t - 1, j)) / added;
            if (type === 'gru') expect(values[(t * samples + b) * width + 2 * units + j]).toBeCloseTo(candidate, 4);
            else expect(Number.isFinite(candidate)).toBe(true);
            if (type === 'minLSTM') expect(values[(t * samples + b) * width + units + j]).toBeCloseTo(1 - z, 12);
          }
    }
  });

  it('stand at the step that they read, whichever way the layer runs', async () => {
    const { found } = await shown({ type: 'bidirectional', layer: { type: 'minGRU', units: 2 } }, (weights) => {
      const { 'memory/forward/kernel': forward, 'memory/forward/bias': bias, ...others } = drawn(weights);
      const same = { 'memory/backward/kernel': forward, 'memory/backward/bias': bias };
      return { ...others, 'memory/forward/kernel': forward, 'memory/forward/bias': bias, ...same };
    });
    // Gates of this cell read the input alone, so the same weights give the same gates in both directions.
    expect(found.map(({ direction }) => direction)).toEqual(['forward', 'backward']);
    expect(Array.from(found[1].values)).toEqual(Array.from(found[0].values));
  });

  it('have no step of their own to be held to where the layer draws', async () => {
    const { found } = await shown({ type: 'lstm', units: 3, noise: { variance: 0.1, placement: 'recurrent' } });
    expect(found[0].error).toBeUndefined();
    expect((await shown({ type: 'simpleRNN', units: 3 })).found).toEqual([]);
  });
});
