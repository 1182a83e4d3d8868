import type { RecurrentProduct } from '../typescript/stepped/products';
import type { SteppedSizes } from '../typescript/stepped/steppedCell';
import type { Block } from './arena';
import { worthThreads, type Machine } from './cellRun';
import { framesAt } from './frames';
import { Program } from './program';
import { outerScratchBytes, Scratch, withScratch } from './scratch';

/** Programs and offsets for the products of one run, written once. */
interface Prepared {
  readonly scratch: Scratch;
  readonly states: Block;
  readonly sums: Block;
  readonly forward: Written;
  readonly back: Written;
}

interface Written {
  readonly block: Block;
  readonly bytes: number;
}

/** Products of a recurrence that runs step by step, computed by the kernels' matrix product. */
export class WasmProduct implements RecurrentProduct {
  private prepared: Prepared | undefined;

  constructor(
    private readonly machine: Machine,
    private readonly sizes: SteppedSizes,
    private readonly values: Float32Array,
    private readonly columns: number,
  ) {}

  add(state: Float32Array, sums: Float32Array): void {
    const { states, sums: target, forward } = this.prepare();
    this.multiply(states, state, forward, target, sums);
  }

  addBack(dSums: Float32Array, dState: Float32Array): void {
    const { states: target, sums, back } = this.prepare();
    this.multiply(sums, dSums, back, target, dState);
  }

  gradient(states: Float32Array, dSums: Float32Array): Float32Array {
    const {
      machine: { arena, pool },
      sizes: { units },
      columns,
    } = this;
    const rows = states.length / units;
    if (rows === 0) return new Float32Array(units * columns);
    return withScratch(arena, (scratch) => {
      const blocks = Math.ceil(rows / 8);
      const alone = !this.together(blocks, 2 * rows * units * columns);
      const partials = alone ? 1 : pool.partials;
      const [left, right] = [scratch.take(states.length), scratch.take(dSums.length)];
      const [leftFrames, rightFrames] = [
        framesAt(scratch.take(blocks * 8 * units).offset, blocks, units),
        framesAt(scratch.take(blocks * 8 * columns).offset, blocks, columns),
      ];
      const partial = Math.ceil((units * columns) / 16) * 64;
      const result = scratch.take((partial / 4) * partials);
      const perThread = Math.ceil(outerScratchBytes(units) / 64) * 64;
      const scratchOffset = scratch.take((perThread / 4) * partials).offset;
      arena.floats(left, states.length).set(states);
      arena.floats(right, dSums.length).set(dSums);
      arena.floats(result, (partial / 4) * partials).fill(0);
      const program = new Program(blocks);
      program.toLanes({ offset: left.offset, row: units * 4, time: 0, features: units }, rows, 1, leftFrames);
      program.toLanes({ offset: right.offset, row: columns * 4, time: 0, features: columns }, rows, 1, rightFrames);
      program.outer(leftFrames, rightFrames, 1, result.offset, partial, columns * 4, scratchOffset, perThread);
      program.barrier();
      if (partials > 1) program.reduce(result.offset, units * columns, partial, result.offset);
      program.run(arena, pool, alone);
      return arena.floats(result, units * columns).slice();
    });
  }

  release(): void {
    this.prepared?.scratch.release();
    this.prepared = undefined;
  }

  /** `target` += `source` times the matrix that the program holds. */
  private multiply(
    from: Block,
    source: Float32Array,
    { block, bytes }: Written,
    to: Block,
    target: Float32Array,
  ): void {
    const { arena, pool } = this.machine;
    arena.floats(from, source.length).set(source);
    pool.run(
      block.offset,
      block.offset + bytes,
      !this.together(Math.ceil(this.sizes.batch / 8), 2 * this.sizes.batch * this.values.length),
    );
    const product = arena.floats(to, target.length);
    for (let i = 0; i < target.length; i++) target[i] += product[i];
  }

  private together(blocks: number, work: number): boolean {
    return this.machine.pool.threads > 1 && blocks >= 2 && work >= worthThreads;
  }

  private prepare(): Prepared {
    if (this.prepared) return this.prepared;
    const {
      machine: { arena, pool },
      sizes: { batch, units },
      values,
      columns,
    } = this;
    const scratch = new Scratch(arena);
    try {
      const blocks = Math.ceil(batch / 8);
      const [states, sums] = [scratch.take(batch * units), scratch.take(batch * columns)];
      const stateFrames = framesAt(scratch.take(blocks * 8 * units).offset, blocks, units);
      const sumFrames = framesAt(scratch.take(blocks * 8 * columns).offset, blocks, columns);
      const [packed, packedBack] = [scratch.take(values.length).offset, scratch.take(values.length).offset];
      const zeros = scratch.zeros(Math.max(units, columns)).offset;
      const stateRows = { offset: states.offset, row: units * 4, time: 0, features: units };
      const sumRows = { offset: sums.offset, row: columns * 4, time: 0, features: columns };
      withScratch(arena, (once) => {
        const given = once.take(values.length);
        arena.floats(given, values.length).set(values);
        const packing = new Program(blocks);
        packing.pack(given.offset, columns * 4, 4, units, columns, packed, 0, units);
        packing.pack(given.offset, 4, columns * 4, columns, units, packedBack, 0, columns);
        packing.run(arena, pool, true);
      });
      const written = (program: Program): Written => {
        const block = scratch.take(program.bytes / 4);
        program.writeTo(arena, block);
        return { block, bytes: program.bytes };
      };
      const forward = new Program(blocks);
      forward.toLanes(stateRows, batch, 1, stateFrames);
      forward.dense(packed, zeros, stateFrames, sumFrames, 1);
      forward.fromLanes(sumFrames, batch, 1, sumRows);
      const back = new Program(blocks);
      back.toLanes(sumRows, batch, 1, sumFrames);
      back.dense(packedBack, zeros, sumFrames, stateFrames, 1);
      back.fromLanes(stateFrames, batch, 1, stateRows);
      this.prepared = { scratch, states, sums, forward: written(forward), back: written(back) };
      return this.prepared;
    } catch (error) {
      scratch.release();
      throw error;
    }
  }
}
