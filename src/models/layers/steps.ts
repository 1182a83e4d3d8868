import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from '../kernels/withGradient';
import type { Pass } from './layer';
import { valuesOf } from './recurrent/stepped';

type Ends = Pick<Pass, 'lengths'>;

/** Step `t` alone, [1,B,H]. */
export function stepOf(states: tf.Tensor3D, t: number): tf.Tensor3D {
  const [steps, batch, units] = states.shape;
  return steps === 1 ? states : tf.slice(states, [t, 0, 0], [1, batch, units]);
}

/** The last real step of each sequence, [1,B,H]. */
export function lastOf(states: tf.Tensor3D, { lengths }: Ends): tf.Tensor3D {
  const [steps] = states.shape;
  if (!lengths || steps === 1) return stepOf(states, steps - 1);
  return tf.sum<tf.Tensor3D>(tf.mul(states, endMask(lengths, steps)), 0, true);
}

/** [T,B,1]: 1 at the last real step of each sequence, 0 elsewhere. */
function endMask(lengths: Int32Array, steps: number): tf.Tensor3D {
  const batch = lengths.length;
  const values = new Float32Array(steps * batch);
  lengths.forEach((own, b) => {
    values[(own - 1) * batch + b] = 1;
  });
  return tf.tensor3d(values, [steps, batch, 1]);
}

/** Every sequence from its own end to its start; what stands behind its end stays there. */
export function reversed(x: tf.Tensor3D, { lengths }: Ends): tf.Tensor3D {
  if (!lengths) return tf.reverse(x, 0);
  const turned = (tensor: tf.Tensor): tf.Tensor3D => tf.tensor3d(turn(valuesOf(tensor), x.shape, lengths), x.shape);
  return withGradient<tf.Tensor3D>([x], () => ({ value: turned(x), gradients: (dy) => [turned(dy)] }));
}

function turn(values: Float32Array, shape: readonly number[], lengths: Int32Array): Float32Array {
  const result = values.slice();
  turnInto(result, values, shape, lengths);
  return result;
}

/** Writes each sequence of `values` [T,B,units] from its own end to its start; what stands behind stays. */
export function turnInto(
  result: Float32Array | Float64Array,
  values: Float32Array | Float64Array,
  [, batch, units]: readonly number[],
  lengths: Int32Array,
): void {
  lengths.forEach((own, b) => {
    for (let t = 0; t < own; t++) {
      const from = ((own - 1 - t) * batch + b) * units;
      result.set(values.subarray(from, from + units), (t * batch + b) * units);
    }
  });
}
