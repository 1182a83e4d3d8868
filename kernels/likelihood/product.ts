import { madd } from '../shared/arithmetic';

/**
 * C [m, n] = A [m, k] B [k, n] in float32, or added to C; m and n in fours. `aRow` and `aStep` are the bytes from row
 * to row and from term to term of A, so that A may be transposed; `bRow` and `cRow` the bytes from row to row.
 */
export function product(
  m: i32, n: i32, k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize, c: usize, cRow: usize, add: bool,
): void {
  for (let i = 0; i < m; i += 4) {
    let j = 0;
    for (; j + 16 <= n; j += 16) {
      const shift = <usize>j << 2;
      tileWide(k, a, aRow, aStep, b + shift, bRow, c + shift, cRow, add);
      tileWide(k, a + 2 * aRow, aRow, aStep, b + shift, bRow, c + 2 * cRow + shift, cRow, add);
    }
    for (; j < n; j += 4) {
      const shift = <usize>j << 2;
      tileSquare(k, a, aRow, aStep, b + shift, bRow, c + shift, cRow, add);
    }
    a += 4 * aRow;
    c += 4 * cRow;
  }
}

/** Two rows by sixteen columns. */
function tileWide(
  k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize, c: usize, cRow: usize, add: bool,
): void {
  const zero = f32x4.splat(0);
  let s0 = zero, s1 = zero, s2 = zero, s3 = zero, t0 = zero, t1 = zero, t2 = zero, t3 = zero;
  const d = c + cRow;
  if (add) {
    s0 = v128.load(c); s1 = v128.load(c, 16); s2 = v128.load(c, 32); s3 = v128.load(c, 48);
    t0 = v128.load(d); t1 = v128.load(d, 16); t2 = v128.load(d, 32); t3 = v128.load(d, 48);
  }
  for (; k > 0; k--) {
    const first = v128.load32_splat(a), second = v128.load32_splat(a + aRow);
    let right = v128.load(b);
    s0 = madd(first, right, s0); t0 = madd(second, right, t0);
    right = v128.load(b, 16);
    s1 = madd(first, right, s1); t1 = madd(second, right, t1);
    right = v128.load(b, 32);
    s2 = madd(first, right, s2); t2 = madd(second, right, t2);
    right = v128.load(b, 48);
    s3 = madd(first, right, s3); t3 = madd(second, right, t3);
    a += aStep;
    b += bRow;
  }
  v128.store(c, s0); v128.store(c, s1, 16); v128.store(c, s2, 32); v128.store(c, s3, 48);
  v128.store(d, t0); v128.store(d, t1, 16); v128.store(d, t2, 32); v128.store(d, t3, 48);
}

/** Four rows by four columns. */
function tileSquare(
  k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize, c: usize, cRow: usize, add: bool,
): void {
  const zero = f32x4.splat(0);
  let s0 = zero, s1 = zero, s2 = zero, s3 = zero;
  if (add) {
    s0 = v128.load(c); s1 = v128.load(c + cRow); s2 = v128.load(c + 2 * cRow); s3 = v128.load(c + 3 * cRow);
  }
  const two = aRow << 1, three = aRow + two;
  for (; k > 0; k--) {
    const right = v128.load(b);
    s0 = madd(v128.load32_splat(a), right, s0);
    s1 = madd(v128.load32_splat(a + aRow), right, s1);
    s2 = madd(v128.load32_splat(a + two), right, s2);
    s3 = madd(v128.load32_splat(a + three), right, s3);
    a += aStep;
    b += bRow;
  }
  v128.store(c, s0); v128.store(c + cRow, s1); v128.store(c + 2 * cRow, s2); v128.store(c + 3 * cRow, s3);
}
