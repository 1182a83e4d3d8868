/**
 * a * b + c, in one rounding where the kernel is compiled for machines that have it. Kernels with only one form are
 * compiled without it, and give the same bits on every machine.
 */
// @ts-ignore: decorator
@inline export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** e^(x - n ln 2), by a polynomial of degree 6; x - n ln 2 is within half of ln 2 (Moshier 1992, Cephes). */
// @ts-ignore: decorator
@inline function expRest4(x: v128, n: v128): v128 {
  x = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  x = f32x4.sub(x, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1.9875691500e-4);
  p = madd(p, x, f32x4.splat(1.3981999507e-3));
  p = madd(p, x, f32x4.splat(8.3334519073e-3));
  p = madd(p, x, f32x4.splat(4.1665795894e-2));
  p = madd(p, x, f32x4.splat(1.6666665459e-1));
  p = madd(p, x, f32x4.splat(5.0000001201e-1));
  p = f32x4.add(madd(p, f32x4.mul(x, x), x), f32x4.splat(1));
  return p;
}

/** Added and subtracted, it rounds to the nearest whole number, which the last bits of the sum hold. */
const ROUNDING: f32 = 12582912;

/**
 * e^x in float32: 2^n times a polynomial on [-ln 2 / 2, ln 2 / 2] (Cephes' expf, relative error 2e-7); 0 below -87,
 * clamped above 88.
 */
// @ts-ignore: decorator
@inline export function exp4(x: v128): v128 {
  const under = f32x4.lt(x, f32x4.splat(-87)), rounding = f32x4.splat(ROUNDING);
  // The pseudo-minimum is one instruction, and keeps what is no number.
  x = f32x4.pmax(f32x4.pmin(x, f32x4.splat(88)), f32x4.splat(-87));
  const shifted = f32x4.add(f32x4.mul(x, f32x4.splat(1.44269504088896341)), rounding);
  const p = expRest4(x, f32x4.sub(shifted, rounding));
  const power = i32x4.shl(i32x4.add(shifted, i32x4.splat(127)), 23);
  return v128.andnot(f32x4.mul(p, power), under);
}

/**
 * The same of x <= 0, with fewer steps: e^-87 below -87, and x of any size.
 */
// @ts-ignore: decorator
@inline export function expBelow4(x: v128): v128 {
  const rounding = f32x4.splat(ROUNDING);
  x = f32x4.pmax(x, f32x4.splat(-87));
  const shifted = f32x4.add(f32x4.mul(x, f32x4.splat(1.44269504088896341)), rounding);
  const n = f32x4.sub(shifted, rounding);
  const p = expRest4(x, n);
  return f32x4.mul(p, i32x4.shl(i32x4.add(shifted, i32x4.splat(127)), 23));
}
