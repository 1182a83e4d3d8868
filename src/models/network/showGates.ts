import * as tf from '@tensorflow/tfjs-core';
import { breathe, throwIfCancelled } from '../../base/cancellation';
import type { Random } from '../../base/random';
import type { Sequences } from '../../data/dataset';
import type { VisitGates } from '../model';
import { batchOf } from '../training/batches';
import { chunkOf } from '../training/tensorEngine';
import { passOf, type Network } from './network';
import type { Parameters } from './parameters';

/** Sequences at once, at most: their gates are computed without a pause. */
const mostAtOnce = 32;

/**
 * The gates of every recurrent layer at every step of the sequences, some of these at a time.
 * @throws CancelledError
 */
export async function showGates(
  network: Network,
  parameters: Parameters,
  inputs: Sequences,
  random: Random,
  visit: VisitGates,
  signal?: AbortSignal,
): Promise<void> {
  const { samples } = inputs;
  const rows = Int32Array.from({ length: samples }, (_, i) => i);
  const pass = { ...passOf('show', random), gates: true };
  const chunk = Math.min(mostAtOnce, chunkOf(network, inputs.length));
  throwIfCancelled(signal);
  for (let first = 0; first < samples; first += chunk) {
    const end = Math.min(first + chunk, samples);
    tf.tidy(() => {
      const shown = network.show(batchOf({ inputs, targets: [] }, rows, first, end), parameters.tensors(), pass);
      for (const [i, { gates = [] }] of shown.entries())
        for (const own of gates) visit({ ...own, layer: network.layers[i].name, first, count: end - first });
    });
    await breathe(signal);
  }
}
