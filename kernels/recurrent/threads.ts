/**
 * One program on several threads over one shared memory. Between barriers a program has one share per thread, and a
 * free thread claims the next share. A thread that the machine delays does not delay the others, and the result does
 * not depend on which thread ran a share.
 *
 * Words of the control block (int32), each line of it a cache line: 0 state (in the low byte the next share to take,
 * above it the number of the stage; negative means stop), followed by the stage's program, the program's end and the
 * number of shares; 1 shares done; 2 failed; from 3 on the heartbeats, one per thread.
 */
const CONTROL: usize = 64;
const LINE: usize = 64;
const STATE: usize = CONTROL;
const STAGE: usize = CONTROL + 4;
const END: usize = CONTROL + 8;
const SHARES: usize = CONTROL + 12;
const DONE: usize = CONTROL + LINE;
const FAILED: usize = CONTROL + 2 * LINE;
const BEATS: usize = CONTROL + 3 * LINE;

/** The value of a share where there is no program. */
const IDLE: i32 = 255;
const STAGES: i32 = 0x7fffff;

const SPINS: i32 = 20000;
const SLICE_NANOSECONDS: i64 = 100_000_000;
/** Waits without a heartbeat after which the other threads count as dead. */
const PATIENCE: i32 = 50;

/** Increments the thread's heartbeat. */
// @ts-ignore: decorator
@inline export function beat(thread: i32): void {
  atomic.store<i32>(BEATS + <usize>thread * LINE, atomic.load<i32>(BEATS + <usize>thread * LINE) + 1);
}

function beats(threads: i32): i32 {
  let sum = 0;
  for (let i = 0; i < threads; i++) sum += atomic.load<i32>(BEATS + <usize>i * LINE);
  return sum;
}

/** Opens the shares of the next stage; `IDLE` opens none. */
function open(share: i32): void {
  atomic.store<i32>(DONE, 0);
  atomic.store<i32>(STATE, ((((atomic.load<i32>(STATE) >> 8) + 1) & STAGES) << 8) | share);
  atomic.notify(STATE, -1);
}

/** Publishes a program to all threads. */
export function publish(program: usize, end: usize, shares: i32): void {
  store<i32>(STAGE, <i32>program);
  store<i32>(END, <i32>end);
  store<i32>(SHARES, shares);
  open(0);
}

/** Claims the next share of the stage for the caller; -1 where there is none. */
export function claim(): i32 {
  while (true) {
    const state = atomic.load<i32>(STATE);
    const share = state & 255;
    if (state < 0 || share == IDLE || share >= load<i32>(SHARES)) return -1;
    if (atomic.cmpxchg<i32>(STATE, state, state + 1) == state) return share;
  }
}

// @ts-ignore: decorator
@inline export function stage(): usize {
  return load<i32>(STAGE);
}

// @ts-ignore: decorator
@inline export function programEnd(): usize {
  return load<i32>(END);
}

// @ts-ignore: decorator
@inline export function shareCount(): i32 {
  return load<i32>(SHARES);
}

/** Marks a share as done. The last share of a stage opens the next stage, which begins at `next`. */
export function finish(next: usize): void {
  if (atomic.add<i32>(DONE, 1) != load<i32>(SHARES) - 1) return;
  store<i32>(STAGE, <i32>next);
  open(next < programEnd() ? 0 : IDLE);
}

/** Whether the program is done. */
export function idle(): bool {
  return (atomic.load<i32>(STATE) & 255) == IDLE;
}

/** Waits for the others to finish a stage that has no share left; false once they count as dead. */
export function waitForStage(threads: i32): bool {
  const state = atomic.load<i32>(STATE);
  if ((state & 255) < load<i32>(SHARES) || (state & 255) == IDLE) return true;
  for (let i = 0; i < SPINS; i++) {
    if (atomic.load<i32>(STATE) != state) return true;
  }
  let seen = beats(threads), silent = 0;
  while (atomic.load<i32>(STATE) == state) {
    if (atomic.wait<i32>(STATE, state, SLICE_NANOSECONDS) != 2) continue;
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

/** A worker's wait for a share, spinning a little first; false means stop. */
export function waitForWork(): bool {
  let spins = 0;
  while (true) {
    const state = atomic.load<i32>(STATE);
    if (state < 0 || atomic.load<i32>(FAILED)) return false;
    const share = state & 255;
    if (share != IDLE && share < load<i32>(SHARES)) return true;
    if (++spins > SPINS) atomic.wait<i32>(STATE, state, -1);
  }
}

/** The state before the first program: no share to claim. */
export function start(): void {
  atomic.store<i32>(STATE, IDLE);
}

/** Ends the workers. */
export function stop(): void {
  atomic.store<i32>(STATE, -1);
  atomic.notify(STATE, -1);
}
