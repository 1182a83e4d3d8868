import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from '../kernels/withGradient';
import { valuesOf } from './recurrent/stepped';

/**
 * A bias per head, row t and column s: the value for the distance t - s, [heads,T,T]. `bias` [heads,2D-1] holds the
 * values for the distances -(D-1) to D-1, D at least T.
 */
export function distanceBias(bias: tf.Tensor, steps: number): tf.Tensor3D {
  const [heads, distances] = bias.shape;
  const none = (distances - 1) / 2;
  const each = (visit: (cell: number, distance: number) => void): void => {
    for (let head = 0; head < heads; head++) {
      for (let t = 0; t < steps; t++) {
        for (let s = 0; s < steps; s++) visit((head * steps + t) * steps + s, head * distances + none + t - s);
      }
    }
  };
  return withGradient<tf.Tensor3D>([bias], () => {
    const given = valuesOf(bias);
    const cells = new Float32Array(heads * steps * steps);
    each((cell, distance) => {
      cells[cell] = given[distance];
    });
    return {
      value: tf.tensor3d(cells, [heads, steps, steps]),
      gradients: (dy) => {
        const d = valuesOf(dy);
        const sums = new Float64Array(heads * distances);
        each((cell, distance) => {
          sums[distance] += d[cell];
        });
        return [tf.tensor(Float32Array.from(sums), bias.shape)];
      },
    };
  });
}
