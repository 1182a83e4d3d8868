import { beforeAll, describe, expect, it } from 'vitest';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import { steppedNetwork } from '../../../src/models/network/stepped/compile';
import type { NamedWeights } from '../../../src/models/model';
import { Random } from '../../../src/base/random';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { statesOf } from '../../../src/information/estimators/known/annealing/annealedInformation';
import { configOf, echo, type LayerInput } from './support';

const out = { type: 'dense', name: 'out', units: 3, activation: 'softmax' } as const;

beforeAll(async () => {
  await selectBackend('cpu');
});

/** Weights of the same shapes with no zeros, so that no term goes unseen. */
function drawn(weights: NamedWeights): NamedWeights {
  const random = new Random(4);
  return Object.fromEntries(
    Object.entries(weights).map(([name, { shape, values }]) => [
      name,
      { shape, values: values.map(() => 0.7 * random.normal()) },
    ]),
  );
}

async function bothWays(
  layers: readonly LayerInput[],
  target: string,
): Promise<{ stepped: Float64Array; whole: Float32Array }> {
  const data = echo({ samples: 20, length: 6 });
  const config = configOf(layers);
  const model = buildModel(config, data, coreKernel);
  model.setWeights(drawn(model.weights()));
  const network = steppedNetwork(config.model.layers, model.weights(), 3, [target])!;
  const { symbols } = data.heldOut.inputs;
  return {
    stepped: statesOf(network, symbols!, 20, 6),
    whole: (await model.lastStates(data.heldOut.inputs, 1)).get(target)!,
  };
}

describe('a network run step by step', () => {
  it.each<LayerInput>([
    { type: 'simpleRNN', units: 5 },
    { type: 'simpleRNN', units: 5, activation: 'relu' },
    { type: 'indRNN', units: 5, activation: 'tanh' },
    { type: 'lstm', units: 5 },
    { type: 'lstm', units: 5, peepholes: true, layerNormalization: true },
    { type: 'gru', units: 5 },
    { type: 'gru', units: 5, resetAfter: true },
    { type: 'gru', units: 5, resetAfter: true, useBias: false },
    { type: 'simpleRNN', units: 5, useBias: false },
    { type: 'lstm', units: 5, useBias: false },
    { type: 'minGRU', units: 5 },
    { type: 'minLSTM', units: 5 },
    { type: 'rgLRU', units: 5 },
    { type: 'lru', units: 6 },
    { type: 'matrixState', units: 4, heads: 2, decay: 'scalar' },
    { type: 'matrixState', units: 4, heads: 2, decay: 'channel', rule: 'delta' },
    { type: 'matrixState', units: 3, rule: 'delta' },
    { type: 'echoState', units: 5, leak: 0.3 },
    { type: 'echoState', units: 5, activation: 'linear' },
    { type: 'sLSTM', units: 4, heads: 2 },
    { type: 'sLSTM', units: 3 },
    { type: 'mLSTM', units: 4, heads: 2 },
    { type: 'mLSTM', units: 3 },
    { type: 'mamba', units: 3, stateSize: 2 },
    { type: 'mamba', units: 2, stateSize: 3, convolution: 1, rank: 2 },
    { type: 'leakyRNN', units: 5, activation: 'softplus' },
    { type: 'leakyRNN', units: 5, excitatory: 0.6, connectivity: 0.5 },
  ])('has the states of whole sequences: %o', async (cell) => {
    const { stepped, whole } = await bothWays([{ ...cell, name: 'memory' }, out], 'memory');
    for (const [i, value] of whole.entries()) expect(stepped[i]).toBeCloseTo(value, 4);
  });

  it('follows embeddings, stacks, skips, residuals and layers that read one step', async () => {
    const layers: LayerInput[] = [
      { type: 'embedding', name: 'symbols', units: 4 },
      { type: 'gru', name: 'first', units: 4 },
      { type: 'layerNormalization', name: 'scaled', epsilon: 0.3 },
      { type: 'lstm', name: 'second', units: 4, residual: true },
      { type: 'dense', name: 'read', units: 3, activation: 'tanh', useBias: false, skip: ['first', 'X'] },
      out,
    ];
    for (const target of ['first', 'second', 'read', 'out']) {
      const { stepped, whole } = await bothWays(layers, target);
      for (const [i, value] of whole.entries()) expect(stepped[i]).toBeCloseTo(value, 4);
    }
  });

  it('reads rates where a layer keeps others than it hands on', async () => {
    const layers: LayerInput[] = [
      { type: 'leakyRNN', name: 'circuit', units: 4, activation: 'sigmoid' },
      { type: 'gru', name: 'above', units: 3, skip: ['X'] },
      out,
    ];
    for (const target of ['circuit', 'above', 'out']) {
      const { stepped, whole } = await bothWays(layers, target);
      for (const [i, value] of whole.entries()) expect(stepped[i]).toBeCloseTo(value, 4);
    }
  });

  it('is none where a layer below looks ahead or draws', () => {
    const of = (...layers: LayerInput[]): unknown => {
      const config = configOf([...layers, { type: 'gru', name: 'last', units: 2 }, out]);
      const model = buildModel(config, echo(), coreKernel);
      return steppedNetwork(config.model.layers, model.weights(), 3, ['last']);
    };
    expect(of({ type: 'gru', units: 2 })).toBeDefined();
    expect(of({ type: 'bidirectional', layer: { type: 'gru', units: 2 } })).toBeUndefined();
    expect(of({ type: 'gru', units: 2, noise: { variance: 0.1 } })).toBeUndefined();
    expect(of({ type: 'bottleneck', units: 2, beta: 10 })).toBeUndefined();
  });
});
