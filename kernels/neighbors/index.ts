/**
 * Nearest-neighbour kernels over distances in float32. Pointers are byte offsets into the exported memory, which the
 * caller lays out from `base` on. Points come packed in blocks of eight, [block][column][8], the last block padded with
 * infinities, so that distances to the padding are infinite. A matrix row has the distances from one point to all,
 * infinite to itself and to the padding.
 */
import { storeTransposed } from '../shared/lanes';

export { base } from '../shared/memory';

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

/**
 * For `count` rows of two matrices of `width` columns (a multiple of eight): the k-th smallest of the larger distances;
 * in each matrix the number of distances below it by more than a slack; and the number of points with either distance
 * below it or above by less than the slack. The slack of a row is the largest error of either distance by rounding:
 * `margin` times the sum of that radius and the two `extents`, the points' largest coordinates.
 * @param scratch 16 bytes and 4 k, 64 at least
 * @param out [count, 4] words: the radius (float32), the number in X, in Y, and near
 */
export function balls(
  x: usize, strideX: usize, y: usize, strideY: usize, width: usize, count: usize, k: usize,
  extentsX: usize, extentsY: usize, margin: f32, scratch: usize, out: usize,
): void {
  const bytes = width * 4;
  for (let r: usize = 0; r < count; r++) {
    const radius = k <= 3 ? fewSmallest(x, y, bytes, k, scratch) : manySmallest(x, y, bytes, k, scratch);
    const slack = margin * (radius + load<f32>(extentsX) + load<f32>(extentsY));
    const low = f32x4.splat(radius - slack);
    const high = f32x4.splat(radius + slack);
    let belowX = i32x4.splat(0), belowY = belowX, near = belowX;
    for (let j: usize = 0; j < bytes; j += 32) {
      let inX = v128.load(x + j);
      let inY = v128.load(y + j);
      belowX = i32x4.sub(belowX, f32x4.lt(inX, low));
      belowY = i32x4.sub(belowY, f32x4.lt(inY, low));
      near = i32x4.sub(near, f32x4.lt(f32x4.pmin(inX, inY), high));
      inX = v128.load(x + j, 16);
      inY = v128.load(y + j, 16);
      belowX = i32x4.sub(belowX, f32x4.lt(inX, low));
      belowY = i32x4.sub(belowY, f32x4.lt(inY, low));
      near = i32x4.sub(near, f32x4.lt(f32x4.pmin(inX, inY), high));
    }
    store<f32>(out, radius);
    store<i32>(out, total(belowX), 4);
    store<i32>(out, total(belowY), 8);
    store<i32>(out, total(near), 12);
    x += strideX;
    y += strideY;
    extentsX += 4;
    extentsY += 4;
    out += 16;
  }
}

// @ts-ignore: decorator
@inline
function total(lanes: v128): i32 {
  const low = i32x4.extract_lane(lanes, 0) + i32x4.extract_lane(lanes, 1);
  return low + i32x4.extract_lane(lanes, 2) + i32x4.extract_lane(lanes, 3);
}

/**
 * The k-th smallest (k to 3): an insertion network keeps the three smallest of every lane, then the lanes are merged.
 */
// @ts-ignore: decorator
@inline
function fewSmallest(x: usize, y: usize, bytes: usize, k: usize, scratch: usize): f32 {
  let first = f32x4.splat(Infinity), second = first, third = first;
  for (let j: usize = 0; j < bytes; j += 32) {
    let d = f32x4.pmax(v128.load(x + j), v128.load(y + j));
    let larger = f32x4.pmax(first, d);
    first = f32x4.pmin(first, d);
    third = f32x4.pmin(third, f32x4.pmax(second, larger));
    second = f32x4.pmin(second, larger);
    d = f32x4.pmax(v128.load(x + j, 16), v128.load(y + j, 16));
    larger = f32x4.pmax(first, d);
    first = f32x4.pmin(first, d);
    third = f32x4.pmin(third, f32x4.pmax(second, larger));
    second = f32x4.pmin(second, larger);
  }
  v128.store(scratch, first);
  v128.store(scratch, second, 16);
  v128.store(scratch, third, 32);
  v128.store(scratch, f32x4.splat(Infinity), 48);
  let radius: f32 = Infinity;
  for (let n: usize = 0; n < k; n++) {
    let lane: usize = 0;
    radius = load<f32>(scratch);
    for (let l: usize = 1; l < 4; l++) {
      const head = load<f32>(scratch + l * 4);
      if (head < radius) {
        radius = head;
        lane = l;
      }
    }
    // The lane with the smallest value moves up by one.
    const at = scratch + lane * 4;
    store<f32>(at, load<f32>(at, 16));
    store<f32>(at, load<f32>(at, 32), 16);
    store<f32>(at, Infinity, 32);
  }
  return radius;
}

/** The k-th smallest for any k: a sorted list, which few distances enter after the first. */
function manySmallest(x: usize, y: usize, bytes: usize, k: usize, scratch: usize): f32 {
  const last = scratch + (k - 1) * 4;
  for (let at = scratch; at <= last; at += 4) store<f32>(at, Infinity);
  let bound = f32x4.splat(Infinity);
  for (let j: usize = 0; j < bytes; j += 32) {
    const left = f32x4.pmax(v128.load(x + j), v128.load(y + j));
    const right = f32x4.pmax(v128.load(x + j, 16), v128.load(y + j, 16));
    if (!v128.any_true(f32x4.lt(f32x4.pmin(left, right), bound))) continue;
    for (let lane: usize = 0; lane < 32; lane += 4) {
      const a = load<f32>(x + j + lane);
      const b = load<f32>(y + j + lane);
      const d = a > b ? a : b;
      if (!(d < load<f32>(last))) continue;
      let at = last;
      while (at > scratch && load<f32>(at - 4) > d) {
        store<f32>(at, load<f32>(at - 4));
        at -= 4;
      }
      store<f32>(at, d);
    }
    bound = f32x4.splat(load<f32>(last));
  }
  return load<f32>(last);
}
