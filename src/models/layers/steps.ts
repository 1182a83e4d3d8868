import * as tf from '@tensorflow/tfjs-core';

/** Step `t` alone, [1,B,H]. */
export function stepOf(states: tf.Tensor3D, t: number): tf.Tensor3D {
  const [steps, batch, units] = states.shape;
  return steps === 1 ? states : tf.slice(states, [t, 0, 0], [1, batch, units]);
}
