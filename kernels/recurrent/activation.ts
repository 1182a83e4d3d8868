import { sigmoid4, tanh4 } from './simd';

export const LINEAR: i32 = 0;
export const TANH: i32 = 1;
export const RELU: i32 = 2;
export const SIGMOID: i32 = 3;

/** Replaces z by activation(z), written to `also` too. */
export function activate(z: usize, also: usize, activation: i32, size: i32): void {
  const end = z + size;
  while (z < end) {
    let v = v128.load(z);
    if (activation == TANH) v = tanh4(v);
    else if (activation == RELU) v = f32x4.max(v, f32x4.splat(0));
    else if (activation == SIGMOID) v = sigmoid4(v);
    v128.store(z, v);
    v128.store(also, v);
    z += 16; also += 16;
  }
}

/** Replaces the activation y in z by the gradient of its argument, given the gradient of y in two parts. */
export function activateBackward(outer: usize, inner: usize, z: usize, activation: i32, size: i32): void {
  const one = f32x4.splat(1);
  const end = z + size;
  while (z < end) {
    let d = f32x4.add(v128.load(outer), v128.load(inner));
    const y = v128.load(z);
    if (activation == TANH) d = f32x4.mul(d, f32x4.sub(one, f32x4.mul(y, y)));
    else if (activation == RELU) d = v128.and(d, f32x4.gt(y, f32x4.splat(0)));
    else if (activation == SIGMOID) d = f32x4.mul(d, f32x4.mul(y, f32x4.sub(one, y)));
    v128.store(z, d);
    outer += 16; inner += 16; z += 16;
  }
}
