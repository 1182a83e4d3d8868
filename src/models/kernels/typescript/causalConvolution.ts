import type { ScanSizes } from './scan';

/**
 * s_t = b + sum_k w_k x_{t-K+1+k}, each number by itself, with zeros before the first step.
 * @param x [T,B,H] @param kernel w [K,H], that of the current step last @param bias [H]
 */
export function convolveCausally(
  { steps, batch, width }: ScanSizes,
  x: Float32Array,
  kernel: Float32Array,
  bias: Float32Array,
): Float32Array {
  const sums = new Float32Array(x.length);
  const step = batch * width;
  const taps = kernel.length / width;
  for (let row = 0; row < sums.length; row += width) sums.set(bias, row);
  for (let k = 0; k < taps; k++) {
    const lag = taps - 1 - k;
    const own = kernel.subarray(k * width, (k + 1) * width);
    for (let row = lag * step; row < steps * step; row += width)
      for (let j = 0, from = row - lag * step; j < width; j++, from++) sums[row + j] += own[j] * x[from];
  }
  return sums;
}

/** The gradients of `convolveCausally` in its arguments, given those of the sums. */
export function convolveCausallyBackward(
  { steps, batch, width }: ScanSizes,
  x: Float32Array,
  kernel: Float32Array,
  dSums: Float32Array,
): { x: Float32Array; kernel: Float32Array; bias: Float32Array } {
  const dx = new Float32Array(x.length);
  const dKernel = new Float64Array(kernel.length);
  const dBias = new Float64Array(width);
  const step = batch * width;
  const taps = kernel.length / width;
  for (let row = 0; row < dSums.length; row += width) for (let j = 0; j < width; j++) dBias[j] += dSums[row + j];
  for (let k = 0; k < taps; k++) {
    const lag = taps - 1 - k;
    const own = kernel.subarray(k * width, (k + 1) * width);
    const dOwn = dKernel.subarray(k * width, (k + 1) * width);
    for (let row = lag * step; row < steps * step; row += width) {
      for (let j = 0, from = row - lag * step; j < width; j++, from++) {
        const d = dSums[row + j];
        dx[from] += own[j] * d;
        dOwn[j] += d * x[from];
      }
    }
  }
  return { x: dx, kernel: Float32Array.from(dKernel), bias: Float32Array.from(dBias) };
}
