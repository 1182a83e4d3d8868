import { adamRange } from './elementwise';
import { productColumns } from './product';

/**
 * One product (or step of Adam) at a time shared with a helper thread over one memory. Its columns are claimed chunk by
 * chunk, so a helper that sleeps or is late costs nothing: the caller computes all unclaimed chunks and waits only for
 * claimed ones.
 */

// Words below the first byte that the compiler uses, each kind on its own cache line.
/**
 * Generation (upper half), chunks (next quarter), next chunk (last quarter): one word, so that a claim cannot refer to
 * another product.
 */
const CLAIM: usize = 64;
const DONE: usize = 128;
/** The word that a helper waits on; negative means that it should end. */
const CALL: usize = 192;
const SLEEPING: usize = 256;
const ARGUMENTS: usize = 320;

/** Checks for work before the helper sleeps: longer than the serial parts of a training step. */
const SPINS: i32 = 20000;
let generation: u32 = 0;

/** Runs chunks of the published product until none is left; whether one was run. */
function work(): bool {
  let any = false;
  while (true) {
    const claim = atomic.load<u64>(CLAIM);
    if ((claim & 0xffff) >= ((claim >> 16) & 0xffff)) return any;
    if (atomic.cmpxchg<u64>(CLAIM, claim, claim + 1) != claim) continue;
    // The product cannot end before this claimed chunk, so its arguments stay valid.
    chunk(<i32>(claim & 0xffff));
    atomic.add<i32>(DONE, 1);
    any = true;
  }
}

// @ts-ignore: decorator
@inline function argument(index: usize): i32 {
  return load<i32>(ARGUMENTS + (index << 2));
}

function chunk(index: i32): void {
  if (argument(14)) {
    const values = argument(1), from = index * values;
    adamRange(
      argument(2), argument(3), argument(4), argument(5), from, min(from + values, argument(0)),
      load<f32>(ARGUMENTS + 24), load<f32>(ARGUMENTS + 28),
    );
    return;
  }
  const width = argument(13);
  const first = index * width;
  const last = min(first + width, argument(1));
  productColumns(
    argument(0), first, last, argument(2), argument(3), argument(4), argument(5), argument(6), argument(7), argument(8),
    argument(9), argument(10), argument(11), argument(12) != 0,
  );
}

/** With fewer multiplications, a product is done before a helper wakes. */
const WORTHWHILE: i32 = 400000;

/** All columns of `productColumns`, shared with the helper where that saves time. */
export function product(
  m: i32, n: i32, k: i32, a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize, c: usize, cRow: usize, from: i32,
  bias: usize, relu: bool,
): void {
  if (m * n * k < WORTHWHILE || n < 16) {
    productColumns(m, 0, n, k, a, aRow, aStep, b, bRow, c, cRow, from, bias, relu);
    return;
  }
  const values = ARGUMENTS;
  store<i32>(values, m); store<i32>(values, n, 4); store<i32>(values, k, 8);
  store<i32>(values, <i32>a, 12); store<i32>(values, <i32>aRow, 16); store<i32>(values, <i32>aStep, 20);
  store<i32>(values, <i32>b, 24); store<i32>(values, <i32>bRow, 28); store<i32>(values, <i32>c, 32);
  store<i32>(values, <i32>cRow, 36);
  store<i32>(values, from, 40); store<i32>(values, <i32>bias, 44); store<i32>(values, relu, 48);
  const width = n >= 128 ? 32 : 16;
  store<i32>(values, width, 52);
  store<i32>(values, 0, 56);
  share((n + width - 1) / width);
}

const ADAM_CHUNK: i32 = 8192;

/** All values of `adamRange`. */
export function adam(
  values: usize, gradient: usize, mean: usize, square: usize, count: i32, rate: f32, epsilon: f32,
): void {
  if (count < 2 * ADAM_CHUNK) {
    adamRange(values, gradient, mean, square, 0, count, rate, epsilon);
    return;
  }
  const to = ARGUMENTS;
  store<i32>(to, count); store<i32>(to, ADAM_CHUNK, 4);
  store<i32>(to, <i32>values, 8); store<i32>(to, <i32>gradient, 12); store<i32>(to, <i32>mean, 16);
  store<i32>(to, <i32>square, 20);
  store<f32>(to, rate, 24); store<f32>(to, epsilon, 28);
  store<i32>(to, 1, 56);
  share((count + ADAM_CHUNK - 1) / ADAM_CHUNK);
}

/** Publishes the work described by ARGUMENTS in chunks, and returns when all are done. */
function share(chunks: i32): void {
  atomic.store<i32>(DONE, 0);
  generation++;
  atomic.store<u64>(CLAIM, (<u64>generation << 32) | (<u64>chunks << 16));
  if (atomic.load<i32>(SLEEPING)) {
    atomic.store<i32>(CALL, <i32>(generation & 0x7fffffff));
    atomic.notify(CALL, 1);
  }
  work();
  while (atomic.load<i32>(DONE) < chunks) {}
}

/** The helper's loop, until `stop`. */
export function serve(): void {
  let idle = 0;
  while (true) {
    const call = atomic.load<i32>(CALL);
    if (call < 0) return;
    if (work()) idle = 0;
    else if (++idle > SPINS) {
      atomic.store<i32>(SLEEPING, 1);
      // A product may be published between the check and the wait, so the wait is short.
      atomic.wait<i32>(CALL, call, 2_000_000);
      atomic.store<i32>(SLEEPING, 0);
      idle = 0;
    }
  }
}

/** Ends the helper. */
export function stop(): void {
  atomic.store<i32>(CALL, -1);
  atomic.notify(CALL, 1);
}
