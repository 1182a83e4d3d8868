import * as tf from '@tensorflow/tfjs-core';
import { breathe, throwIfCancelled } from '../../base/cancellation';
import type { Random } from '../../base/random';
import type { Sequences } from '../../data/dataset';
import { withGradient } from '../kernels/withGradient';
import type { Cotangents, GivenNoise, PulledBack } from '../model';
import { batchOf, intoSamples } from '../training/batches';
import { chunkOf } from '../training/tensorEngine';
import { noiseOf, withNoise } from './givenNoise';
import { passOf, type Network } from './network';
import type { Parameters } from './parameters';

/** See `Model.pullBack`. @throws CancelledError */
export async function pullBack(
  network: Network,
  parameters: Parameters,
  layer: string,
  inputs: Sequences,
  cotangents: Cotangents,
  random: Random,
  signal?: AbortSignal,
  noise?: GivenNoise,
): Promise<PulledBack> {
  const { samples, length, features } = inputs;
  const rows = Int32Array.from({ length: samples }, (_, i) => i);
  const pass = passOf('show', random);
  const chunk = chunkOf(network, length);
  const gradients = new Float32Array(samples * length * features);
  const ofNoise = new Float32Array(noise?.values.values.length ?? 0);
  let states = new Float32Array(0);
  throwIfCancelled(signal);
  for (let start = 0; start < samples; start += chunk) {
    const size = Math.min(chunk, samples - start);
    const batch = batchOf({ inputs, targets: [] }, rows, start, start + size);
    tf.tidy(() => {
      const x = tf.tensor3d(batch.inputs, [length, size, features]);
      const given = noise && noiseOf(noise, rows, start, start + size);
      const units = given?.shape[2] ?? 0;
      const gradient = tf.grads((at: tf.Tensor, added?: tf.Tensor) => {
        const own = noise && added ? withNoise(pass, noise.layer, added.as3D(length, size, units)) : pass;
        const means = network.lastMeans(layer, at.as3D(length, size, features), parameters.tensors(), own);
        return withGradient<tf.Scalar>([means], () => {
          const values = means.dataSync<'float32'>();
          if (start === 0) states = new Float32Array((samples * values.length) / size);
          states.set(values, (start * values.length) / size);
          return { value: tf.scalar(0), gradients: () => [tf.tensor3d(cotangents(values, start), means.shape)] };
        });
      });
      const [ofInputs, ofGiven] = gradient(given ? [x, given] : [x]);
      intoSamples(ofInputs.dataSync<'float32'>(), length, size, features, gradients, start);
      if (given) intoSamples(ofGiven.dataSync<'float32'>(), length, size, units, ofNoise, start);
    });
    await breathe(signal);
  }
  return { states, gradients, ...(noise && { ofNoise }) };
}
