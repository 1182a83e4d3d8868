import * as tf from '@tensorflow/tfjs-core';
import type { GivenNoise } from '../model';
import type { Pass } from '../layers/layer';
import { batchOf } from '../training/batches';

/** The noise of some sequences, time-major [T,B,H]. */
export function noiseOf({ values }: GivenNoise, rows: Int32Array, start: number, end: number): tf.Tensor3D {
  const { inputs, steps, size, features } = batchOf({ inputs: values, targets: [] }, rows, start, end);
  return tf.tensor3d(inputs, [steps, size, features]);
}

/** A pass in which a layer has this noise inside its recurrence. */
export const withNoise = (pass: Pass, layer: string, noise: tf.Tensor3D): Pass => ({
  ...pass,
  noiseOf: (name) => (name === layer ? noise : undefined),
});
