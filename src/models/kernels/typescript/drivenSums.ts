import { columnSums, matrix, multiplyAdd, multiplyTransposedAdd, repeatRows, transpose } from './gemm';

/** The input's contribution to the sums of a recurrent cell, for all steps at once, and its gradient. */
export interface DrivenSums {
  /** x W + b, [rows,G], one row per step of a sequence. */
  readonly sums: Float32Array;
  /** The gradients of x, W and b, given that of the sums. */
  readonly backward: (dSums: Float32Array) => Record<'x' | 'kernel' | 'bias', Float32Array>;
}

/** @param x [rows,D], `kernel` [D,G], `bias` [G]; dense and row-major */
export function drivenBy(x: Float32Array, inputs: number, kernel: Float32Array, bias: Float32Array): DrivenSums {
  const rows = x.length / inputs;
  const width = bias.length;
  const sums = repeatRows(rows, bias);
  multiplyAdd(rows, width, inputs, matrix(x, inputs), matrix(kernel, width), matrix(sums, width));
  return {
    sums,
    backward: (dSums) => {
      const given = matrix(dSums, width);
      const dx = new Float32Array(x.length);
      multiplyAdd(rows, inputs, width, given, transpose(inputs, width, matrix(kernel, width)), matrix(dx, inputs));
      const dKernel = new Float32Array(kernel.length);
      multiplyTransposedAdd(inputs, width, rows, matrix(x, inputs), given, matrix(dKernel, width));
      return { x: dx, kernel: dKernel, bias: columnSums(width, dSums) };
    },
  };
}
