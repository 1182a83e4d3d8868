import * as tf from '@tensorflow/tfjs-core';
import type { Random } from '../../base/random';

/**
 * Independent normal numbers of mean zero, generated here and not by the backend, so that all backends get the same.
 */
export function normals(shape: readonly [number, number, number], deviation: number, random: Random): tf.Tensor3D {
  const values = new Float32Array(shape[0] * shape[1] * shape[2]);
  for (let i = 0; i < values.length; i++) values[i] = deviation * random.normal();
  return tf.tensor3d(values, [...shape]);
}
