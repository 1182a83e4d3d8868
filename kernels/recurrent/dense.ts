import { activate, activateBackward } from './activation';
import { product } from './product';
import { beat } from './threads';

/** A layer that is the same at every step: C = bias + A W over frames of k and of f features; a bias of 0 adds to C. */
export function denseFrames(
  packed: usize, bias: usize, k: i32, f: i32, a: usize, aTime: i32, aBlock: i32, c: usize, cTime: i32, cBlock: i32,
  times: i32, first: i32, last: i32, thread: i32,
): void {
  for (let t = 0; t < times; t++) {
    product(packed, bias, k, f, a + t * aTime, aBlock, c + t * cTime, cBlock, first, last);
    if ((t & 15) == 0) beat(thread);
  }
}

/** Replaces frames of f features by their activation. */
export function activateFrames(
  z: usize, zTime: i32, zBlock: i32, f: i32, activation: i32, times: i32, first: i32, last: i32,
): void {
  for (let t = 0; t < times; t++) {
    for (let b = first; b < last; b++) {
      const at = z + t * zTime + b * zBlock;
      activate(at, at, activation, f << 5);
    }
  }
}

/** Replaces frames y of the activation by the gradient of its argument, given the gradient of y. `zeros`: 8 f zeros. */
export function activateFramesBackward(
  outer: usize, outerTime: i32, outerBlock: i32, zeros: usize, z: usize, zTime: i32, zBlock: i32, f: i32,
  activation: i32, times: i32, first: i32, last: i32,
): void {
  for (let t = 0; t < times; t++) {
    for (let b = first; b < last; b++) {
      activateBackward(outer + t * outerTime + b * outerBlock, zeros, z + t * zTime + b * zBlock, activation, f << 5);
    }
  }
}
