import { beforeAll, describe, expect, it } from 'vitest';
import { loadDataset } from '../../../src/data/loadDataset';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import { noisyRecurrence } from '../../../src/models/network/stepped/noisyRecurrence';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf } from '../../support/configs';

beforeAll(async () => {
  await selectBackend('cpu');
});

const length = 5;
const samples = 20;

async function built(layers: readonly object[]) {
  const config = configOf(
    JSON.stringify({
      data: { task: 'delayedCopy', symbols: 3, length, delay: 1, samples: 64, heldOut: 64 },
      model: { layers: [...layers, { type: 'dense', units: 3, activation: 'softmax', name: 'out' }] },
      training: { epochs: 1 },
    }),
  );
  const dataset = await loadDataset(config.data, { seed: config.seed, configFolder: '/' });
  const model = buildModel(config, dataset, coreKernel);
  await model.train(dataset, config.training, [], {});
  const recurrence = noisyRecurrence(config.model.layers, model.weights(), 3, 'state');
  const states = await model.activations(dataset.heldOut, samples, 1);
  return { recurrence, states: states.find(({ layer }) => layer === 'state')!, set: dataset.heldOut };
}

describe('a layer that draws inside its recurrence, step by step', () => {
  it.each([
    ['gru', true],
    ['lstm', false],
    ['simpleRNN', true],
  ] as const)('has the means and variances of a %s with a bottleneck inside', async (type, markov) => {
    const { recurrence, states, set } = await built([
      { type: 'embedding', units: 2, name: 'below' },
      { type, units: 4, name: 'state', bottleneck: { beta: 10 } },
    ]);
    if (!recurrence || !states.transition) throw new Error('The layer draws inside its recurrence.');
    expect(recurrence.markov).toBe(markov);
    const { width, at, units } = recurrence;
    let before = new Float64Array(samples * width);
    let after = new Float64Array(samples * width);
    for (let t = 0; t < length; t++) {
      const read = Int32Array.from({ length: samples }, (_, i) => set.inputs.symbols![i * length + t]);
      recurrence.step(before, read, samples, after);
      for (let i = 0; i < samples; i++) {
        const means = after.slice(i * width + at, i * width + at + units);
        const variances = recurrence.variances(means);
        for (let j = 0; j < units; j++) {
          const place = (i * length + t) * units + j;
          expect(means[j]).toBeCloseTo(states.transition.means[place], 4);
          expect(variances[j]).toBeCloseTo(states.transition.variances[place], 4);
          after[i * width + at + j] = states.values[place];
        }
      }
      [before, after] = [after, before];
    }
  });

  it('carries more than itself above another recurrent layer', async () => {
    const { recurrence } = await built([
      { type: 'gru', units: 2, name: 'below' },
      { type: 'gru', units: 4, name: 'state', noise: { variance: 0.1, placement: 'recurrent' } },
    ]);
    expect(recurrence?.markov).toBe(false);
    expect(recurrence?.variances(new Float64Array(2))).toEqual(Float64Array.of(0.1, 0.1));
  });

  it.each([
    ['noise of its read-out', { noise: { variance: 0.1, placement: 'readout' } }],
    ['no noise', {}],
  ])('is none with %s', async (_, settings) => {
    const { recurrence } = await built([{ type: 'gru', units: 4, name: 'state', ...settings }]);
    expect(recurrence).toBeUndefined();
  });

  it('is none above a layer that draws', async () => {
    const { recurrence } = await built([
      { type: 'gru', units: 2, name: 'below', noise: { variance: 0.1, placement: 'readout' } },
      { type: 'gru', units: 4, name: 'state', noise: { variance: 0.1, placement: 'recurrent' } },
    ]);
    expect(recurrence).toBeUndefined();
  });
});
