import { product } from './product';
import { sigmoid4, tanh4 } from './simd';
import { beat } from './threads';

/**
 * The GRU whose reset gate acts after the matrix product (Keras's `reset_after`, PyTorch, cuDNN): candidate = tanh(x W
 * + b + r (h_{t-1} U + c)), Keras's order z, r, candidate, the bias b of 3H followed by c of H; h_t = z h_{t-1} + (1 -
 * z) candidate. Frames: inputs [T+1] of [x_t | h_{t-1}], gates [T] of 3H, products [T] of h_{t-1} U + c. Packed as for
 * gruForward.
 */
export function gruAfterForward(
  packedZR: usize, packedX: usize, packedH: usize, bias: usize, inputs: usize, gates: usize, products: usize,
  times: i32, d: i32, h: i32, blocks: i32, first: i32, last: i32, thread: i32,
): void {
  const inputBlock = (d + h) << 5, stateBlock = h << 5, gateBlock = 3 * stateBlock;
  const biasX = bias + (<usize>h << 3), biasH = biasX + (<usize>h << 2);
  for (let t = 0; t < times; t++) {
    const at = inputs + t * blocks * inputBlock;
    const next = at + blocks * inputBlock;
    const z = gates + t * blocks * gateBlock;
    const q = products + t * blocks * stateBlock;
    product(packedZR, bias, d + h, h << 1, at, inputBlock, z, gateBlock, first, last);
    product(packedX, biasX, d, h, at, inputBlock, z + 2 * stateBlock, gateBlock, first, last);
    product(packedH, biasH, h, h, at + (d << 5), inputBlock, q, stateBlock, first, last);
    for (let b = first; b < last; b++) {
      gruAfterCell(
        z + b * gateBlock, at + b * inputBlock + (d << 5), q + b * stateBlock, next + b * inputBlock + (d << 5),
        stateBlock,
      );
    }
    beat(thread);
  }
}

export function gruAfterCell(z: usize, h: usize, q: usize, hNext: usize, size: i32): void {
  const end = z + size;
  while (z < end) {
    const update = sigmoid4(v128.load(z)), reset = sigmoid4(v128.load(z + size));
    const candidate = tanh4(f32x4.add(v128.load(z + 2 * size), f32x4.mul(reset, v128.load(q))));
    v128.store(z, update);
    v128.store(z + size, reset);
    v128.store(z + 2 * size, candidate);
    v128.store(hNext, f32x4.add(candidate, f32x4.mul(update, f32x4.sub(v128.load(h), candidate))));
    z += 16; h += 16; q += 16; hNext += 16;
  }
}

/**
 * Back through time, with the frames and packed matrices of gruBackward; `products` become the gradients of the
 * products in place.
 */
export function gruAfterBackward(
  packedX: usize, packedZR: usize, packedH: usize, zeros: usize, outer: usize, inputs: usize, gates: usize,
  inner: usize, products: usize, times: i32, d: i32, h: i32, blocks: i32, first: i32, last: i32, thread: i32,
): void {
  const innerBlock = (d + h) << 5, stateBlock = h << 5, gateBlock = 3 * stateBlock;
  for (let t = times - 1; t >= 0; t--) {
    const to = inner + t * blocks * innerBlock;
    const from = inputs + t * blocks * innerBlock + (d << 5);
    const z = gates + t * blocks * gateBlock;
    const q = products + t * blocks * stateBlock;
    for (let b = first; b < last; b++) {
      gruAfterCellBackward(
        outer + (t * blocks + b) * stateBlock, to + (blocks + b) * innerBlock + (d << 5), from + b * innerBlock,
        z + b * gateBlock, q + b * stateBlock, to + b * innerBlock + (d << 5), stateBlock,
      );
    }
    product(packedH, 0, h, h, q, stateBlock, to + (d << 5), innerBlock, first, last);
    product(packedZR, 0, h << 1, h, z, gateBlock, to + (d << 5), innerBlock, first, last);
    if (packedX) product(packedX, zeros, 3 * h, d, z, gateBlock, to, innerBlock, first, last);
    beat(thread);
  }
}

export function gruAfterCellBackward(
  outer: usize, inner: usize, h: usize, z: usize, q: usize, to: usize, size: i32,
): void {
  const one = f32x4.splat(1);
  const end = z + size;
  while (z < end) {
    const dh = f32x4.add(v128.load(outer), v128.load(inner));
    const update = v128.load(z), reset = v128.load(z + size), candidate = v128.load(z + 2 * size);
    const dSum = f32x4.mul(
      f32x4.mul(dh, f32x4.sub(one, update)), f32x4.sub(one, f32x4.mul(candidate, candidate)),
    );
    const dUpdate = f32x4.mul(dh, f32x4.sub(v128.load(h), candidate));
    v128.store(to, f32x4.mul(dh, update));
    v128.store(z, f32x4.mul(dUpdate, f32x4.mul(update, f32x4.sub(one, update))));
    v128.store(z + size, f32x4.mul(f32x4.mul(dSum, v128.load(q)), f32x4.mul(reset, f32x4.sub(one, reset))));
    v128.store(z + 2 * size, dSum);
    v128.store(q, f32x4.mul(dSum, reset));
    outer += 16; inner += 16; h += 16; z += 16; q += 16; to += 16;
  }
}
