import { madd } from '../shared/arithmetic';
import { laneSum, laneSums } from '../shared/lanes';
import { TILE } from './simd';
import { beat } from './threads';

/**
 * Weight gradients: G[k][j] = sum over rows and times of A[k] Z[j]. Frames are gathered into panels, in chunks that
 * stay in the nearest caches: A in pairs of features, Z in tiles, each panel [half frame][feature][4]; missing features
 * are zero.
 */

/** Bytes of A's panels in a chunk, at most (two features need less than this for any chunk of one frame). */
const CHUNK_BYTES: i32 = 1 << 18;
const CHUNK_FRAMES: i32 = 64;

/** Frames of a chunk, from how many features A has. */
export function chunkFrames(k: i32): i32 {
  return max(8, min(CHUNK_FRAMES, CHUNK_BYTES / (k << 5)));
}

/**
 * Twelve (eight) sums of four lanes over `steps` half frames, into `sums`: [feature of Z][feature of A][4].
 * V8 orders the operations as the sums are first named: those of the same operand belong together, or all operands are
 * held at once.
 */
export function outerTile(a: usize, z: usize, steps: i32, sums: usize): void {
  let s00 = v128.load(sums, 0), s01 = v128.load(sums, 16);
  let s10 = v128.load(sums, 32), s11 = v128.load(sums, 48);
  let s20 = v128.load(sums, 64), s21 = v128.load(sums, 80);
  let s30 = v128.load(sums, 96), s31 = v128.load(sums, 112);
  let s40 = s00, s41 = s00, s50 = s00, s51 = s00;
  if (TILE == 6) {
    s40 = v128.load(sums, 128); s41 = v128.load(sums, 144);
    s50 = v128.load(sums, 160); s51 = v128.load(sums, 176);
  }
  const end = a + (<usize>steps << 5);
  while (a < end) {
    const a0 = v128.load(a, 0), a1 = v128.load(a, 16);
    let v = v128.load(z, 0);
    s00 = madd(v, a0, s00); s01 = madd(v, a1, s01);
    v = v128.load(z, 16);
    s10 = madd(v, a0, s10); s11 = madd(v, a1, s11);
    v = v128.load(z, 32);
    s20 = madd(v, a0, s20); s21 = madd(v, a1, s21);
    v = v128.load(z, 48);
    s30 = madd(v, a0, s30); s31 = madd(v, a1, s31);
    if (TILE == 6) {
      v = v128.load(z, 64);
      s40 = madd(v, a0, s40); s41 = madd(v, a1, s41);
      v = v128.load(z, 80);
      s50 = madd(v, a0, s50); s51 = madd(v, a1, s51);
    }
    a += 32; z += TILE << 4;
  }
  v128.store(sums, s00, 0); v128.store(sums, s01, 16);
  v128.store(sums, s10, 32); v128.store(sums, s11, 48);
  v128.store(sums, s20, 64); v128.store(sums, s21, 80);
  v128.store(sums, s30, 96); v128.store(sums, s31, 112);
  if (TILE == 6) {
    v128.store(sums, s40, 128); v128.store(sums, s41, 144);
    v128.store(sums, s50, 160); v128.store(sums, s51, 176);
  }
}

/** Adds what outerTile summed, `count` features of Z, to two rows of G, or one. */
export function addSums(sums: usize, to: usize, stride: i32, count: i32, two: bool): void {
  if (count == TILE && two) {
    const other = to + stride;
    addFour(to, laneSums(v128.load(sums), v128.load(sums, 32), v128.load(sums, 64), v128.load(sums, 96)));
    addFour(other, laneSums(v128.load(sums, 16), v128.load(sums, 48), v128.load(sums, 80), v128.load(sums, 112)));
    if (TILE == 6) {
      const rest = laneSums(v128.load(sums, 128), v128.load(sums, 160), v128.load(sums, 144), v128.load(sums, 176));
      v128.store64_lane(to + 16, f32x4.add(v128.load64_zero(to + 16), rest), 0);
      v128.store64_lane(other + 16, f32x4.add(v128.load64_splat(other + 16), rest), 1);
    }
    return;
  }
  for (let i = 0; i < count; i++) {
    addOne(to + (i << 2), sums + (i << 5));
    if (two) addOne(to + stride + (i << 2), sums + (i << 5) + 16);
  }
}

// @ts-ignore: decorator
@inline function addFour(to: usize, v: v128): void {
  v128.store(to, f32x4.add(v128.load(to), v));
}

// @ts-ignore: decorator
@inline function addOne(to: usize, from: usize): void {
  store<f32>(to, load<f32>(to) + ((load<f32>(from) + load<f32>(from, 8)) + (load<f32>(from, 4) + load<f32>(from, 12))));
}

/**
 * `count` features from `from` on, of frames start ... start + frames - 1 of (time, block) order, into one panel of
 * `width` features.
 */
function gather(
  source: usize, time: i32, block: i32, first: i32, own: i32, start: i32, frames: i32, from: i32, count: i32,
  width: i32, panel: usize,
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

/**
 * G, [K][J] with rows `stride` bytes apart, from the frames of blocks first ... last - 1; written, zero where there are
 * none.
 */
export function outer(
  a: usize, aTime: i32, aBlock: i32, k: i32, z: usize, zTime: i32, zBlock: i32, j: i32,
  times: i32, first: i32, last: i32, target: usize, stride: i32, scratch: usize, thread: i32,
): void {
  const own = last - first, total = own * times;
  for (let row = 0; row < k; row++) memory.fill(target + row * stride, 0, j << 2);
  const most = chunkFrames(k);
  const sums = scratch, zPanel = sums + (TILE << 5), aPanels = zPanel + most * (TILE << 5);
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
        for (let i = 0; i < TILE << 5; i += 16) v128.store(sums + i, f32x4.splat(0));
        outerTile(aPanels + (p >> 1) * pairBytes, zPanel, frames << 1, sums);
        addSums(sums, target + p * stride + (from << 2), stride, count, p + 1 < k);
      }
    }
    beat(thread);
  }
}

/** Bias gradients: g[j] = sum over rows and times of Z[j]. */
export function sumFrames(
  z: usize, time: i32, block: i32, j: i32, times: i32, first: i32, last: i32, target: usize,
): void {
  for (let i = 0; i < j; i++) {
    let sum = f32x4.splat(0);
    for (let t = 0; t < times; t++) {
      let at = z + t * time + first * block + (i << 5);
      for (let b = first; b < last; b++) {
        sum = f32x4.add(sum, f32x4.add(v128.load(at), v128.load(at + 16)));
        at += block;
      }
    }
    store<f32>(target + (i << 2), laneSum(sum));
  }
}
