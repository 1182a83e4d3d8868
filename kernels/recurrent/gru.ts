import { product } from './product';
import { sigmoid4, tanh4 } from './simd';
import { beat } from './threads';

/**
 * Cho et al. (2014), the reset gate before the matrix product, Keras's order z, r, candidate; h_t = z h_{t-1} + (1 - z)
 * candidate. Frames: inputs [T+1] of [x_t | h_{t-1}], gates [T] of 3H, resets [T] of r_t h_{t-1}. packedZR stacks the
 * kernel's and the recurrent kernel's first 2H columns; packedX and packedH are the candidate's.
 */
export function gruForward(
  packedZR: usize, packedX: usize, packedH: usize, bias: usize, inputs: usize, gates: usize, resets: usize,
  times: i32, d: i32, h: i32, blocks: i32, first: i32, last: i32, thread: i32,
): void {
  const inputBlock = (d + h) << 5, stateBlock = h << 5, gateBlock = 3 * stateBlock;
  for (let t = 0; t < times; t++) {
    const at = inputs + t * blocks * inputBlock;
    const next = at + blocks * inputBlock;
    const z = gates + t * blocks * gateBlock;
    const rh = resets + t * blocks * stateBlock;
    product(packedZR, bias, d + h, h << 1, at, inputBlock, z, gateBlock, first, last);
    product(packedX, bias + (<usize>h << 3), d, h, at, inputBlock, z + 2 * stateBlock, gateBlock, first, last);
    for (let b = first; b < last; b++) {
      gruGates(z + b * gateBlock, at + b * inputBlock + (d << 5), rh + b * stateBlock, stateBlock);
    }
    product(packedH, 0, h, h, rh, stateBlock, z + 2 * stateBlock, gateBlock, first, last);
    for (let b = first; b < last; b++) {
      gruCell(z + b * gateBlock, at + b * inputBlock + (d << 5), next + b * inputBlock + (d << 5), stateBlock);
    }
    beat(thread);
  }
}

export function gruGates(z: usize, h: usize, rh: usize, size: i32): void {
  const end = z + size;
  while (z < end) {
    const reset = sigmoid4(v128.load(z + size));
    v128.store(z, sigmoid4(v128.load(z)));
    v128.store(z + size, reset);
    v128.store(rh, f32x4.mul(reset, v128.load(h)));
    z += 16; h += 16; rh += 16;
  }
}

export function gruCell(z: usize, h: usize, hNext: usize, size: i32): void {
  const end = z + size;
  while (z < end) {
    const candidate = tanh4(v128.load(z + 2 * size));
    v128.store(z + 2 * size, candidate);
    v128.store(hNext, f32x4.add(candidate, f32x4.mul(v128.load(z), f32x4.sub(v128.load(h), candidate))));
    z += 16; h += 16; hNext += 16;
  }
}

/**
 * Back through time: `outer` [T] of dL/dh_t from above; gates become dL/dz in place; `inner` [T+1] of [dL/dx_t |
 * dL/dh_{t-1}] as in lstmBackward; dReset [block] is scratch of H for dL/d(r h). packedZR and packedH are the
 * transposed recurrent parts, packedX the whole transposed kernel, or 0.
 */
export function gruBackward(
  packedX: usize, packedZR: usize, packedH: usize, zeros: usize, outer: usize, inputs: usize, gates: usize,
  inner: usize, dReset: usize, times: i32, d: i32, h: i32, blocks: i32, first: i32, last: i32, thread: i32,
): void {
  const innerBlock = (d + h) << 5, stateBlock = h << 5, gateBlock = 3 * stateBlock;
  for (let t = times - 1; t >= 0; t--) {
    const to = inner + t * blocks * innerBlock;
    const from = inputs + t * blocks * innerBlock + (d << 5);
    const z = gates + t * blocks * gateBlock;
    for (let b = first; b < last; b++) {
      gruCellBackward(
        outer + (t * blocks + b) * stateBlock, to + (blocks + b) * innerBlock + (d << 5), from + b * innerBlock,
        z + b * gateBlock, to + b * innerBlock + (d << 5), stateBlock,
      );
    }
    product(packedH, zeros, h, h, z + 2 * stateBlock, gateBlock, dReset, stateBlock, first, last);
    for (let b = first; b < last; b++) {
      gruGatesBackward(
        dReset + b * stateBlock, from + b * innerBlock, z + b * gateBlock, to + b * innerBlock + (d << 5), stateBlock,
      );
    }
    product(packedZR, 0, h << 1, h, z, gateBlock, to + (d << 5), innerBlock, first, last);
    if (packedX) product(packedX, zeros, 3 * h, d, z, gateBlock, to, innerBlock, first, last);
    beat(thread);
  }
}

export function gruCellBackward(outer: usize, inner: usize, h: usize, z: usize, to: usize, size: i32): void {
  const one = f32x4.splat(1);
  const end = z + size;
  while (z < end) {
    const dh = f32x4.add(v128.load(outer), v128.load(inner));
    const update = v128.load(z), candidate = v128.load(z + 2 * size);
    const dUpdate = f32x4.mul(dh, f32x4.sub(v128.load(h), candidate));
    v128.store(to, f32x4.mul(dh, update));
    v128.store(z, f32x4.mul(dUpdate, f32x4.mul(update, f32x4.sub(one, update))));
    v128.store(
      z + 2 * size, f32x4.mul(f32x4.mul(dh, f32x4.sub(one, update)), f32x4.sub(one, f32x4.mul(candidate, candidate))),
    );
    outer += 16; inner += 16; h += 16; z += 16; to += 16;
  }
}

export function gruGatesBackward(dReset: usize, h: usize, z: usize, to: usize, size: i32): void {
  const one = f32x4.splat(1);
  const end = z + size;
  while (z < end) {
    const d = v128.load(dReset), reset = v128.load(z + size);
    v128.store(to, f32x4.add(v128.load(to), f32x4.mul(d, reset)));
    v128.store(z + size, f32x4.mul(f32x4.mul(d, v128.load(h)), f32x4.mul(reset, f32x4.sub(one, reset))));
    dReset += 16; h += 16; z += 16; to += 16;
  }
}
