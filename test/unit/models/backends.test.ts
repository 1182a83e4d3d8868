import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { buildModel } from '../../../src/models/buildModel';
import { chooseRecurrentKernel } from '../../../src/models/kernels/chooseRecurrentKernel';
import type { EpochRecord, NamedWeights } from '../../../src/models/model';
import { findInstallation } from '../../../src/runtime/nativeInstallation';
import { selectBackend, type BackendName } from '../../../src/runtime/selectBackend';
import { configOf, echo } from './support';

const config = configOf(
  [
    { type: 'lstm', units: 6 },
    { type: 'gru', units: 5, noise: { variance: 0.01, placement: 'recurrent' } },
    { type: 'bidirectional', layer: { type: 'simpleRNN', units: 3 } },
    { type: 'attention', units: 4, skip: ['X'] },
    { type: 'layerNormalization' },
    { type: 'lru', units: 4 },
    { type: 'bottleneck', units: 2 },
    { type: 'dense', units: 3, activation: 'softmax' },
  ],
  { epochs: 2, batchSize: 16 },
);

async function train(backend: BackendName): Promise<{ weights: NamedWeights; record: EpochRecord; tensors: number }> {
  await selectBackend(backend);
  const data = echo();
  const model = buildModel(config, data, await chooseRecurrentKernel(backend));
  const before = tf.memory().numTensors;
  const records: EpochRecord[] = [];
  await model.train(data, config.training, [], { onEpoch: (record) => records.push(record) });
  await model.activations(data.heldOut, 8, 1);
  return { weights: model.weights(), record: records.at(-1)!, tensors: tf.memory().numTensors - before };
}

it('trains the same network on every backend, to the byte on the same one, and keeps no tensors', async () => {
  const reference = await train('cpu');
  expect(reference.tensors).toBe(0);
  for (const backend of ['wasm', ...((await findInstallation()) ? (['tensorflow'] as const) : [])] as const) {
    const first = await train(backend);
    const second = await train(backend);
    expect(second.weights).toEqual(first.weights);
    // The native backend may keep one or two constants, created once.
    expect(second.tensors).toBe(0);
    // Float32 sums in another order: in eight steps of training, differences grow from about 1e-7 to less than 1e-4.
    expect(Math.abs(first.record.validationLoss - reference.record.validationLoss)).toBeLessThan(1e-4);
  }
});
