import * as tf from '@tensorflow/tfjs-core';
import { breathe, throwIfCancelled } from '../../base/cancellation';
import type { Random } from '../../base/random';
import type { Sequences } from '../../data/dataset';
import type { GivenNoise } from '../model';
import { hasOwnStates } from '../../config/layers/layerTraits';
import { wholeStateName } from '../../config/layers/wholeState';
import { lastOf } from '../layers/steps';
import { batchOf } from '../training/batches';
import { chunkOf } from '../training/tensorEngine';
import { noiseOf, withNoise } from './givenNoise';
import { passOf, type Network } from './network';
import type { Parameters } from './parameters';

/**
 * The state of every layer but dropout and its like at the last step of each sequence, [samples, units], by the layer's
 * name; the mean where the layer adds noise to its state.
 * @param of 'state': whole states too, under names of their own, where they are not the states of their layers
 */
export async function lastStates(
  network: Network,
  parameters: Parameters,
  inputs: Sequences,
  random: Random,
  signal?: AbortSignal,
  noise?: GivenNoise,
  of: 'output' | 'state' = 'output',
): Promise<ReadonlyMap<string, Float32Array>> {
  const { samples } = inputs;
  const rows = Int32Array.from({ length: samples }, (_, i) => i);
  const shown = network.layers.filter(({ type }) => hasOwnStates(type));
  const states = new Map(shown.map(({ name, units }) => [name, new Float32Array(samples * units)]));
  const pass = passOf('show', random, of === 'state');
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
        if (!output.whole) continue;
        const [whole, size] = [wholeStateName(name), output.whole.shape[2]];
        if (start === 0) states.set(whole, new Float32Array(samples * size));
        states.get(whole)?.set(lastOf(output.whole, batch).dataSync<'float32'>(), start * size);
      }
    });
    await breathe(signal);
  }
  return states;
}
