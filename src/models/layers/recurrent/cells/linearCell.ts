import * as tf from '@tensorflow/tfjs-core';
import { SteppedLinear } from '../../../kernels/typescript/stepped/diagonalCells';
import { linearScan } from '../scans';
import { sizesOf } from '../stepped';
import type { RecurrentCell } from './recurrentCell';

/** a and b [T,B,H] of h_t = a_t h_{t-1} + b_t, computed from x [T,B,D] only. */
type Driven = (x: tf.Tensor3D, tensors: readonly tf.Tensor[]) => [a: tf.Tensor3D, b: tf.Tensor3D];

/** A cell whose gates read only the input: its recurrence is linear, and each unit feeds back only to itself. */
export function linearCell(units: number, weights: RecurrentCell['weights'], driven: Driven): RecurrentCell {
  return {
    weights,
    plan: (x, tensors) => ({
      sizes: sizesOf(x, units),
      given: driven(x, tensors),
      cell: ([a, b]) => new SteppedLinear(a, b),
    }),
    run: (x, tensors, _kernel, noise) => {
      const [a, b] = driven(x, tensors);
      return linearScan(a, noise ? tf.add(b, noise) : b);
    },
  };
}
