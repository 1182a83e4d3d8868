/**
 * One program on several threads over one shared memory. Words of the control block (int32), each on a cache line of its own:
 * 0 generation (one more for each program), 1 arrivals at the barrier, 2 barriers passed, 3 failed; from 4 on the heartbeats, one a thread.
 * Words beside the generation: program, its end.
 */
export const CONTROL: usize = 64;
const LINE: usize = 64;
const GENERATION: usize = CONTROL;
export const PROGRAM: usize = CONTROL + 4;
export const PROGRAM_END: usize = CONTROL + 8;
const ARRIVALS: usize = CONTROL + LINE;
const PASSED: usize = CONTROL + 2 * LINE;
const FAILED: usize = CONTROL + 3 * LINE;
const BEATS: usize = CONTROL + 4 * LINE;

const SPINS: i32 = 20000;
const SLICE_NANOSECONDS: i64 = 100_000_000;
/** Slices without a heartbeat after which the others are taken for dead. */
const PATIENCE: i32 = 50;

/** A sign of life. */
// @ts-ignore: decorator
@inline export function beat(thread: i32): void {
  atomic.store<i32>(BEATS + <usize>thread * LINE, atomic.load<i32>(BEATS + <usize>thread * LINE) + 1);
}

function beats(threads: i32): i32 {
  let sum = 0;
  for (let i = 0; i < threads; i++) sum += atomic.load<i32>(BEATS + <usize>i * LINE);
  return sum;
}

/** Whether all threads came here; false once one of them was given up. */
export function barrier(threads: i32): bool {
  if (threads == 1) return true;
  const epoch = atomic.load<i32>(PASSED);
  if (atomic.add<i32>(ARRIVALS, 1) == threads - 1) {
    atomic.store<i32>(ARRIVALS, 0);
    atomic.add<i32>(PASSED, 1);
    atomic.notify(PASSED, threads);
    return atomic.load<i32>(FAILED) == 0;
  }
  for (let i = 0; i < SPINS; i++) {
    if (atomic.load<i32>(PASSED) != epoch) return true;
  }
  let seen = beats(threads), silent = 0;
  while (atomic.load<i32>(PASSED) == epoch) {
    if (atomic.load<i32>(FAILED)) return false;
    if (atomic.wait<i32>(PASSED, epoch, SLICE_NANOSECONDS) != 2) continue;
    const now = beats(threads);
    silent = now == seen ? silent + 1 : 0;
    seen = now;
    if (silent >= PATIENCE) {
      atomic.store<i32>(FAILED, 1);
      return false;
    }
  }
  return true;
}

/** Hands a program to the workers. */
export function publish(program: usize, end: usize): void {
  store<i32>(PROGRAM, <i32>program);
  store<i32>(PROGRAM_END, <i32>end);
  atomic.store<i32>(GENERATION, (atomic.load<i32>(GENERATION) + 1) & 0x7fffffff);
  atomic.notify(GENERATION, -1);
}

/** Waits, spinning a little first, until the generation is another; negative means stop. */
export function waitForProgram(generation: i32): i32 {
  for (let i = 0; i < SPINS; i++) {
    const now = atomic.load<i32>(GENERATION);
    if (now != generation) return now;
  }
  while (true) {
    const now = atomic.load<i32>(GENERATION);
    if (now != generation) return now;
    atomic.wait<i32>(GENERATION, generation, -1);
  }
}

/** Ends the workers. */
export function stop(): void {
  atomic.store<i32>(GENERATION, -1);
  atomic.notify(GENERATION, -1);
}
