import { beforeAll, describe, expect, it } from 'vitest';
import { type HeadFloor, headFloors, withHeadFloors } from '../../../src/analysis/measures/headFloors';
import type { NatsEstimate } from '../../../src/analysis/measures/natsEstimate';
import { loadDataset } from '../../../src/data/loadDataset';
import { buildModel } from '../../../src/models/buildModel';
import { coreKernel } from '../../../src/models/kernels/typescript/coreKernel';
import { selectBackend } from '../../../src/runtime/selectBackend';
import { configOf } from '../../support/configs';

beforeAll(async () => {
  await selectBackend('cpu');
});

async function floorsOf(layers: readonly object[], epochs: number, variance = 0.01): Promise<HeadFloor[]> {
  const config = configOf(
    JSON.stringify({
      data: { task: 'delayedCopy', symbols: 2, length: 4, delay: 1, samples: 256, heldOut: 400 },
      model: { layers },
      training: { epochs, batchSize: 16, learningRate: 0.02 },
      analysis: { samples: 400, noise: { variance } },
    }),
  );
  const dataset = await loadDataset(config.data, { seed: config.seed, configFolder: '/' });
  const model = buildModel(config, dataset, coreKernel);
  await model.train(dataset, config.training, [], {});
  const states = await model.activations(dataset.heldOut, 400, config.seed);
  return headFloors(config, dataset.heldOut, states, false, {
    logitsOf: (way, layer, samples) => model.logitsOf(way, layer, samples),
  });
}

const network = [
  { type: 'gru', units: 6, name: 'below' },
  { type: 'gru', units: 6, name: 'state' },
  { type: 'dense', units: 5, activation: 'tanh', name: 'middle' },
  { type: 'dense', units: 2, activation: 'softmax', name: 'out' },
];

describe('what a network reads from its own noisy state', () => {
  it('is a bit where it has learned the task, and less the more noise there is', async () => {
    const floors = await floorsOf(network, 15);
    // Below a recurrent layer more than one step reaches the head: that is no bound on what one step holds.
    expect(floors.map(({ layer, time }) => [layer, time])).toEqual([
      ['middle', 4],
      ['state', 4],
    ]);
    for (const { nats, low } of floors) {
      expect(nats).toBeGreaterThan(0.9 * Math.LN2);
      // The frequencies of 400 fair bits lack less than a thousandth of a nat.
      expect(nats).toBeLessThanOrEqual(Math.LN2);
      expect(low).toBeLessThan(nats + 1e-12);
    }
    const noisy = await floorsOf(network, 15, 1);
    expect(noisy[1].nats).toBeLessThan(floors[1].nats);
  });

  it('passes by critics, which hand on the values that they read', async () => {
    const critic = { type: 'infomax', name: 'keep', about: 'X', critic: 'infoNCE', weight: 0.1 };
    const floors = await floorsOf([...network.slice(0, 3), critic, network[3]], 1);
    expect(floors.map(({ layer }) => layer)).toEqual(['middle', 'state']);
  });

  it('is nothing that lifts an estimate where the network knows nothing', async () => {
    for (const { low } of await floorsOf(network, 0)) expect(low).toBeLessThan(0.01);
  });

  it('lifts an estimate whose lower end it exceeds, and opens an upper end that a model gave', () => {
    const estimate: NatsEstimate = {
      quantity: 'outputInformation',
      source: 'state',
      target: 'Y',
      time: 4,
      epoch: 1,
      value: 0.3,
      low: 0.2,
      high: 0.4,
      estimator: 'probe',
      assumes: 'learned',
      bound: 'lower',
      samples: 400,
    };
    const floor = { layer: 'state', target: 'Y', time: 4, nats: 0.6, low: 0.5 };
    expect(withHeadFloors([estimate], [floor])).toMatchObject([
      { value: 0.6, low: 0.5, high: Infinity, estimator: 'decoder', bound: 'lower' },
    ]);
    expect(withHeadFloors([estimate], [{ ...floor, nats: 0.25, low: 0.22 }])).toMatchObject([
      { value: 0.3, low: 0.22, high: 0.4, estimator: 'probe' },
    ]);
    expect(withHeadFloors([estimate], [{ ...floor, low: 0.1 }])).toEqual([estimate]);
    expect(withHeadFloors([estimate], [{ ...floor, time: 3 }])).toEqual([estimate]);
  });
});
