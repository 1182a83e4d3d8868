import { fewSmallest, manySmallest } from './smallest';

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
