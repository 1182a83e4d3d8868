import { activate, activateBackward } from './activation';
import { product } from './product';
import { beat } from './threads';

/**
 * Elman's cell: h_t = activation(x_t W + h_{t-1} U + b). Frames: inputs [T+1] of [x_t | h_{t-1}], states [T] of h_t.
 */
export function simpleForward(
  packed: usize, bias: usize, inputs: usize, states: usize, activation: i32,
  times: i32, d: i32, h: i32, blocks: i32, first: i32, last: i32, thread: i32,
): void {
  const inputBlock = (d + h) << 5, stateBlock = h << 5;
  for (let t = 0; t < times; t++) {
    const at = inputs + t * blocks * inputBlock;
    const z = states + t * blocks * stateBlock;
    product(packed, bias, d + h, h, at, inputBlock, z, stateBlock, first, last);
    for (let b = first; b < last; b++) {
      activate(z + b * stateBlock, at + (blocks + b) * inputBlock + (d << 5), activation, stateBlock);
    }
    beat(thread);
  }
}

/** Back through time: states become dL/dz in place; `outer` and `inner` as in lstmBackward. */
export function simpleBackward(
  packedX: usize, packedH: usize, zeros: usize, outer: usize, states: usize, inner: usize, activation: i32,
  times: i32, d: i32, h: i32, blocks: i32, first: i32, last: i32, thread: i32,
): void {
  const innerBlock = (d + h) << 5, stateBlock = h << 5;
  for (let t = times - 1; t >= 0; t--) {
    const to = inner + t * blocks * innerBlock;
    const z = states + t * blocks * stateBlock;
    for (let b = first; b < last; b++) {
      activateBackward(
        outer + (t * blocks + b) * stateBlock, to + (blocks + b) * innerBlock + (d << 5), z + b * stateBlock,
        activation, stateBlock,
      );
    }
    product(packedH, zeros, h, h, z, stateBlock, to + (d << 5), innerBlock, first, last);
    if (packedX) product(packedX, zeros, h, d, z, stateBlock, to, innerBlock, first, last);
    beat(thread);
  }
}
