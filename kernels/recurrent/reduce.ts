/**
 * The first of `threads` partial sums of `count` numbers, `stride` bytes apart, is replaced by their sum; each thread
 * adds its share.
 */
export function reduce(partials: usize, count: i32, stride: i32, target: usize, thread: i32, threads: i32): void {
  const from = (count * thread / threads) & ~3;
  const to = thread == threads - 1 ? count : (count * (thread + 1) / threads) & ~3;
  let i = from;
  for (; i + 4 <= to; i += 4) {
    let at = partials + (<usize>i << 2);
    let sum = v128.load(at);
    for (let s = 1; s < threads; s++) {
      at += stride;
      sum = f32x4.add(sum, v128.load(at));
    }
    v128.store(target + (<usize>i << 2), sum);
  }
  for (; i < to; i++) {
    let at = partials + (<usize>i << 2);
    let sum = load<f32>(at);
    for (let s = 1; s < threads; s++) {
      at += stride;
      sum += load<f32>(at);
    }
    store<f32>(target + (<usize>i << 2), sum);
  }
}
