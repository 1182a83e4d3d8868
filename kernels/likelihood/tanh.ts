import { exp4 } from '../shared/arithmetic';

/** tanh x = 1 - 2 / (1 + e^2x), with an error of at most 3e-7. */
// @ts-ignore: decorator
@inline export function tanh4(x: v128): v128 {
  const e = exp4(f32x4.add(x, x));
  return f32x4.sub(f32x4.splat(1), f32x4.div(f32x4.splat(2), f32x4.add(f32x4.splat(1), e)));
}
