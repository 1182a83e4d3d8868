import { activateFrames, activateFramesBackward, denseFrames } from './dense';
import { gruBackward, gruForward } from './gru';
import { gruAfterBackward, gruAfterForward } from './gruAfter';
import { copyFrames, fromLanes, toLanes } from './layout';
import { lstmBackward, lstmForward } from './lstm';
import { outer, sumFrames } from './outer';
import { pack } from './pack';
import { reduce } from './reduce';
import { tanh4, sigmoid4 } from './simd';
import { simpleBackward, simpleForward } from './simpleRNN';
import {
  beat, claim, finish, idle, programEnd, publish, shareCount, stage, waitForStage, waitForWork,
} from './threads';

// Inlined into one caller they would be compiled as one function, with worse registers and a later tier-up.
export { tile1, tile4, tile6, product } from './product';
export { pack } from './pack';
export { toLanes, fromLanes, copyFrames } from './layout';
export { lstmForward, lstmCell, lstmBackward, lstmCellBackward } from './lstm';
export { gruForward, gruGates, gruCell, gruBackward, gruCellBackward, gruGatesBackward } from './gru';
export { gruAfterForward, gruAfterCell, gruAfterBackward, gruAfterCellBackward } from './gruAfter';
export { simpleForward, simpleBackward } from './simpleRNN';
export { activate, activateBackward } from './activation';
export { denseFrames, activateFrames, activateFramesBackward } from './dense';
export { outer, outerTile, addSums, sumFrames } from './outer';
export { reduce } from './reduce';

/**
 * Operations, as src/models/kernels/wasm/program.ts writes them: a word with the code, a word with the number of words
 * that follow, then these words.
 */
const BARRIER: i32 = 0;
const TO_LANES: i32 = 1;
const FROM_LANES: i32 = 2;
const PACK: i32 = 3;
const FILL: i32 = 4;
const LSTM_FORWARD: i32 = 5;
const LSTM_BACKWARD: i32 = 6;
const GRU_FORWARD: i32 = 7;
const GRU_BACKWARD: i32 = 8;
const SIMPLE_FORWARD: i32 = 9;
const SIMPLE_BACKWARD: i32 = 10;
const OUTER: i32 = 11;
const SUM_FRAMES: i32 = 12;
const REDUCE: i32 = 13;
const COPY: i32 = 14;
const DENSE: i32 = 15;
const ACTIVATE: i32 = 16;
const ACTIVATE_BACKWARD: i32 = 17;
const GRU_AFTER_FORWARD: i32 = 18;
const GRU_AFTER_BACKWARD: i32 = 19;

// @ts-ignore: decorator
@inline function word(args: usize, index: i32): i32 {
  return load<i32>(args + (<usize>index << 2));
}

/** The first block of a share; the share ends before the first block of the next. */
// @ts-ignore: decorator
@inline function firstOf(blocks: i32, share: i32, shares: i32): i32 {
  return blocks * share / shares;
}

/** Runs one share of a program from `program` to the next barrier or the end; returns the address after it. */
function execute(program: usize, end: usize, share: i32, shares: i32, thread: i32): usize {
  while (program < end) {
    const code = load<i32>(program);
    const p = program + 8;
    program = p + (<usize>load<i32>(program, 4) << 2);
    if (code == BARRIER) return program;
    beat(thread);
    // The first word is the number of blocks, where an operation is split by rows.
    const first = firstOf(word(p, 0), share, shares), last = firstOf(word(p, 0), share + 1, shares);
    switch (code) {
      case TO_LANES:
        toLanes(
          word(p, 1), word(p, 2), word(p, 3), word(p, 4), word(p, 5), word(p, 6), word(p, 7), word(p, 8), word(p, 9),
          word(p, 10), first, last,
        );
        break;
      case FROM_LANES:
        fromLanes(
          word(p, 1), word(p, 2), word(p, 3), word(p, 4), word(p, 5), word(p, 6), word(p, 7), word(p, 8), word(p, 9),
          first, last,
        );
        break;
      case PACK:
        pack(
          word(p, 0), word(p, 1), word(p, 2), word(p, 3), word(p, 4), word(p, 5), word(p, 6), word(p, 7), share, shares,
        );
        break;
      case FILL:
        for (let t = 0; t < word(p, 4); t++) {
          for (let b = first; b < last; b++) memory.fill(word(p, 1) + t * word(p, 2) + b * word(p, 3), 0, word(p, 5));
        }
        break;
      case LSTM_FORWARD:
        lstmForward(
          word(p, 1), word(p, 2), word(p, 3), word(p, 4), word(p, 5), word(p, 6), word(p, 7), word(p, 8), word(p, 9),
          word(p, 0), first, last, thread,
        );
        break;
      case LSTM_BACKWARD:
        lstmBackward(
          word(p, 1), word(p, 2), word(p, 3), word(p, 4), word(p, 5), word(p, 6), word(p, 7), word(p, 8), word(p, 9),
          word(p, 10), word(p, 11), word(p, 12), word(p, 0), first, last, thread,
        );
        break;
      case GRU_FORWARD:
        gruForward(
          word(p, 1), word(p, 2), word(p, 3), word(p, 4), word(p, 5), word(p, 6), word(p, 7),
          word(p, 8), word(p, 9), word(p, 10), word(p, 0), first, last, thread,
        );
        break;
      case GRU_BACKWARD:
        gruBackward(
          word(p, 1), word(p, 2), word(p, 3), word(p, 4), word(p, 5), word(p, 6), word(p, 7), word(p, 8), word(p, 9),
          word(p, 10), word(p, 11), word(p, 12), word(p, 0), first, last, thread,
        );
        break;
      case SIMPLE_FORWARD:
        simpleForward(
          word(p, 1), word(p, 2), word(p, 3), word(p, 4), word(p, 5), word(p, 6), word(p, 7), word(p, 8), word(p, 0),
          first, last, thread,
        );
        break;
      case SIMPLE_BACKWARD:
        simpleBackward(
          word(p, 1), word(p, 2), word(p, 3), word(p, 4), word(p, 5), word(p, 6), word(p, 7),
          word(p, 8), word(p, 9), word(p, 10), word(p, 0), first, last, thread,
        );
        break;
      case OUTER:
        // Targets and scratches are consecutive, one per share.
        outer(
          word(p, 1), word(p, 2), word(p, 3), word(p, 4), word(p, 5), word(p, 6), word(p, 7), word(p, 8), word(p, 9),
          first, last, word(p, 10) + share * word(p, 11), word(p, 12), word(p, 13) + share * word(p, 14), thread,
        );
        break;
      case SUM_FRAMES:
        sumFrames(
          word(p, 1), word(p, 2), word(p, 3), word(p, 4), word(p, 5), first, last, word(p, 6) + share * word(p, 7),
        );
        break;
      case REDUCE:
        reduce(word(p, 0), word(p, 1), word(p, 2), word(p, 3), share, shares);
        break;
      case COPY:
        copyFrames(
          word(p, 1), word(p, 2), word(p, 3), word(p, 4), word(p, 5), word(p, 6), word(p, 7), word(p, 8),
          word(p, 9) != 0, first, last,
        );
        break;
      case DENSE:
        denseFrames(
          word(p, 1), word(p, 2), word(p, 3), word(p, 4), word(p, 5), word(p, 6), word(p, 7), word(p, 8), word(p, 9),
          word(p, 10), word(p, 11), first, last, thread,
        );
        break;
      case ACTIVATE:
        activateFrames(word(p, 1), word(p, 2), word(p, 3), word(p, 4), word(p, 5), word(p, 6), first, last);
        break;
      case ACTIVATE_BACKWARD:
        activateFramesBackward(
          word(p, 1), word(p, 2), word(p, 3), word(p, 4), word(p, 5), word(p, 6), word(p, 7), word(p, 8), word(p, 9),
          word(p, 10), first, last,
        );
        break;
      case GRU_AFTER_FORWARD:
        gruAfterForward(
          word(p, 1), word(p, 2), word(p, 3), word(p, 4), word(p, 5), word(p, 6), word(p, 7),
          word(p, 8), word(p, 9), word(p, 10), word(p, 0), first, last, thread,
        );
        break;
      case GRU_AFTER_BACKWARD:
        gruAfterBackward(
          word(p, 1), word(p, 2), word(p, 3), word(p, 4), word(p, 5), word(p, 6), word(p, 7), word(p, 8), word(p, 9),
          word(p, 10), word(p, 11), word(p, 12), word(p, 0), first, last, thread,
        );
        break;
      default:
        unreachable();
    }
  }
  return program;
}

/** Runs shares as long as there are any to claim. */
function help(thread: i32): void {
  for (let share = claim(); share >= 0; share = claim()) {
    finish(execute(stage(), programEnd(), share, shareCount(), thread));
  }
}

/**
 * Runs a program on all threads, or on the calling one alone. Returns when it is done; 0 where one of the other threads
 * was given up.
 */
export function run(program: usize, end: usize, threads: i32): i32 {
  if (threads == 1) {
    while (program < end) program = execute(program, end, 0, 1, 0);
    return 1;
  }
  publish(program, end, threads);
  while (!idle()) {
    help(0);
    if (!waitForStage(threads)) return 0;
  }
  return 1;
}

/** A worker's loop: share after share until `stop`. */
export function serve(thread: i32): void {
  while (waitForWork()) help(thread);
}

/** For tests of the approximations: tanh and the logistic function of four numbers, in place. */
export function approximate(at: usize): void {
  const x = v128.load(at);
  v128.store(at, tanh4(x));
  v128.store(at, sigmoid4(x), 16);
}
export { start, stop } from './threads';
