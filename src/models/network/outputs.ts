import * as tf from '@tensorflow/tfjs-core';
import { breathe, throwIfCancelled } from '../../base/cancellation';
import type { Random } from '../../base/random';
import type { Sequences } from '../../data/dataset';
import type { Pass } from '../layers/layer';
import { batchOf, intoSamples } from '../training/batches';
import { chunkOf } from '../training/tensorEngine';
import { passOf, type Network } from './network';
import type { Parameters } from './parameters';

/**
 * What a head's loss is computed from, [samples, steps, features] with one step for a target at the end: logits of
 * classes, or values.
 * @param head its place among the plan's heads
 * @param mode `evaluate`, or `sample`, in which dropout stays on
 */
export async function outputsOf(
  network: Network,
  parameters: Parameters,
  inputs: Sequences,
  head: number,
  mode: Extract<Pass['mode'], 'evaluate' | 'sample'>,
  random: Random,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const { samples, length } = inputs;
  const rows = Int32Array.from({ length: samples }, (_, i) => i);
  const pass = passOf(mode, random);
  const chunk = chunkOf(network, length);
  let result = new Float32Array(0);
  throwIfCancelled(signal);
  for (let start = 0; start < samples; start += chunk) {
    const end = Math.min(start + chunk, samples);
    const batch = batchOf({ inputs, targets: [] }, rows, start, end);
    tf.tidy(() => {
      const output = network.predict(batch, parameters.tensors(), pass).outputs[head];
      const [steps, size, features] = output.shape;
      if (start === 0) result = new Float32Array(samples * steps * features);
      intoSamples(output.dataSync<'float32'>(), steps, size, features, result, start);
    });
    await breathe(signal);
  }
  return result;
}
