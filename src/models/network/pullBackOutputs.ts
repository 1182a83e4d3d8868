import * as tf from '@tensorflow/tfjs-core';
import { breathe, throwIfCancelled } from '../../base/cancellation';
import type { Random } from '../../base/random';
import type { Sequences } from '../../data/dataset';
import { withGradient } from '../kernels/withGradient';
import type { Cotangents, PulledOutputs } from '../model';
import { batchOf, intoSamples } from '../training/batches';
import { chunkOf } from '../training/tensorEngine';
import { passOf, type Network } from './network';
import type { Parameters } from './parameters';

/**
 * See `Model.pullBackOutputs`.
 * @param head its place among the plan's heads
 * @throws CancelledError
 */
export async function pullBackOutputs(
  network: Network,
  parameters: Parameters,
  inputs: Sequences,
  head: number,
  cotangents: Cotangents,
  random: Random,
  signal?: AbortSignal,
): Promise<PulledOutputs> {
  const { samples, length, features } = inputs;
  const rows = Int32Array.from({ length: samples }, (_, i) => i);
  const pass = passOf('evaluate', random);
  const chunk = chunkOf(network, length);
  const gradients = new Float32Array(samples * length * features);
  let outputs = new Float32Array(0);
  throwIfCancelled(signal);
  for (let start = 0; start < samples; start += chunk) {
    const size = Math.min(chunk, samples - start);
    const batch = batchOf({ inputs, targets: [] }, rows, start, start + size);
    tf.tidy(() => {
      const gradient = tf.grad((at: tf.Tensor) => {
        const read = at.as3D(length, size, features);
        const output = network.predictFrom(read, batch, parameters.tensors(), pass).outputs[head];
        return withGradient<tf.Scalar>([output], () => {
          const [steps, , width] = output.shape;
          const values = new Float32Array(output.size);
          intoSamples(output.dataSync<'float32'>(), steps, size, width, values, 0);
          if (start === 0) outputs = new Float32Array((samples * values.length) / size);
          outputs.set(values, (start * values.length) / size);
          const own = cotangents(values, start);
          const timeMajor = () => tf.transpose(tf.tensor3d(own, [size, steps, width]), [1, 0, 2]);
          return { value: tf.scalar(0), gradients: () => [timeMajor()] };
        });
      });
      const ofInputs = gradient(tf.tensor3d(batch.inputs, [length, size, features]));
      intoSamples(ofInputs.dataSync<'float32'>(), length, size, features, gradients, start);
    });
    await breathe(signal);
  }
  return { outputs, gradients };
}
