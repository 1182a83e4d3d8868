import type { Breather } from './breather';
import { crossProduct } from './products';

/** Multiplications between two looks at the clock: a few milliseconds of work. */
const workABlock = 1 << 23;

/**
 * `crossProduct` with pauses for cancellation: A^T B of A [samples, p] and B [samples, q], row-major [p, q]. @throws
 * CancelledError
 */
export async function pacedCrossProduct(
  a: Float64Array,
  p: number,
  b: Float64Array,
  q: number,
  samples: number,
  breather: Breather,
): Promise<Float64Array> {
  const rows = Math.max(64, Math.floor(workABlock / (p * q)));
  if (rows >= samples) return crossProduct(a, p, b, q, samples);
  const sum = new Float64Array(p * q);
  for (let from = 0; from < samples; from += rows) {
    const to = Math.min(samples, from + rows);
    const left = a.subarray(from * p, to * p);
    const part = crossProduct(left, p, a === b ? left : b.subarray(from * q, to * q), q, to - from);
    for (let i = 0; i < sum.length; i++) sum[i] += part[i];
    if (breather.due()) await breather.rest();
  }
  return sum;
}
