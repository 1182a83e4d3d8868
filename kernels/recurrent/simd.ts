import { madd } from '../shared/arithmetic';

/**
 * Features a product tile covers: as many as fit 15 vector registers together with the operands (plain mul + add needs
 * one register more).
 */
// @ts-ignore: decorator
@inline export const TILE: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 4;

/**
 * tanh as an odd rational function of degree 9 over 8, clamped where float32 rounds it to 1: a minimax fit in relative
 * error, under 1e-8 in exact arithmetic; as evaluated here under 3e-7 with fused multiplication and addition, 3.2e-7
 * without.
 */
// @ts-ignore: decorator
@inline export function tanh4(x: v128): v128 {
  x = f32x4.max(f32x4.min(x, f32x4.splat(8)), f32x4.splat(-8));
  const u = f32x4.mul(x, x);
  let p = madd(u, f32x4.splat(1.5230469330163032e-8), f32x4.splat(2.189470069424715e-5));
  p = madd(u, p, f32x4.splat(0.0035716001875698566));
  p = madd(u, p, f32x4.splat(0.13444499671459198));
  p = madd(u, p, f32x4.splat(0.9999999403953552));
  let q = madd(u, f32x4.splat(8.522467851435067e-7), f32x4.splat(0.0003411295765545219));
  q = madd(u, q, f32x4.splat(0.026164451614022255));
  q = madd(u, q, f32x4.splat(0.4677782356739044));
  q = madd(u, q, f32x4.splat(0.9999999403953552));
  return f32x4.div(f32x4.mul(x, p), q);
}

/** The logistic function by tanh, with half its error. */
// @ts-ignore: decorator
@inline export function sigmoid4(x: v128): v128 {
  const half = f32x4.splat(0.5);
  return madd(half, tanh4(f32x4.mul(half, x)), half);
}
