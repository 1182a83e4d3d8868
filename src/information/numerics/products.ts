import { kernelProduct } from './kernels/gramKernel';

const panel = 256;
/** From this number of multiplications on, copying into the kernel's memory saves time. */
const worthTheKernel = 20_000;

/**
 * A^T B, row-major [p, q], of A [samples, p] and B [samples, q], tiled four by four so that every loaded value is used
 * four times. Pass the same array twice for a Gram matrix: half the work.
 */
export function crossProduct(a: Float64Array, p: number, b: Float64Array, q: number, samples: number): Float64Array {
  if (p >= 4 && q >= 4 && p * q * samples >= worthTheKernel) return kernelProduct(a, p, b, q, samples);
  const out = new Float64Array(p * q);
  for (let start = 0; start < samples; start += panel) {
    const end = Math.min(samples, start + panel);
    for (let i = 0; i < p; i += 4) {
      // The product of a matrix with itself is symmetric, so only its upper half is computed.
      for (let j = a === b ? i : 0; j < q; j += 4) tile(a, p, b, q, start, end, i, j, out);
    }
  }
  if (a === b) for (let i = 0; i < p; i++) for (let j = 0; j < i; j++) out[i * q + j] = out[j * q + i];
  return out;
}

function tile(
  a: Float64Array,
  p: number,
  b: Float64Array,
  q: number,
  start: number,
  end: number,
  i: number,
  j: number,
  out: Float64Array,
): void {
  if (i + 4 > p || j + 4 > q) {
    for (let r = i; r < Math.min(p, i + 4); r++) {
      for (let c = j; c < Math.min(q, j + 4); c++) {
        let sum = 0;
        for (let n = start; n < end; n++) sum += a[n * p + r] * b[n * q + c];
        out[r * q + c] += sum;
      }
    }
    return;
  }
  let s00 = 0,
    s01 = 0,
    s02 = 0,
    s03 = 0,
    s10 = 0,
    s11 = 0,
    s12 = 0,
    s13 = 0;
  let s20 = 0,
    s21 = 0,
    s22 = 0,
    s23 = 0,
    s30 = 0,
    s31 = 0,
    s32 = 0,
    s33 = 0;
  for (let n = start, ia = start * p + i, ib = start * q + j; n < end; n++, ia += p, ib += q) {
    const a0 = a[ia],
      a1 = a[ia + 1],
      a2 = a[ia + 2],
      a3 = a[ia + 3];
    const b0 = b[ib],
      b1 = b[ib + 1],
      b2 = b[ib + 2],
      b3 = b[ib + 3];
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s03 += a0 * b3;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s13 += a1 * b3;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s22 += a2 * b2;
    s23 += a2 * b3;
    s30 += a3 * b0;
    s31 += a3 * b1;
    s32 += a3 * b2;
    s33 += a3 * b3;
  }
  let o = i * q + j;
  out[o] += s00;
  out[o + 1] += s01;
  out[o + 2] += s02;
  out[o + 3] += s03;
  o += q;
  out[o] += s10;
  out[o + 1] += s11;
  out[o + 2] += s12;
  out[o + 3] += s13;
  o += q;
  out[o] += s20;
  out[o + 1] += s21;
  out[o + 2] += s22;
  out[o + 3] += s23;
  o += q;
  out[o] += s30;
  out[o + 1] += s31;
  out[o + 2] += s32;
  out[o + 3] += s33;
}

/** The centred columns, row-major [samples, dimensions]. */
export function centred(values: Float64Array, samples: number, dimensions: number): Float64Array {
  const means = new Float64Array(dimensions);
  for (let i = 0; i < values.length; i += dimensions) for (let j = 0; j < dimensions; j++) means[j] += values[i + j];
  for (let j = 0; j < dimensions; j++) means[j] /= samples;
  const out = new Float64Array(values.length);
  for (let i = 0; i < values.length; i += dimensions)
    for (let j = 0; j < dimensions; j++) out[i + j] = values[i + j] - means[j];
  return out;
}
