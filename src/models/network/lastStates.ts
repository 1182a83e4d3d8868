import * as tf from '@tensorflow/tfjs-core';
import { breathe, throwIfCancelled } from '../../base/cancellation';
import type { Random } from '../../base/random';
import type { Sequences } from '../../data/dataset';
import type { GivenNoise } from '../model';
import { hasOwnStates } from '../../config/layers/layerTraits';
import { lastOf } from '../layers/steps';
import { batchOf } from '../training/batches';
import { chunkOf } from '../training/tensorEngine';
import { noiseOf, withNoise } from './givenNoise';
import { passOf, type Network } from './network';
import type { Parameters } from './parameters';

/**
 * The state of every layer but dropout and its like at the last step of each sequence, [samples, units], by the layer's
 * name; the mean where the layer adds noise to its state.
 */
export async function lastStates(
  network: Network,
  parameters: Parameters,
  inputs: Sequences,
  random: Random,
  signal?: AbortSignal,
  noise?: GivenNoise,
): Promise<ReadonlyMap<string, Float32Array>> {
  const { samples } = inputs;
  const rows = Int32Array.from({ length: samples }, (_, i) => i);
  const shown = network.layers.filter(({ type }) => hasOwnStates(type));
  const states = new Map(shown.map(({ name, units }) => [name, new Float32Array(samples * units)]));
  const pass = passOf('show', random);
  const chunk = chunkOf(network, inputs.length);
  throwIfCancelled(signal);
  for (let start = 0; start < samples; start += chunk) {
    const end = Math.min(start + chunk, samples);
    const batch = batchOf({ inputs, targets: [] }, rows, start, end);
    tf.tidy(() => {
      const given = noise && noiseOf(noise, rows, start, end);
      const own = given ? withNoise(pass, noise.layer, given) : pass;
      for (const [i, output] of network.show(batch, parameters.tensors(), own).entries()) {
        const { name, units } = network.layers[i];
        const all = output.conditional?.means ?? output.states ?? output.values;
        states.get(name)?.set(lastOf(all, batch).dataSync<'float32'>(), start * units);
      }
    });
    await breathe(signal);
  }
  return states;
}
