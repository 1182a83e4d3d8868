import { expect, it } from 'vitest';
import { Random } from '../../../src/base/random';
import { statesOf } from '../../../src/information/estimators/known/annealing/annealedInformation';
import { kernelSteps } from '../../../src/information/estimators/known/beginnings/kernelSteps';
import { withLikelihoodKernelNow } from '../../../src/information/numerics/kernels/likelihoodKernel';
import type { NamedWeights } from '../../../src/models/model';
import { steppedNetwork } from '../../../src/models/network/stepped/compile';
import { recurrenceOf } from '../../../src/models/network/stepped/recurrence';
import { configOf } from '../../support/configs';

const [alphabet, length, count] = [3, 9, 13];

/** A network of one layer with drawn weights. */
function network(layer: Record<string, unknown>, gates: number, units: number) {
  const random = new Random(units);
  const array = (...shape: number[]) => ({
    shape,
    values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => 0.5 * random.normal()),
  });
  const weights: NamedWeights = {
    'memory/kernel': array(alphabet, gates * units),
    'memory/recurrentKernel': array(units, gates * units),
    'memory/bias': array(gates * units),
  };
  const { model } = configOf(
    JSON.stringify({
      data: { task: 'delayedCopy', symbols: alphabet, length },
      model: {
        layers: [
          { name: 'memory', units, ...layer },
          { type: 'dense', units: alphabet, activation: 'softmax' },
        ],
      },
    }),
  );
  return { layers: model.layers, weights };
}

it.each([
  ['simpleRNN', 1],
  ['gru', 3],
  ['lstm', 4],
] as const)('%s: the kernel takes the steps that the layer takes, at any width', (type, gates) => {
  for (const units of [1, 4, 7, 18]) {
    const { layers, weights } = network({ type }, gates, units);
    const random = new Random(1);
    const symbols = Int32Array.from({ length: count * length }, () => random.integer(alphabet));
    const slow = statesOf(steppedNetwork(layers, weights, alphabet, ['memory'])!, symbols, count, length);
    const fast = withLikelihoodKernelNow((kernel) =>
      statesOf(kernelSteps(recurrenceOf(layers, weights, alphabet, 'memory')!, kernel, count), symbols, count, length),
    );
    for (const [at, value] of fast.entries()) expect(Math.abs(value - slow[at])).toBeLessThan(2e-5);
  }
});

it('the kernel takes the steps of a layer that reads an embedding of the symbols', () => {
  const [units, wide] = [5, 4];
  const { weights } = network({ type: 'lstm' }, 4, units);
  const random = new Random(7);
  const array = (...shape: number[]) => ({
    shape,
    values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => 0.5 * random.normal()),
  });
  const own = { ...weights, 'embed/embeddings': array(alphabet, wide), 'memory/kernel': array(wide, 4 * units) };
  const layersOf = (more: object) =>
    configOf(
      JSON.stringify({
        data: { task: 'delayedCopy', symbols: alphabet, length },
        model: {
          layers: [
            { type: 'embedding', name: 'embed', units: wide },
            { type: 'lstm', name: 'memory', units, ...more },
            { type: 'dense', units: alphabet, activation: 'softmax' },
          ],
        },
      }),
    ).model.layers;
  const symbols = Int32Array.from({ length: count * length }, () => random.integer(alphabet));
  const layers = layersOf({});
  const slow = statesOf(steppedNetwork(layers, own, alphabet, ['memory'])!, symbols, count, length);
  const fast = withLikelihoodKernelNow((kernel) =>
    statesOf(kernelSteps(recurrenceOf(layers, own, alphabet, 'memory')!, kernel, count), symbols, count, length),
  );
  for (const [at, value] of fast.entries()) expect(Math.abs(value - slow[at])).toBeLessThan(2e-5);
  // What it reads beside the embedding has weights of its own.
  expect(recurrenceOf(layersOf({ skip: ['X'] }), own, alphabet, 'memory')).toBeUndefined();
});

it.each([
  { type: 'lstm', peepholes: true },
  { type: 'lstm', layerNormalization: true },
  { type: 'simpleRNN', activation: 'relu' },
  { type: 'gru', noise: { variance: 0.1, placement: 'recurrent' } },
  { type: 'minGRU' },
])('%j is no such recurrence', (layer) => {
  const { layers, weights } = network(layer, 4, 4);
  expect(recurrenceOf(layers, weights, alphabet, 'memory')).toBeUndefined();
});
