import type { Arena, Block } from './arena';
import type { BackwardPlaces, Cell, CellSizes } from './cell';
import { type Rows } from './frames';
import { Program } from './program';
import { outerScratchBytes, withScratch } from './scratch';
import type { ProgramRunner } from './programRunner';

/** Multiplications and additions from which on several threads pay off. */
export const worthThreads = 4e6;

/** The weights of a recurrent layer, row-major. */
export interface WeightValues {
  readonly kernel: Float32Array;
  readonly recurrentKernel: Float32Array;
  readonly bias: Float32Array;
}

export interface CellGradients extends WeightValues {
  readonly x: Float32Array;
}

export interface Machine {
  readonly arena: Arena;
  readonly pool: ProgramRunner;
}

export function sizesOf(steps: number, rows: number, inputs: number, units: number): CellSizes {
  return { steps, rows, blocks: Math.ceil(rows / 8), inputs, units };
}

/** Whether the work is too small to share, so that one thread does it. */
export function alone({ sizes, work }: Cell): boolean {
  return sizes.blocks < 2 || work < worthThreads;
}

/**
 * Runs the forward pass on all threads if `together`.
 * @returns the states [T,B,H] of x [T,B,D], and the block that the backward pass needs, which the caller releases
 */
export function runForward(
  { arena, pool }: Machine,
  cell: Cell,
  x: Float32Array,
  weights: WeightValues,
  together = !alone(cell),
): { states: Float32Array; kept: Block } {
  const { steps, rows, blocks, inputs, units } = cell.sizes;
  const kept = arena.allocate(cell.keptCount);
  try {
    return withScratch(arena, (scratch) => {
      const input = scratch.take(x.length);
      const weightBlock = scratch.take(cell.weightCount);
      const packed = scratch.take(cell.packedCount).offset;
      const count = steps * rows * units;
      const output = scratch.take(count);
      arena.floats(input, x.length).set(x);
      placeWeights(arena, weightBlock, weights);
      const program = new Program(blocks);
      program.toLanes(timeMajor(input, rows, inputs), rows, steps, cell.inputFrames(kept.offset));
      cell.packForward(program, weightBlock.offset, packed);
      program.barrier();
      cell.forward(program, kept.offset, weightBlock.offset, packed);
      program.fromLanes(cell.outputFrames(kept.offset), rows, steps, timeMajor(output, rows, units));
      program.run(arena, pool, !together || pool.threads === 1);
      return { states: arena.floats(output, count).slice(), kept };
    });
  } catch (error) {
    arena.release(kept);
    throw error;
  }
}

/** The gradients, given dL/dh [T,B,H] and what `runForward` kept, which this overwrites. */
export function runBackward(
  { arena, pool }: Machine,
  cell: Cell,
  kept: Block,
  dy: Float32Array,
  weights: WeightValues,
  together = !alone(cell),
): CellGradients {
  const { steps, rows, blocks, inputs, units } = cell.sizes;
  const partials = together ? pool.partials : 1;
  return withScratch(arena, (scratch) => {
    const given = scratch.take(dy.length);
    const weightBlock = scratch.take(cell.weightCount);
    const packed = scratch.take(cell.packedCount).offset;
    const count = steps * rows * inputs;
    const dx = scratch.take(count);
    const partial = Math.ceil(cell.weightCount / 16) * 64;
    const gradient = scratch.take((partial / 4) * partials);
    const perThread = Math.ceil(outerScratchBytes(inputs + units) / 64) * 64;
    const outerScratch = scratch.take((perThread / 4) * partials).offset;
    const places: BackwardPlaces = {
      outer: scratch.take(steps * cell.stateCount).offset,
      inner: scratch.take(cell.inputsCount).offset,
      state: scratch.take(cell.stateCount).offset,
      zeros: scratch.take(Math.max(inputs, units)).offset,
    };
    arena.floats({ offset: places.state, bytes: 0 }, cell.stateCount).fill(0);
    arena.floats({ offset: places.zeros, bytes: 0 }, Math.max(inputs, units)).fill(0);
    arena.floats(given, dy.length).set(dy);
    placeWeights(arena, weightBlock, weights);
    const innerStates = cell.stateFrames(places.inner);
    const program = new Program(blocks);
    program.toLanes(timeMajor(given, rows, units), rows, steps, {
      offset: places.outer,
      time: blocks * units * 32,
      block: units * 32,
      features: units,
    });
    program.zero({ ...innerStates, offset: innerStates.offset + steps * innerStates.time }, 1);
    cell.packBackward(program, weightBlock.offset, packed, true);
    program.barrier();
    cell.backward(program, kept.offset, packed, places, true);
    program.fromLanes(cell.inputFrames(places.inner), rows, steps, timeMajor(dx, rows, inputs));
    cell.gradients(program, kept.offset, gradient.offset, partial, outerScratch, perThread);
    program.barrier();
    if (partials > 1) program.reduce(gradient.offset, cell.weightCount, partial, gradient.offset);
    program.run(arena, pool, !together || pool.threads === 1);
    const kernel = inputs * cell.columns;
    const recurrent = units * cell.columns;
    return {
      x: arena.floats(dx, count).slice(),
      kernel: arena.floats(gradient, kernel).slice(),
      recurrentKernel: arena.floats(gradient, recurrent, kernel).slice(),
      bias: arena.floats(gradient, cell.biasCount, kernel + recurrent).slice(),
    };
  });
}

function placeWeights(arena: Arena, block: Block, { kernel, recurrentKernel, bias }: WeightValues): void {
  arena.floats(block, kernel.length).set(kernel);
  arena.floats(block, recurrentKernel.length, kernel.length).set(recurrentKernel);
  arena.floats(block, bias.length, kernel.length + recurrentKernel.length).set(bias);
}

function timeMajor(block: Block, rows: number, features: number): Rows {
  return { offset: block.offset, row: features * 4, time: rows * features * 4, features };
}
