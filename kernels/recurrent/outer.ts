import { laneSums, madd, TILE } from './simd';
import { beat } from './threads';

/**
 * Weight gradients: G[k][j] = sum over rows and times of A[k] Z[j]. Frames are gathered into panels, in chunks that stay in the
 * nearest caches: A in pairs of features, Z in tiles, each panel [half frame][feature][4]; missing features are zero.
 */

/** Bytes of A's panels in a chunk, at most (two features need less than this for any chunk of one frame). */
const CHUNK_BYTES: i32 = 1 << 18;
const CHUNK_FRAMES: i32 = 64;

/** Frames of a chunk, from how many features A has. */
export function chunkFrames(k: i32): i32 {
  return max(8, min(CHUNK_FRAMES, CHUNK_BYTES / (k << 5)));
}

/** Bytes of scratch a thread needs: A's panels, one panel of Z, one tile of sums. */
export function outerScratch(k: i32): i32 {
  return chunkFrames(k) * ((k + 1 + TILE) << 5) + (TILE << 3) + 64;
}

/** Twelve (eight) sums over `steps` half frames, the first feature's TILE sums, then the second's, into `sums`. */
export function outerTile(a: usize, z: usize, steps: i32, sums: usize): void {
  let s00 = f32x4.splat(0), s01 = s00, s02 = s00, s03 = s00, s04 = s00, s05 = s00;
  let s10 = s00, s11 = s00, s12 = s00, s13 = s00, s14 = s00, s15 = s00;
  const end = a + (<usize>steps << 5);
  while (a < end) {
    const a0 = v128.load(a, 0), a1 = v128.load(a, 16);
    let v = v128.load(z, 0);
    s00 = madd(v, a0, s00); s10 = madd(v, a1, s10);
    v = v128.load(z, 16);
    s01 = madd(v, a0, s01); s11 = madd(v, a1, s11);
    v = v128.load(z, 32);
    s02 = madd(v, a0, s02); s12 = madd(v, a1, s12);
    v = v128.load(z, 48);
    s03 = madd(v, a0, s03); s13 = madd(v, a1, s13);
    if (TILE == 6) {
      v = v128.load(z, 64);
      s04 = madd(v, a0, s04); s14 = madd(v, a1, s14);
      v = v128.load(z, 80);
      s05 = madd(v, a0, s05); s15 = madd(v, a1, s15);
    }
    a += 32; z += TILE << 4;
  }
  v128.store(sums, laneSums(s00, s01, s02, s03));
  if (TILE == 6) {
    v128.store(sums, laneSums(s04, s05, s10, s11), 16);
    v128.store(sums, laneSums(s12, s13, s14, s15), 32);
  } else {
    v128.store(sums, laneSums(s10, s11, s12, s13), 16);
  }
}

/** `count` features from `from` on, of frames start ... start + frames - 1 of (time, block) order, into one panel of `width` features. */
function gather(
  source: usize, time: i32, block: i32, first: i32, own: i32, start: i32, frames: i32, from: i32, count: i32, width: i32, panel: usize,
): void {
  let t = start / own, b = start % own;
  for (let i = 0; i < frames; i++) {
    let at = source + t * time + (first + b) * block + (from << 5);
    const second = panel + (<usize>width << 4);
    let f = 0;
    for (; f < count; f++) {
      v128.store(panel + (<usize>f << 4), v128.load(at));
      v128.store(second + (<usize>f << 4), v128.load(at + 16));
      at += 32;
    }
    for (; f < width; f++) {
      v128.store(panel + (<usize>f << 4), f32x4.splat(0));
      v128.store(second + (<usize>f << 4), f32x4.splat(0));
    }
    panel += <usize>width << 5;
    if (++b == own) { b = 0; t++; }
  }
}

/** G, [K][J] with rows `stride` bytes apart, from the frames of blocks first ... last - 1; written, zero where there are none. */
export function outer(
  a: usize, aTime: i32, aBlock: i32, k: i32, z: usize, zTime: i32, zBlock: i32, j: i32,
  times: i32, first: i32, last: i32, target: usize, stride: i32, scratch: usize, thread: i32,
): void {
  const own = last - first, total = own * times;
  for (let row = 0; row < k; row++) memory.fill(target + row * stride, 0, j << 2);
  const most = chunkFrames(k);
  const sums = scratch, zPanel = sums + 64, aPanels = zPanel + most * (TILE << 5);
  for (let start = 0; start < total; start += most) {
    const frames = min(most, total - start);
    const pairBytes = frames << 6;
    for (let p = 0; p < k; p += 2) {
      gather(a, aTime, aBlock, first, own, start, frames, p, min(2, k - p), 2, aPanels + (p >> 1) * pairBytes);
    }
    for (let from = 0; from < j; from += TILE) {
      const count = min(TILE, j - from);
      gather(z, zTime, zBlock, first, own, start, frames, from, count, TILE, zPanel);
      for (let p = 0; p < k; p += 2) {
        outerTile(aPanels + (p >> 1) * pairBytes, zPanel, frames << 1, sums);
        const to = target + p * stride + (from << 2);
        for (let i = 0; i < count; i++) store<f32>(to + (i << 2), load<f32>(to + (i << 2)) + load<f32>(sums + (i << 2)));
        if (p + 1 < k) {
          for (let i = 0; i < count; i++) {
            store<f32>(to + stride + (i << 2), load<f32>(to + stride + (i << 2)) + load<f32>(sums + ((TILE + i) << 2)));
          }
        }
      }
    }
    beat(thread);
  }
}

/** Bias gradients: g[j] = sum over rows and times of Z[j]. */
export function sumFrames(z: usize, time: i32, block: i32, j: i32, times: i32, first: i32, last: i32, target: usize): void {
  for (let i = 0; i < j; i++) {
    let sum = f32x4.splat(0);
    for (let t = 0; t < times; t++) {
      let at = z + t * time + first * block + (i << 5);
      for (let b = first; b < last; b++) {
        sum = f32x4.add(sum, f32x4.add(v128.load(at), v128.load(at + 16)));
        at += block;
      }
    }
    store<f32>(target + (i << 2), f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3));
  }
}
