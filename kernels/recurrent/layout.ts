import { storeTransposed } from '../shared/lanes';

/**
 * Conversions between rows of features, [row, time, feature] in any strides, and lanes of rows,
 * [time][block][feature][8].
 */

// @ts-ignore: decorator
@inline function rowOf(order: usize, row: i32): i32 {
  return order ? load<i32>(order + (<usize>row << 2)) : row;
}

/** Rows order[0 ... rows-1] (or 0 ... rows-1) to lanes, blocks first ... last - 1; lanes without a row are zero. */
export function toLanes(
  source: usize, rowStride: i32, timeStride: i32, order: usize, rows: i32, times: i32, features: i32,
  target: usize, targetTime: i32, targetBlock: i32, first: i32, last: i32,
): void {
  for (let b = first; b < last; b++) {
    const full = (b << 3) + 8 <= rows;
    for (let t = 0; t < times; t++) {
      const out = target + t * targetTime + b * targetBlock;
      const at = source + t * timeStride;
      let f = 0;
      if (full) {
        const r = b << 3;
        const p0 = at + rowOf(order, r) * rowStride, p1 = at + rowOf(order, r + 1) * rowStride;
        const p2 = at + rowOf(order, r + 2) * rowStride, p3 = at + rowOf(order, r + 3) * rowStride;
        const p4 = at + rowOf(order, r + 4) * rowStride, p5 = at + rowOf(order, r + 5) * rowStride;
        const p6 = at + rowOf(order, r + 6) * rowStride, p7 = at + rowOf(order, r + 7) * rowStride;
        for (; f + 4 <= features; f += 4) {
          const skip = <usize>f << 2;
          const o = out + (<usize>f << 5);
          transpose(p0 + skip, p1 + skip, p2 + skip, p3 + skip, o);
          transpose(p4 + skip, p5 + skip, p6 + skip, p7 + skip, o + 16);
        }
      }
      for (let lane = 0; lane < 8; lane++) {
        const row = (b << 3) + lane;
        const from = row < rows ? at + rowOf(order, row) * rowStride : 0;
        for (let i = f; i < features; i++) {
          store<f32>(out + (<usize>i << 5) + (<usize>lane << 2), from ? load<f32>(from + (<usize>i << 2)) : 0);
        }
      }
    }
  }
}

// @ts-ignore: decorator
@inline function transpose(p0: usize, p1: usize, p2: usize, p3: usize, out: usize): void {
  storeTransposed(v128.load(p0), v128.load(p1), v128.load(p2), v128.load(p3), out, 32);
}

/** Lanes back to rows 0 ... rows-1; lanes without a row are dropped. */
export function fromLanes(
  source: usize, sourceTime: i32, sourceBlock: i32, rows: i32, times: i32, features: i32,
  target: usize, rowStride: i32, timeStride: i32, first: i32, last: i32,
): void {
  for (let b = first; b < last; b++) {
    for (let t = 0; t < times; t++) {
      const from = source + t * sourceTime + b * sourceBlock;
      const lanes = min(8, rows - (b << 3));
      for (let lane = 0; lane < lanes; lane++) {
        let at = from + (<usize>lane << 2);
        let out = target + ((b << 3) + lane) * rowStride + t * timeStride;
        let f = 0;
        for (; f + 4 <= features; f += 4) {
          let v = v128.load32_zero(at);
          v = v128.load_lane<f32>(at + 32, v, 1);
          v = v128.load_lane<f32>(at + 64, v, 2);
          v = v128.load_lane<f32>(at + 96, v, 3);
          v128.store(out, v);
          at += 128; out += 16;
        }
        for (; f < features; f++) {
          store<f32>(out, load<f32>(at));
          at += 32; out += 4;
        }
      }
    }
  }
}

/** Copies frames of features * 8 numbers; with `add`, adds them. */
export function copyFrames(
  source: usize, sourceTime: i32, sourceBlock: i32, target: usize, targetTime: i32, targetBlock: i32,
  times: i32, features: i32, add: bool, first: i32, last: i32,
): void {
  for (let t = 0; t < times; t++) {
    for (let b = first; b < last; b++) {
      let from = source + t * sourceTime + b * sourceBlock;
      let to = target + t * targetTime + b * targetBlock;
      const end = from + (<usize>features << 5);
      if (add) {
        for (; from < end; from += 16, to += 16) v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
      } else {
        for (; from < end; from += 16, to += 16) v128.store(to, v128.load(from));
      }
    }
  }
}
