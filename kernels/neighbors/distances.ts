import { storeTransposed } from '../shared/lanes';

/**
 * All bits but the sign's, in every lane. It is loaded rather than written as a constant: V8 rebuilds constants (and
 * f32x4.abs) at every use, which costs as much as the distance itself.
 */
const magnitude = memory.data<u32>([0x7fffffff, 0x7fffffff, 0x7fffffff, 0x7fffffff], 16);

/** The two norms, distinguished when the kernels are compiled. */
type Max = i32;
type Euclidean = f32;

/** |a - b| folded into a running maximum, or its square into a running sum. */
// @ts-ignore: decorator
@inline
function fold<Norm>(sum: v128, a: v128, b: v128, unsigned: v128): v128 {
  const off = f32x4.sub(a, b);
  return isFloat<Norm>() ? f32x4.add(sum, f32x4.mul(off, off)) : f32x4.pmax(sum, v128.and(off, unsigned));
}

// @ts-ignore: decorator
@inline
function finished<Norm>(sum: v128): v128 {
  return isFloat<Norm>() ? f32x4.sqrt(sum) : sum;
}

/**
 * Distances of four points (`rows`: the place of the first in its block) to the eight of a block, into four rows of the
 * matrix.
 */
function tile<Norm>(rows: usize, block: usize, columns: usize, out: usize, stride: usize, mirror: usize): void {
  const zero = f32x4.splat(0);
  const unsigned = v128.load(magnitude);
  let a0 = zero, a1 = zero, b0 = zero, b1 = zero, c0 = zero, c1 = zero, d0 = zero, d1 = zero;
  for (let c: usize = 0; c < columns; c++) {
    const left = v128.load(block);
    const right = v128.load(block, 16);
    // One load and four shuffles: V8 would hoist four loads together, and spill a sum for lack of registers.
    const four = v128.load(rows);
    let row = v128.shuffle<f32>(four, four, 0, 0, 0, 0);
    a0 = fold<Norm>(a0, left, row, unsigned);
    a1 = fold<Norm>(a1, right, row, unsigned);
    row = v128.shuffle<f32>(four, four, 1, 1, 1, 1);
    b0 = fold<Norm>(b0, left, row, unsigned);
    b1 = fold<Norm>(b1, right, row, unsigned);
    row = v128.shuffle<f32>(four, four, 2, 2, 2, 2);
    c0 = fold<Norm>(c0, left, row, unsigned);
    c1 = fold<Norm>(c1, right, row, unsigned);
    row = v128.shuffle<f32>(four, four, 3, 3, 3, 3);
    d0 = fold<Norm>(d0, left, row, unsigned);
    d1 = fold<Norm>(d1, right, row, unsigned);
    rows += 32;
    block += 32;
  }
  a0 = finished<Norm>(a0);
  a1 = finished<Norm>(a1);
  b0 = finished<Norm>(b0);
  b1 = finished<Norm>(b1);
  c0 = finished<Norm>(c0);
  c1 = finished<Norm>(c1);
  d0 = finished<Norm>(d0);
  d1 = finished<Norm>(d1);
  v128.store(out, a0);
  v128.store(out, a1, 16);
  v128.store(out + stride, b0);
  v128.store(out + stride, b1, 16);
  v128.store(out + 2 * stride, c0);
  v128.store(out + 2 * stride, c1, 16);
  v128.store(out + 3 * stride, d0);
  v128.store(out + 3 * stride, d1, 16);
  if (mirror) {
    storeTransposed(a0, b0, c0, d0, mirror, stride);
    storeTransposed(a1, b1, c1, d1, mirror + 4 * stride, stride);
  }
}

/**
 * The rows of the blocks `from` to `to` (exclusive) of the symmetric distance matrix, from the diagonal on, and the
 * same distances mirrored into the columns of the rows below. Calling it for all blocks fills the matrix.
 */
export function matrix(
  points: usize, columns: usize, blocks: usize, from: usize, to: usize, euclidean: bool, out: usize, stride: usize,
): void {
  const size = columns * 32;
  for (let i = from; i < to; i++) {
    for (let half: usize = 0; half < 2; half++) {
      const rows = points + i * size + half * 16;
      const first = i * 8 + half * 4;
      for (let j = i; j < blocks; j++) {
        const at = out + first * stride + j * 32;
        const mirror = j > i ? out + j * 8 * stride + first * 4 : 0;
        if (euclidean) tile<Euclidean>(rows, points + j * size, columns, at, stride, mirror);
        else tile<Max>(rows, points + j * size, columns, at, stride, mirror);
      }
    }
    clearDiagonal(out + i * 8 * stride, i * 8, stride);
  }
}

/** The rows of the blocks `from` to `to` (exclusive) alone, the first of them at `out`. */
export function rows(
  points: usize, columns: usize, blocks: usize, from: usize, to: usize, euclidean: bool, out: usize, stride: usize,
): void {
  const size = columns * 32;
  for (let i = from; i < to; i++) {
    const block = out + (i - from) * 8 * stride;
    for (let half: usize = 0; half < 2; half++) {
      const rows = points + i * size + half * 16;
      for (let j: usize = 0; j < blocks; j++) {
        const at = block + half * 4 * stride + j * 32;
        if (euclidean) tile<Euclidean>(rows, points + j * size, columns, at, stride, 0);
        else tile<Max>(rows, points + j * size, columns, at, stride, 0);
      }
    }
    clearDiagonal(block, i * 8, stride);
  }
}

// @ts-ignore: decorator
@inline
function clearDiagonal(row: usize, first: usize, stride: usize): void {
  for (let r: usize = 0; r < 8; r++) store<f32>(row + r * stride + (first + r) * 4, Infinity);
}
