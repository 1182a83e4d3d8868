/**
 * Inner products of columns in float64: OUT += A^T B of A [samples, p] and B [samples, q], row-major, p and q multiples
 * of four. Pointers are byte offsets into the exported memory, which the caller lays out from `base` on.
 */
export { base } from '../shared/memory';

/** Four columns of A against four of B: sixteen sums in eight registers. */
function tile(a: usize, strideA: usize, b: usize, strideB: usize, samples: i32, out: usize, strideOut: usize): void {
  const out1 = out + strideOut, out2 = out1 + strideOut, out3 = out2 + strideOut;
  let s00 = v128.load(out), s01 = v128.load(out, 16);
  let s10 = v128.load(out1), s11 = v128.load(out1, 16);
  let s20 = v128.load(out2), s21 = v128.load(out2, 16);
  let s30 = v128.load(out3), s31 = v128.load(out3, 16);
  const end = a + <usize>samples * strideA;
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
    a += strideA;
    b += strideB;
  }
  v128.store(out, s00); v128.store(out, s01, 16);
  v128.store(out1, s10); v128.store(out1, s11, 16);
  v128.store(out2, s20); v128.store(out2, s21, 16);
  v128.store(out3, s30); v128.store(out3, s31, 16);
}

/** With `upper`, A and B are the same and only tiles on and above the diagonal are computed. */
export function accumulate(a: usize, p: i32, b: usize, q: i32, samples: i32, out: usize, upper: bool): void {
  const strideA = <usize>p << 3, strideB = <usize>q << 3;
  for (let i = 0; i < p; i += 4) {
    for (let j = upper ? i : 0; j < q; j += 4) {
      tile(
        a + (<usize>i << 3), strideA, b + (<usize>j << 3), strideB, samples, out + <usize>i * strideB + (<usize>j << 3),
        strideB,
      );
    }
  }
}
