/**
 * The k-th smallest (k to 3): an insertion network keeps the three smallest of every lane, then the lanes are merged.
 */
// @ts-ignore: decorator
@inline
export function fewSmallest(x: usize, y: usize, bytes: usize, k: usize, scratch: usize): f32 {
  let first = f32x4.splat(Infinity), second = first, third = first;
  for (let j: usize = 0; j < bytes; j += 32) {
    let d = f32x4.pmax(v128.load(x + j), v128.load(y + j));
    let larger = f32x4.pmax(first, d);
    first = f32x4.pmin(first, d);
    third = f32x4.pmin(third, f32x4.pmax(second, larger));
    second = f32x4.pmin(second, larger);
    d = f32x4.pmax(v128.load(x + j, 16), v128.load(y + j, 16));
    larger = f32x4.pmax(first, d);
    first = f32x4.pmin(first, d);
    third = f32x4.pmin(third, f32x4.pmax(second, larger));
    second = f32x4.pmin(second, larger);
  }
  v128.store(scratch, first);
  v128.store(scratch, second, 16);
  v128.store(scratch, third, 32);
  v128.store(scratch, f32x4.splat(Infinity), 48);
  let radius: f32 = Infinity;
  for (let n: usize = 0; n < k; n++) {
    let lane: usize = 0;
    radius = load<f32>(scratch);
    for (let l: usize = 1; l < 4; l++) {
      const head = load<f32>(scratch + l * 4);
      if (head < radius) {
        radius = head;
        lane = l;
      }
    }
    // The lane with the smallest value moves up by one.
    const at = scratch + lane * 4;
    store<f32>(at, load<f32>(at, 16));
    store<f32>(at, load<f32>(at, 32), 16);
    store<f32>(at, Infinity, 32);
  }
  return radius;
}

/** The k-th smallest for any k: a sorted list, which few distances enter after the first. */
export function manySmallest(x: usize, y: usize, bytes: usize, k: usize, scratch: usize): f32 {
  const last = scratch + (k - 1) * 4;
  for (let at = scratch; at <= last; at += 4) store<f32>(at, Infinity);
  let bound = f32x4.splat(Infinity);
  for (let j: usize = 0; j < bytes; j += 32) {
    const left = f32x4.pmax(v128.load(x + j), v128.load(y + j));
    const right = f32x4.pmax(v128.load(x + j, 16), v128.load(y + j, 16));
    if (!v128.any_true(f32x4.lt(f32x4.pmin(left, right), bound))) continue;
    for (let lane: usize = 0; lane < 32; lane += 4) {
      const a = load<f32>(x + j + lane);
      const b = load<f32>(y + j + lane);
      const d = a > b ? a : b;
      if (!(d < load<f32>(last))) continue;
      let at = last;
      while (at > scratch && load<f32>(at - 4) > d) {
        store<f32>(at, load<f32>(at - 4));
        at -= 4;
      }
      store<f32>(at, d);
    }
    bound = f32x4.splat(load<f32>(last));
  }
  return load<f32>(last);
}
