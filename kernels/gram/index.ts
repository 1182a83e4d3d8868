/**
 * Products of matrices and triangular systems in float64. Inner products of columns: OUT += A^T B of A [samples, p]
 * and B [samples, q], p and q multiples of four. A and B have four columns side by side, [p / 4, samples, 4], so that
 * a tile reads memory in its order: rows of as many bytes as a power of two would share a few lines of the cache. OUT
 * is row-major. Pointers are byte offsets into the exported memory, which the caller lays out from `base` on.
 */
export { base } from '../shared/memory';

/** Bytes of four columns of one row. */
const FOUR: usize = 32;

/** Four columns of A against four of B: sixteen sums in eight registers. */
function tile(a: usize, b: usize, samples: i32, out: usize, strideOut: usize): void {
  const out1 = out + strideOut, out2 = out1 + strideOut, out3 = out2 + strideOut;
  let s00 = v128.load(out), s01 = v128.load(out, 16);
  let s10 = v128.load(out1), s11 = v128.load(out1, 16);
  let s20 = v128.load(out2), s21 = v128.load(out2, 16);
  let s30 = v128.load(out3), s31 = v128.load(out3, 16);
  const end = a + <usize>samples * FOUR;
  while (a < end) {
    const left = v128.load(b), right = v128.load(b, 16);
    let value = v128.load64_splat(a);
    s00 = f64x2.add(s00, f64x2.mul(value, left));
    s01 = f64x2.add(s01, f64x2.mul(value, right));
    value = v128.load64_splat(a, 8);
    s10 = f64x2.add(s10, f64x2.mul(value, left));
    s11 = f64x2.add(s11, f64x2.mul(value, right));
    value = v128.load64_splat(a, 16);
    s20 = f64x2.add(s20, f64x2.mul(value, left));
    s21 = f64x2.add(s21, f64x2.mul(value, right));
    value = v128.load64_splat(a, 24);
    s30 = f64x2.add(s30, f64x2.mul(value, left));
    s31 = f64x2.add(s31, f64x2.mul(value, right));
    a += FOUR;
    b += FOUR;
  }
  v128.store(out, s00); v128.store(out, s01, 16);
  v128.store(out1, s10); v128.store(out1, s11, 16);
  v128.store(out2, s20); v128.store(out2, s21, 16);
  v128.store(out3, s30); v128.store(out3, s31, 16);
}

/** With `upper`, A and B are the same and only tiles on and above the diagonal are computed. */
export function accumulate(a: usize, p: i32, b: usize, q: i32, samples: i32, out: usize, upper: bool): void {
  const column = <usize>samples << 3, strideOut = <usize>q << 3;
  for (let i = 0; i < p; i += 4) {
    for (let j = upper ? i : 0; j < q; j += 4) {
      tile(
        a + <usize>i * column, b + <usize>j * column, samples, out + <usize>i * strideOut + (<usize>j << 3), strideOut,
      );
    }
  }
}

/**
 * Solves L Z = B in place for groups of eight columns, B [groups, size, 8]; every sum is in its one order.
 * @param factor L, lower triangular, row-major [size, size]
 */
export function solveLower(factor: usize, size: i32, b: usize, groups: i32): void {
  const bytes = <usize>size << 6;
  for (; groups > 0; groups--, b += bytes) {
    let line = factor;
    for (let row = b; row < b + bytes; row += 64, line += <usize>size << 3) {
      let s0 = v128.load(row), s1 = v128.load(row, 16), s2 = v128.load(row, 32), s3 = v128.load(row, 48);
      let from = line;
      for (let at = b; at < row; at += 64, from += 8) {
        const weight = v128.load64_splat(from);
        s0 = f64x2.sub(s0, f64x2.mul(weight, v128.load(at)));
        s1 = f64x2.sub(s1, f64x2.mul(weight, v128.load(at, 16)));
        s2 = f64x2.sub(s2, f64x2.mul(weight, v128.load(at, 32)));
        s3 = f64x2.sub(s3, f64x2.mul(weight, v128.load(at, 48)));
      }
      const own = v128.load64_splat(from);
      v128.store(row, f64x2.div(s0, own)); v128.store(row, f64x2.div(s1, own), 16);
      v128.store(row, f64x2.div(s2, own), 32); v128.store(row, f64x2.div(s3, own), 48);
    }
  }
}
