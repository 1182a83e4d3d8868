import * as tf from '@tensorflow/tfjs-core';
import type { RecurrentActivation } from '../../kernels/cellTypes';
import {
  scanComplex,
  scanComplexBackward,
  scanIndependent,
  scanIndependentBackward,
  scanLinear,
  scanLinearBackward,
  type ScanSizes,
} from '../../kernels/typescript/scan';
import { withGradient } from '../../kernels/withGradient';

/**
 * Recurrences without a matrix need only a few operations per number, so typed arrays serve every backend. Each is one
 * operation with an explicit gradient.
 */

/** h_t = a_t h_{t-1} + b_t from h_0 = 0; all [T,B,H]. */
export function linearScan(a: tf.Tensor3D, b: tf.Tensor3D): tf.Tensor3D {
  return withGradient([a, b], () => {
    const sizes = sizesOf(b);
    const given = values(a);
    const h = scanLinear(sizes, given, values(b));
    return {
      value: tf.tensor3d(h, b.shape),
      gradients: (dy) => {
        const gradients = scanLinearBackward(sizes, given, h, values(dy));
        return [tf.tensor3d(gradients.a, b.shape), tf.tensor3d(gradients.b, b.shape)];
      },
    };
  });
}

/** h_t = lambda h_{t-1} + b_t over complex numbers, real parts first: lambda [2N], b [T,B,2N]. */
export function complexScan(lambda: tf.Tensor1D, b: tf.Tensor3D): tf.Tensor3D {
  return withGradient([lambda, b], () => {
    const sizes = sizesOf(b);
    const given = values(lambda);
    const h = scanComplex(sizes, given, values(b));
    return {
      value: tf.tensor3d(h, b.shape),
      gradients: (dy) => {
        const gradients = scanComplexBackward(sizes, given, h, values(dy));
        return [tf.tensor1d(gradients.lambda), tf.tensor3d(gradients.b, b.shape)];
      },
    };
  });
}

/** h_t = f(x_t + u h_{t-1}) + n_t: x [T,B,H], u [H], noise n [T,B,H] or none. */
export function independentScan(
  x: tf.Tensor3D,
  u: tf.Tensor1D,
  activation: RecurrentActivation,
  noise?: tf.Tensor3D,
): tf.Tensor3D {
  const drawn = noise && values(noise);
  return withGradient(noise ? [x, u, noise] : [x, u], () => {
    const sizes = sizesOf(x);
    const given = values(u);
    const h = scanIndependent(sizes, values(x), given, activation, drawn);
    return {
      value: tf.tensor3d(h, x.shape),
      gradients: (dy) => {
        const gradients = scanIndependentBackward(sizes, given, activation, h, values(dy), drawn);
        const ofNoise = noise ? [tf.tensor3d(gradients.noise, x.shape)] : [];
        return [tf.tensor3d(gradients.x, x.shape), tf.tensor1d(gradients.u), ...ofNoise];
      },
    };
  });
}

function sizesOf({ shape: [steps, batch, width] }: tf.Tensor3D): ScanSizes {
  return { steps, batch, width };
}

function values(tensor: tf.Tensor): Float32Array {
  const data = tensor.dataSync();
  return data instanceof Float32Array ? data : Float32Array.from(data);
}
