import { madd } from '../shared/arithmetic';
import { TILE } from './simd';

/**
 * Matrix products with the batch along the lanes: C[f][8] = bias[f] + sum over k of W[k,f] A[k][8], for one block of 8
 * rows. W is packed in tiles of features, tile after tile, each [K][width] (see pack.ts). There is one k per turn, with
 * at most 15 live vector registers: unrolling makes V8 hoist loads and spill.
 */

const SPLIT: i32 = 256;

/** Six features. With a bias of 0 the sums start from C. */
export function tile6(w: usize, a: usize, c: usize, k: i32, bias: usize): void {
  let c00: v128, c01: v128, c10: v128, c11: v128, c20: v128, c21: v128;
  let c30: v128, c31: v128, c40: v128, c41: v128, c50: v128, c51: v128;
  if (bias) {
    c00 = c01 = v128.load32_splat(bias, 0);
    c10 = c11 = v128.load32_splat(bias, 4);
    c20 = c21 = v128.load32_splat(bias, 8);
    c30 = c31 = v128.load32_splat(bias, 12);
    c40 = c41 = v128.load32_splat(bias, 16);
    c50 = c51 = v128.load32_splat(bias, 20);
  } else {
    c00 = v128.load(c, 0); c01 = v128.load(c, 16);
    c10 = v128.load(c, 32); c11 = v128.load(c, 48);
    c20 = v128.load(c, 64); c21 = v128.load(c, 80);
    c30 = v128.load(c, 96); c31 = v128.load(c, 112);
    c40 = v128.load(c, 128); c41 = v128.load(c, 144);
    c50 = v128.load(c, 160); c51 = v128.load(c, 176);
  }
  const end = w + <usize>k * 24;
  while (w < end) {
    const a0 = v128.load(a, 0), a1 = v128.load(a, 16);
    let s = v128.load32_splat(w, 0);
    c00 = madd(s, a0, c00); c01 = madd(s, a1, c01);
    s = v128.load32_splat(w, 4);
    c10 = madd(s, a0, c10); c11 = madd(s, a1, c11);
    s = v128.load32_splat(w, 8);
    c20 = madd(s, a0, c20); c21 = madd(s, a1, c21);
    s = v128.load32_splat(w, 12);
    c30 = madd(s, a0, c30); c31 = madd(s, a1, c31);
    s = v128.load32_splat(w, 16);
    c40 = madd(s, a0, c40); c41 = madd(s, a1, c41);
    s = v128.load32_splat(w, 20);
    c50 = madd(s, a0, c50); c51 = madd(s, a1, c51);
    w += 24; a += 32;
  }
  v128.store(c, c00, 0); v128.store(c, c01, 16);
  v128.store(c, c10, 32); v128.store(c, c11, 48);
  v128.store(c, c20, 64); v128.store(c, c21, 80);
  v128.store(c, c30, 96); v128.store(c, c31, 112);
  v128.store(c, c40, 128); v128.store(c, c41, 144);
  v128.store(c, c50, 160); v128.store(c, c51, 176);
}

/** Four features. */
export function tile4(w: usize, a: usize, c: usize, k: i32, bias: usize): void {
  let c00: v128, c01: v128, c10: v128, c11: v128, c20: v128, c21: v128, c30: v128, c31: v128;
  if (bias) {
    c00 = c01 = v128.load32_splat(bias, 0);
    c10 = c11 = v128.load32_splat(bias, 4);
    c20 = c21 = v128.load32_splat(bias, 8);
    c30 = c31 = v128.load32_splat(bias, 12);
  } else {
    c00 = v128.load(c, 0); c01 = v128.load(c, 16);
    c10 = v128.load(c, 32); c11 = v128.load(c, 48);
    c20 = v128.load(c, 64); c21 = v128.load(c, 80);
    c30 = v128.load(c, 96); c31 = v128.load(c, 112);
  }
  const end = w + <usize>k * 16;
  while (w < end) {
    const a0 = v128.load(a, 0), a1 = v128.load(a, 16);
    let s = v128.load32_splat(w, 0);
    c00 = madd(s, a0, c00); c01 = madd(s, a1, c01);
    s = v128.load32_splat(w, 4);
    c10 = madd(s, a0, c10); c11 = madd(s, a1, c11);
    s = v128.load32_splat(w, 8);
    c20 = madd(s, a0, c20); c21 = madd(s, a1, c21);
    s = v128.load32_splat(w, 12);
    c30 = madd(s, a0, c30); c31 = madd(s, a1, c31);
    w += 16; a += 32;
  }
  v128.store(c, c00, 0); v128.store(c, c01, 16);
  v128.store(c, c10, 32); v128.store(c, c11, 48);
  v128.store(c, c20, 64); v128.store(c, c21, 80);
  v128.store(c, c30, 96); v128.store(c, c31, 112);
}

/** One feature, for the remainder of a width. */
export function tile1(w: usize, a: usize, c: usize, k: i32, bias: usize): void {
  let c0: v128, c1: v128;
  if (bias) {
    c0 = c1 = v128.load32_splat(bias, 0);
  } else {
    c0 = v128.load(c, 0); c1 = v128.load(c, 16);
  }
  const end = w + <usize>k * 4;
  while (w < end) {
    const s = v128.load32_splat(w, 0);
    c0 = madd(s, v128.load(a, 0), c0); c1 = madd(s, v128.load(a, 16), c1);
    w += 4; a += 32;
  }
  v128.store(c, c0, 0); v128.store(c, c1, 16);
}

/**
 * How many features the tile that starts at feature j of f covers: the last eight or nine are two fours, which are
 * faster than a six and ones.
 */
// @ts-ignore: decorator
@inline export function tileWidth(j: i32, f: i32): i32 {
  const left = f - j;
  if (left >= TILE && !(TILE > 4 && (left == 8 || left == 9))) return TILE;
  return TILE > 4 && left >= 4 ? 4 : 1;
}

/**
 * The product for blocks first ... last - 1 of one time step. A tile of W stays in the nearest cache over all blocks;
 * long sums are split so that the blocks' inputs stay there too.
 */
export function product(
  w: usize, bias: usize, k: i32, f: i32,
  a: usize, aBlock: i32, c: usize, cBlock: i32, first: i32, last: i32,
): void {
  for (let from = 0; from < k; from += SPLIT) {
    const count = min(SPLIT, k - from);
    for (let j = 0; j < f;) {
      const width = tileWidth(j, f);
      const tile = w + (<usize>(j * k) << 2) + (<usize>(from * width) << 2);
      const start = bias && from == 0 ? bias + (<usize>j << 2) : 0;
      for (let b = first; b < last; b++) {
        const input = a + b * aBlock + (from << 5);
        const output = c + b * cBlock + (j << 5);
        if (ASC_FEATURE_RELAXED_SIMD && width == 6) tile6(tile, input, output, count, start);
        else if (width == 4) tile4(tile, input, output, count, start);
        else tile1(tile, input, output, count, start);
      }
      j += width;
    }
  }
}
