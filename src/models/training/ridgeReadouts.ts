import * as tf from '@tensorflow/tfjs-core';
import { breathe } from '../../base/cancellation';
import type { Random } from '../../base/random';
import type { NamedLayerConfig } from '../../config/schema/layers';
import { passOf, type Network } from '../network/network';
import type { Parameters } from '../network/parameters';
import type { Head } from '../network/plan';
import { batchOf, type TrainingSet } from './batches';
import { RidgeSums } from './ridge';
import { chunkOf } from './tensorEngine';

/**
 * Computes the weights of all heads with a ridge penalty from the states that they read in the training sequences, at
 * every step that has a target. Nothing below such a head is trained, so that they stay right.
 * @param set with the targets of each head, in the order of `heads`
 */
export async function solveReadouts(
  configs: readonly NamedLayerConfig[],
  network: Network,
  heads: readonly Head[],
  parameters: Parameters,
  set: TrainingSet,
  random: Random,
  signal?: AbortSignal,
): Promise<void> {
  const rows = Int32Array.from({ length: set.inputs.samples }, (_, i) => i);
  const chunk = chunkOf(network, set.inputs.length);
  for (const [which, { layer }] of heads.entries()) {
    const config = configs[layer];
    if (config.type !== 'dense' || config.ridge === undefined) continue;
    const pass = passOf('evaluate', random.fork(config.name));
    let sums: RidgeSums | undefined;
    for (let start = 0; start < rows.length; start += chunk) {
      const batch = batchOf(set, rows, start, Math.min(start + chunk, rows.length));
      const [values, inputs] = tf.tidy(() => {
        const read = network.readBy(layer, batch, parameters.tensors(), pass);
        return [read.dataSync<'float32'>(), read.shape[2]];
      });
      sums ??= new RidgeSums(inputs, config.units);
      sums.add(values, batch.targets[which].values);
      await breathe(signal);
    }
    const solved = sums?.solve(config.ridge, config.useBias !== false);
    if (!solved) continue;
    const first = network.layers.slice(0, layer).reduce((sum, { weights }) => sum + weights.length, 0);
    parameters.view(parameters.values, first).set(solved.kernel);
    if (config.useBias !== false) parameters.view(parameters.values, first + 1).set(solved.bias);
  }
}
