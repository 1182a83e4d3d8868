import { madd } from '../shared/arithmetic';

/**
 * C = A B (+ bias, + what C holds) in float32, tile by tile: six rows of C by eight columns. Columns of B and C come in
 * eights, padded where the width is no multiple of eight. There is one k per turn, with at most 15 live vector
 * registers, because V8 compiles such loops well.
 */

/** Initial values of the sums. */
export const FROM_ZERO: i32 = 0;
export const FROM_BIAS: i32 = 1;
export const FROM_C: i32 = 2;

/** Starts the sums of eight columns of C, `rows` of them. */
function begin(c: usize, cRow: usize, rows: i32, bias: usize): void {
  const left = bias ? v128.load(bias) : f32x4.splat(0), right = bias ? v128.load(bias, 16) : f32x4.splat(0);
  for (; rows > 0; rows--) {
    v128.store(c, left);
    v128.store(c, right, 16);
    c += cRow;
  }
}

function rectify(c: usize, cRow: usize, rows: i32): void {
  const zero = f32x4.splat(0);
  for (; rows > 0; rows--) {
    v128.store(c, f32x4.max(v128.load(c), zero));
    v128.store(c, f32x4.max(v128.load(c, 16), zero), 16);
    c += cRow;
  }
}

/**
 * Six rows of A whose terms are contiguous, with one pointer each. Tiles add to C: with branches before or after the
 * loop V8 would keep all operands of a turn live at once, and spill sums.
 */
export function tileRows(a: usize, aRow: usize, b: usize, bRow: usize, c: usize, cRow: usize, k: i32): void {
  const c1 = c + cRow, c2 = c1 + cRow, c3 = c2 + cRow, c4 = c3 + cRow, c5 = c4 + cRow;
  let s00 = v128.load(c), s01 = v128.load(c, 16);
  let s10 = v128.load(c1), s11 = v128.load(c1, 16);
  let s20 = v128.load(c2), s21 = v128.load(c2, 16);
  let s30 = v128.load(c3), s31 = v128.load(c3, 16);
  let s40 = v128.load(c4), s41 = v128.load(c4, 16);
  let s50 = v128.load(c5), s51 = v128.load(c5, 16);
  let a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow, a4 = a3 + aRow, a5 = a4 + aRow;
  const end = a + (<usize>k << 2);
  while (a < end) {
    const left = v128.load(b), right = v128.load(b, 16);
    let value = v128.load32_splat(a);
    s00 = madd(value, left, s00); s01 = madd(value, right, s01);
    value = v128.load32_splat(a1);
    s10 = madd(value, left, s10); s11 = madd(value, right, s11);
    value = v128.load32_splat(a2);
    s20 = madd(value, left, s20); s21 = madd(value, right, s21);
    value = v128.load32_splat(a3);
    s30 = madd(value, left, s30); s31 = madd(value, right, s31);
    value = v128.load32_splat(a4);
    s40 = madd(value, left, s40); s41 = madd(value, right, s41);
    value = v128.load32_splat(a5);
    s50 = madd(value, left, s50); s51 = madd(value, right, s51);
    a += 4; a1 += 4; a2 += 4; a3 += 4; a4 += 4; a5 += 4;
    b += bRow;
  }
  v128.store(c, s00); v128.store(c, s01, 16);
  v128.store(c1, s10); v128.store(c1, s11, 16);
  v128.store(c2, s20); v128.store(c2, s21, 16);
  v128.store(c3, s30); v128.store(c3, s31, 16);
  v128.store(c4, s40); v128.store(c4, s41, 16);
  v128.store(c5, s50); v128.store(c5, s51, 16);
}

/** Six rows of A^T: neighbours in memory at every k. */
export function tileColumns(a: usize, aStep: usize, b: usize, bRow: usize, c: usize, cRow: usize, k: i32): void {
  const c1 = c + cRow, c2 = c1 + cRow, c3 = c2 + cRow, c4 = c3 + cRow, c5 = c4 + cRow;
  let s00 = v128.load(c), s01 = v128.load(c, 16);
  let s10 = v128.load(c1), s11 = v128.load(c1, 16);
  let s20 = v128.load(c2), s21 = v128.load(c2, 16);
  let s30 = v128.load(c3), s31 = v128.load(c3, 16);
  let s40 = v128.load(c4), s41 = v128.load(c4, 16);
  let s50 = v128.load(c5), s51 = v128.load(c5, 16);
  const end = a + <usize>k * aStep;
  while (a < end) {
    const left = v128.load(b), right = v128.load(b, 16);
    let value = v128.load32_splat(a);
    s00 = madd(value, left, s00); s01 = madd(value, right, s01);
    value = v128.load32_splat(a, 4);
    s10 = madd(value, left, s10); s11 = madd(value, right, s11);
    value = v128.load32_splat(a, 8);
    s20 = madd(value, left, s20); s21 = madd(value, right, s21);
    value = v128.load32_splat(a, 12);
    s30 = madd(value, left, s30); s31 = madd(value, right, s31);
    value = v128.load32_splat(a, 16);
    s40 = madd(value, left, s40); s41 = madd(value, right, s41);
    value = v128.load32_splat(a, 20);
    s50 = madd(value, left, s50); s51 = madd(value, right, s51);
    a += aStep;
    b += bRow;
  }
  v128.store(c, s00); v128.store(c, s01, 16);
  v128.store(c1, s10); v128.store(c1, s11, 16);
  v128.store(c2, s20); v128.store(c2, s21, 16);
  v128.store(c3, s30); v128.store(c3, s31, 16);
  v128.store(c4, s40); v128.store(c4, s41, 16);
  v128.store(c5, s50); v128.store(c5, s51, 16);
}

/** Four rows of A, in any strides, for the remainder after sixes. */
export function tileFour(
  a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize, c: usize, cRow: usize, k: i32,
): void {
  const c1 = c + cRow, c2 = c1 + cRow, c3 = c2 + cRow;
  let s00 = v128.load(c), s01 = v128.load(c, 16);
  let s10 = v128.load(c1), s11 = v128.load(c1, 16);
  let s20 = v128.load(c2), s21 = v128.load(c2, 16);
  let s30 = v128.load(c3), s31 = v128.load(c3, 16);
  let a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow;
  const end = b + <usize>k * bRow;
  while (b < end) {
    const left = v128.load(b), right = v128.load(b, 16);
    let value = v128.load32_splat(a);
    s00 = madd(value, left, s00); s01 = madd(value, right, s01);
    value = v128.load32_splat(a1);
    s10 = madd(value, left, s10); s11 = madd(value, right, s11);
    value = v128.load32_splat(a2);
    s20 = madd(value, left, s20); s21 = madd(value, right, s21);
    value = v128.load32_splat(a3);
    s30 = madd(value, left, s30); s31 = madd(value, right, s31);
    a += aStep; a1 += aStep; a2 += aStep; a3 += aStep;
    b += bRow;
  }
  v128.store(c, s00); v128.store(c, s01, 16);
  v128.store(c1, s10); v128.store(c1, s11, 16);
  v128.store(c2, s20); v128.store(c2, s21, 16);
  v128.store(c3, s30); v128.store(c3, s31, 16);
}

/** One row, for the remainder after sixes and fours. */
export function tileOne(a: usize, aStep: usize, b: usize, bRow: usize, c: usize, k: i32): void {
  let s00 = v128.load(c), s01 = v128.load(c, 16);
  const end = b + <usize>k * bRow;
  while (b < end) {
    const left = v128.load(b), right = v128.load(b, 16);
    const value = v128.load32_splat(a);
    s00 = madd(value, left, s00); s01 = madd(value, right, s01);
    a += aStep;
    b += bRow;
  }
  v128.store(c, s00); v128.store(c, s01, 16);
}

/** Sums are split into parts of this number of terms, so that eight columns of B stay in the nearest cache. */
const SPLIT: i32 = 256;

/**
 * Columns `first` to `last` (exclusive, in eights) of C [m, n] = A [m, k] B [k, n]. `aRow` and `aStep` are the bytes
 * from row to row and from term to term of A, one of which is four; `bRow` and `cRow` the bytes from row to row.
 */
export function productColumns(
  m: i32, first: i32, last: i32, k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize, c: usize,
  cRow: usize, from: i32, bias: usize, relu: bool,
): void {
  for (let start = 0; start < k || start == 0; start += SPLIT) {
    const count = min(SPLIT, k - start);
    for (let column = first; column < last; column += 8) {
      const shift = <usize>column << 2;
      const right = b + <usize>start * bRow + shift;
      let left = a + <usize>start * aStep;
      let out = c + shift;
      if (start == 0 && from != FROM_C) begin(out, cRow, m, from == FROM_BIAS ? bias + shift : 0);
      let row = 0;
      // The last eight rows are two fours, which are faster than a six and two ones.
      for (; row + 6 <= m && m - row != 8; row += 6) {
        if (aStep == 4) tileRows(left, aRow, right, bRow, out, cRow, count);
        else tileColumns(left, aStep, right, bRow, out, cRow, count);
        left += 6 * aRow;
        out += 6 * cRow;
      }
      for (; row + 4 <= m; row += 4) {
        tileFour(left, aRow, aStep, right, bRow, out, cRow, count);
        left += 4 * aRow;
        out += 4 * cRow;
      }
      for (; row < m; row++) {
        tileOne(left, aStep, right, bRow, out, count);
        left += aRow;
        out += cRow;
      }
      if (relu && start + count >= k) rectify(c + shift, cRow, m);
    }
  }
}
