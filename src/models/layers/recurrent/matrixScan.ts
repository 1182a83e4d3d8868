import * as tf from '@tensorflow/tfjs-core';
import {
  scanMatrices,
  scanMatricesBackward,
  type MatrixDrive,
  type MatrixScanSizes,
} from '../../kernels/typescript/matrixScan';
import { withGradient } from '../../kernels/withGradient';
import { valuesOf } from './stepped';

/** The scan of `scanMatrices` as one operation. */
export function matrixScan(
  sizes: MatrixScanSizes,
  queries: tf.Tensor3D,
  keys: tf.Tensor3D,
  values: tf.Tensor3D,
  decays: tf.Tensor3D | undefined,
  strengths: tf.Tensor3D | undefined,
): tf.Tensor3D {
  const more = [decays, strengths].filter((tensor) => tensor !== undefined);
  return withGradient<tf.Tensor3D>([queries, keys, values, ...more], () => {
    const drive: MatrixDrive = {
      queries: valuesOf(queries),
      keys: valuesOf(keys),
      values: valuesOf(values),
      decays: decays && valuesOf(decays),
      strengths: strengths && valuesOf(strengths),
    };
    return {
      value: tf.tensor3d(scanMatrices(sizes, drive), values.shape),
      gradients: (dy) => {
        const d = scanMatricesBackward(sizes, drive, valuesOf(dy));
        return [
          tf.tensor3d(d.queries, queries.shape),
          tf.tensor3d(d.keys, keys.shape),
          tf.tensor3d(d.values, values.shape),
          ...(decays ? [tf.tensor3d(d.decays, decays.shape)] : []),
          ...(strengths ? [tf.tensor3d(d.strengths, strengths.shape)] : []),
        ];
      },
    };
  });
}
