import { product } from './product';
import { sigmoid4, tanh4 } from './simd';
import { beat } from './threads';

/**
 * Hochreiter and Schmidhuber's cell in Keras's gate order i, f, g, o. Frames [time][block], each features * 8 lanes:
 * inputs [T+1] of [x_t | h_{t-1}] (so h_t is written into the next frame), gates [T] of 4H, cells [T+1] of H, squashed
 * [T] of tanh(c_t).
 */
export function lstmForward(
  packed: usize, bias: usize, inputs: usize, gates: usize, cells: usize, squashed: usize,
  times: i32, d: i32, h: i32, blocks: i32, first: i32, last: i32, thread: i32,
): void {
  const inputBlock = (d + h) << 5, gateBlock = h << 7, stateBlock = h << 5;
  for (let t = 0; t < times; t++) {
    const at = inputs + t * blocks * inputBlock;
    const next = at + blocks * inputBlock;
    const z = gates + t * blocks * gateBlock;
    const c = cells + t * blocks * stateBlock;
    const s = squashed + t * blocks * stateBlock;
    product(packed, bias, d + h, h << 2, at, inputBlock, z, gateBlock, first, last);
    for (let b = first; b < last; b++) {
      lstmCell(
        z + b * gateBlock, c + b * stateBlock, c + (blocks + b) * stateBlock, s + b * stateBlock,
        next + b * inputBlock + (d << 5), stateBlock,
      );
    }
    beat(thread);
  }
}

/** Gates in place, c_t, tanh(c_t) and h_t of one block; size is bytes of a state. */
export function lstmCell(z: usize, c: usize, cNext: usize, s: usize, h: usize, size: i32): void {
  const end = z + size;
  while (z < end) {
    const i = sigmoid4(v128.load(z));
    const f = sigmoid4(v128.load(z + size));
    const g = tanh4(v128.load(z + 2 * size));
    const o = sigmoid4(v128.load(z + 3 * size));
    const cell = f32x4.add(f32x4.mul(f, v128.load(c)), f32x4.mul(i, g));
    const squashed = tanh4(cell);
    v128.store(z, i);
    v128.store(z + size, f);
    v128.store(z + 2 * size, g);
    v128.store(z + 3 * size, o);
    v128.store(cNext, cell);
    v128.store(s, squashed);
    v128.store(h, f32x4.mul(o, squashed));
    z += 16; c += 16; cNext += 16; s += 16; h += 16;
  }
}

/**
 * Back through time: `outer` [T] of dL/dh_t from above; gates become dL/dz in place; `inner` [T+1] of [dL/dx_t |
 * dL/dh_{t-1}] (the x half is written when `packedX` is given), of which the last frame's h half holds dL/dh_T from
 * elsewhere; dCell [block] holds dL/dc_T and ends as dL/dc_0.
 */
export function lstmBackward(
  packedX: usize, packedH: usize, zeros: usize, outer: usize, gates: usize, cells: usize, squashed: usize, inner: usize,
  dCell: usize, times: i32, d: i32, h: i32, blocks: i32, first: i32, last: i32, thread: i32,
): void {
  const innerBlock = (d + h) << 5, gateBlock = h << 7, stateBlock = h << 5;
  for (let t = times - 1; t >= 0; t--) {
    const to = inner + t * blocks * innerBlock;
    const z = gates + t * blocks * gateBlock;
    for (let b = first; b < last; b++) {
      const state = (t * blocks + b) * stateBlock;
      lstmCellBackward(
        outer + state, to + (blocks + b) * innerBlock + (d << 5), z + b * gateBlock, cells + state, squashed + state,
        dCell + b * stateBlock, stateBlock,
      );
    }
    product(packedH, zeros, h << 2, h, z, gateBlock, to + (d << 5), innerBlock, first, last);
    if (packedX) product(packedX, zeros, h << 2, d, z, gateBlock, to, innerBlock, first, last);
    beat(thread);
  }
}

// @ts-ignore: decorator
@inline function through(activation: v128): v128 {
  return f32x4.sub(activation, f32x4.mul(activation, activation));
}

export function lstmCellBackward(
  outer: usize, inner: usize, z: usize, c: usize, s: usize, dCell: usize, size: i32,
): void {
  const one = f32x4.splat(1);
  const end = z + size;
  while (z < end) {
    const dh = f32x4.add(v128.load(outer), v128.load(inner));
    const i = v128.load(z), f = v128.load(z + size), g = v128.load(z + 2 * size), o = v128.load(z + 3 * size);
    const squashed = v128.load(s);
    const dc = f32x4.add(v128.load(dCell), f32x4.mul(f32x4.mul(dh, o), f32x4.sub(one, f32x4.mul(squashed, squashed))));
    v128.store(z, f32x4.mul(f32x4.mul(dc, g), through(i)));
    v128.store(z + size, f32x4.mul(f32x4.mul(dc, v128.load(c)), through(f)));
    v128.store(z + 2 * size, f32x4.mul(f32x4.mul(dc, i), f32x4.sub(one, f32x4.mul(g, g))));
    v128.store(z + 3 * size, f32x4.mul(f32x4.mul(dh, squashed), through(o)));
    v128.store(dCell, f32x4.mul(dc, f));
    outer += 16; inner += 16; z += 16; c += 16; s += 16; dCell += 16;
  }
}
