import { beforeAll, describe, expect, it } from 'vitest';
import { unitAxes, unitNorms, withUnits } from '../../../../src/analysis/studies/compress/unitBlocks';
import { Random } from '../../../../src/base/random';
import { loadDataset } from '../../../../src/data/loadDataset';
import type { Dataset } from '../../../../src/data/dataset';
import { buildModel } from '../../../../src/models/buildModel';
import { chooseRecurrentKernel } from '../../../../src/models/kernels/chooseRecurrentKernel';
import type { NamedWeights } from '../../../../src/models/model';
import type { RecurrentKernel } from '../../../../src/models/kernels/recurrentKernel';
import { selectBackend } from '../../../../src/runtime/selectBackend';
import { configOf } from '../../../support/configs';

let dataset: Dataset;
let kernel: RecurrentKernel;
const data = { task: 'delayedCopy', symbols: 3, length: 6, delay: 1, samples: 12 };

const config = (layer: object, units: number) =>
  configOf(
    JSON.stringify({
      data,
      model: {
        layers: [
          { ...layer, name: 'h', units },
          { type: 'dense', name: 'middle', units: 5, activation: 'tanh' },
          { type: 'dense', name: 'out', units: 3, activation: 'softmax' },
        ],
      },
    }),
  );

beforeAll(async () => {
  const { backend } = await selectBackend('cpu');
  kernel = await chooseRecurrentKernel(backend);
  dataset = await loadDataset(config({ type: 'gru' }, 2).data, { configFolder: '.', seed: 1 });
});

const random = (weights: NamedWeights): NamedWeights => {
  const draws = new Random(3);
  return Object.fromEntries(
    Object.entries(weights).map(([name, { shape, values }]) => [
      name,
      { shape, values: values.map(() => 0.5 * draws.normal()) },
    ]),
  );
};

/** Zero wherever a removed unit is read: in the kernel of the next layer, and in the own recurrent kernel's rows. */
function silenced(weights: NamedWeights, units: number, kept: readonly number[]): NamedWeights {
  return Object.fromEntries(
    Object.entries(weights).map(([name, { shape, values }]) => {
      const reads = name === 'middle/kernel' || (name === 'h/recurrentKernel' && shape.length === 2);
      const width = values.length / units;
      return [
        name,
        { shape, values: values.map((value, i) => (reads && !kept.includes(Math.floor(i / width)) ? 0 : value)) },
      ];
    }),
  );
}

const types = [
  { type: 'simpleRNN' },
  { type: 'lstm' },
  { type: 'gru' },
  { type: 'minGRU' },
  { type: 'minLSTM' },
  { type: 'indRNN' },
  { type: 'dense', activation: 'tanh' },
];

describe.each(types)('units of $type', (layer) => {
  it('can be removed where nothing reads them, and every output stays', async () => {
    const [units, kept] = [6, [4, 0, 3]];
    const whole = buildModel(config(layer, units), dataset, kernel);
    const weights = silenced(random(whole.weights()), units, kept);
    const smaller = buildModel(config(layer, kept.length), dataset, kernel);
    const axes = unitAxes(weights, smaller.weights(), units, kept.length, 'h');
    whole.setWeights(weights);
    smaller.setWeights(withUnits(weights, axes, units, kept));
    const outputs = async (model: typeof whole): Promise<Float32Array | undefined> =>
      (await model.activations(dataset.heldOut, 12, 1)).find(({ layer: name }) => name === 'out')?.values;
    const [before, after] = [await outputs(whole), await outputs(smaller)];
    expect(after?.length).toBe(12 * 6 * 3);
    // Sums of float32 in another order.
    before?.forEach((value, i) => expect(after?.[i]).toBeCloseTo(value, 5));
  });
});

it('norms take every weight of a unit, whatever the gate', () => {
  const weights: NamedWeights = {
    // Two gates of two units: unit 0 has 1 and 2, unit 1 has 2 and 4.
    'h/bias': { shape: [4], values: Float32Array.from([1, 2, 2, 4]) },
    'out/kernel': { shape: [2, 1], values: Float32Array.from([2, 4]) },
  };
  const axes = unitAxes(weights, { 'h/bias': { shape: [2] }, 'out/kernel': { shape: [1, 1] } }, 2, 1, 'h');
  expect([...unitNorms(weights, axes, 2)]).toEqual([3, 6]);
});

it('refuses units that are read beside others', () => {
  const weights: NamedWeights = { 'out/kernel': { shape: [5, 1], values: new Float32Array(5) } };
  expect(() => unitAxes(weights, { 'out/kernel': { shape: [4, 1] } }, 3, 2, 'h')).toThrow('read beside other layers');
});
