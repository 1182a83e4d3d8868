import { madd } from './simd';

/**
 * C = A B (+ bias, + what C holds) in float32, tile by tile: six rows of C by eight columns. Columns of B and C come in eights; what is over
 * the width that matters is filling. One k a turn, and at most 15 live vector registers, which is what V8 compiles well.
 */

/** What a sum starts from. */
export const FROM_ZERO: i32 = 0;
export const FROM_BIAS: i32 = 1;
export const FROM_C: i32 = 2;

// @ts-ignore: decorator
@inline function starting(from: i32, bias: usize, c: usize, offset: usize): v128 {
  if (from == FROM_BIAS) return v128.load(bias + offset);
  if (from == FROM_C) return v128.load(c + offset);
  return f32x4.splat(0);
}

// @ts-ignore: decorator
@inline function finished(sum: v128, relu: bool): v128 {
  return relu ? f32x4.max(sum, f32x4.splat(0)) : sum;
}

/** Six rows of A that lie one after another in memory order of k: pointers to each. */
function tileRows(a: usize, aRow: usize, b: usize, bRow: usize, c: usize, cRow: usize, k: i32, from: i32, bias: usize, relu: bool): void {
  const c1 = c + cRow, c2 = c1 + cRow, c3 = c2 + cRow, c4 = c3 + cRow, c5 = c4 + cRow;
  let s00 = starting(from, bias, c, 0), s01 = starting(from, bias, c, 16);
  let s10 = starting(from, bias, c1, 0), s11 = starting(from, bias, c1, 16);
  let s20 = starting(from, bias, c2, 0), s21 = starting(from, bias, c2, 16);
  let s30 = starting(from, bias, c3, 0), s31 = starting(from, bias, c3, 16);
  let s40 = starting(from, bias, c4, 0), s41 = starting(from, bias, c4, 16);
  let s50 = starting(from, bias, c5, 0), s51 = starting(from, bias, c5, 16);
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
  v128.store(c, finished(s00, relu)); v128.store(c, finished(s01, relu), 16);
  v128.store(c1, finished(s10, relu)); v128.store(c1, finished(s11, relu), 16);
  v128.store(c2, finished(s20, relu)); v128.store(c2, finished(s21, relu), 16);
  v128.store(c3, finished(s30, relu)); v128.store(c3, finished(s31, relu), 16);
  v128.store(c4, finished(s40, relu)); v128.store(c4, finished(s41, relu), 16);
  v128.store(c5, finished(s50, relu)); v128.store(c5, finished(s51, relu), 16);
}

/** Six rows of A^T: neighbours in memory at every k. */
function tileColumns(a: usize, aStep: usize, b: usize, bRow: usize, c: usize, cRow: usize, k: i32, from: i32, bias: usize, relu: bool): void {
  const c1 = c + cRow, c2 = c1 + cRow, c3 = c2 + cRow, c4 = c3 + cRow, c5 = c4 + cRow;
  let s00 = starting(from, bias, c, 0), s01 = starting(from, bias, c, 16);
  let s10 = starting(from, bias, c1, 0), s11 = starting(from, bias, c1, 16);
  let s20 = starting(from, bias, c2, 0), s21 = starting(from, bias, c2, 16);
  let s30 = starting(from, bias, c3, 0), s31 = starting(from, bias, c3, 16);
  let s40 = starting(from, bias, c4, 0), s41 = starting(from, bias, c4, 16);
  let s50 = starting(from, bias, c5, 0), s51 = starting(from, bias, c5, 16);
  for (; k > 0; k--) {
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
  v128.store(c, finished(s00, relu)); v128.store(c, finished(s01, relu), 16);
  v128.store(c1, finished(s10, relu)); v128.store(c1, finished(s11, relu), 16);
  v128.store(c2, finished(s20, relu)); v128.store(c2, finished(s21, relu), 16);
  v128.store(c3, finished(s30, relu)); v128.store(c3, finished(s31, relu), 16);
  v128.store(c4, finished(s40, relu)); v128.store(c4, finished(s41, relu), 16);
  v128.store(c5, finished(s50, relu)); v128.store(c5, finished(s51, relu), 16);
}

/** One row: what is left over six. */
function tileOne(a: usize, aStep: usize, b: usize, bRow: usize, c: usize, k: i32, from: i32, bias: usize, relu: bool): void {
  let left = starting(from, bias, c, 0), right = starting(from, bias, c, 16);
  for (; k > 0; k--) {
    const value = v128.load32_splat(a);
    left = madd(value, v128.load(b), left);
    right = madd(value, v128.load(b, 16), right);
    a += aStep;
    b += bRow;
  }
  v128.store(c, finished(left, relu));
  v128.store(c, finished(right, relu), 16);
}

/** Sums are cut at so many terms, so that eight columns of B stay in the nearest cache. */
const SPLIT: i32 = 256;

/**
 * Columns `first` to `last` (exclusive, in eights) of C [m, n] = A [m, k] B [k, n]. `aRow` and `aStep` are the bytes from row to row and
 * from term to term of A, one of which is four; `bRow` and `cRow` the bytes from row to row.
 */
export function productColumns(
  m: i32, first: i32, last: i32, k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize, c: usize, cRow: usize,
  from: i32, bias: usize, relu: bool,
): void {
  for (let start = 0; start < k || start == 0; start += SPLIT) {
    const count = min(SPLIT, k - start);
    const ends = start + count >= k;
    const begin = start == 0 ? from : FROM_C;
    for (let column = first; column < last; column += 8) {
      const shift = <usize>column << 2;
      const right = b + <usize>start * bRow + shift;
      let left = a + <usize>start * aStep;
      let out = c + shift;
      let row = 0;
      for (; row + 6 <= m; row += 6) {
        if (aStep == 4) tileRows(left, aRow, right, bRow, out, cRow, count, begin, bias + shift, relu && ends);
        else tileColumns(left, aStep, right, bRow, out, cRow, count, begin, bias + shift, relu && ends);
        left += 6 * aRow;
        out += 6 * cRow;
      }
      for (; row < m; row++) {
        tileOne(left, aStep, right, bRow, out, count, begin, bias + shift, relu && ends);
        left += aRow;
        out += cRow;
      }
    }
  }
}
