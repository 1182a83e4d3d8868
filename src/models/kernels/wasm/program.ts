import { codes, activations, type Activation } from './operations';
import { type Frames, type Rows } from './frames';
import type { Arena, Block } from './arena';
import type { ProgramRunner } from './programRunner';

/**
 * Operations that the threads run in order. Each thread does its share of the blocks of rows; `barrier` waits for all.
 */
export class Program {
  private readonly words: number[] = [];

  constructor(private readonly blocks: number) {}

  barrier(): void {
    this.add(codes.barrier);
  }

  toLanes(source: Rows, rows: number, times: number, target: Frames, order = 0): void {
    this.add(
      codes.toLanes,
      this.blocks,
      source.offset,
      source.row,
      source.time,
      order,
      rows,
      times,
      source.features,
      target.offset,
      target.time,
      target.block,
    );
  }

  fromLanes(source: Frames, rows: number, times: number, target: Rows): void {
    this.add(
      codes.fromLanes,
      this.blocks,
      source.offset,
      source.time,
      source.block,
      rows,
      times,
      target.features,
      target.offset,
      target.row,
      target.time,
    );
  }

  /** Packs the matrix [k, f] with the given strides into a packed matrix of `total` rows, starting at row `from`. */
  pack(
    source: number,
    kStride: number,
    fStride: number,
    k: number,
    f: number,
    target: number,
    from: number,
    total: number,
  ): void {
    this.add(codes.pack, source, kStride, fStride, k, f, target, from, total);
  }

  zero(frames: Frames, times: number): void {
    this.add(codes.fill, this.blocks, frames.offset, frames.time, frames.block, times, frames.features * 32);
  }

  lstmForward(...words: number[]): void {
    this.add(codes.lstmForward, this.blocks, ...words);
  }

  lstmBackward(...words: number[]): void {
    this.add(codes.lstmBackward, this.blocks, ...words);
  }

  gruForward(...words: number[]): void {
    this.add(codes.gruForward, this.blocks, ...words);
  }

  gruBackward(...words: number[]): void {
    this.add(codes.gruBackward, this.blocks, ...words);
  }

  gruAfterForward(...words: number[]): void {
    this.add(codes.gruAfterForward, this.blocks, ...words);
  }

  gruAfterBackward(...words: number[]): void {
    this.add(codes.gruAfterBackward, this.blocks, ...words);
  }

  simpleForward(...words: number[]): void {
    this.add(codes.simpleForward, this.blocks, ...words);
  }

  simpleBackward(...words: number[]): void {
    this.add(codes.simpleBackward, this.blocks, ...words);
  }

  /**
   * Each thread's sum over its rows of a[k] z[j], [k][j] in rows of `stride` bytes; the threads' sums are `partial`
   * bytes apart.
   */
  outer(
    a: Frames,
    z: Frames,
    times: number,
    target: number,
    partial: number,
    stride: number,
    scratch: number,
    scratchBytes: number,
  ): void {
    this.add(
      codes.outer,
      this.blocks,
      a.offset,
      a.time,
      a.block,
      a.features,
      z.offset,
      z.time,
      z.block,
      z.features,
      times,
      target,
      partial,
      stride,
      scratch,
      scratchBytes,
    );
  }

  sumFrames(z: Frames, times: number, target: number, partial: number): void {
    this.add(codes.sumFrames, this.blocks, z.offset, z.time, z.block, z.features, times, target, partial);
  }

  /** The sum of the partial values of all threads. */
  reduce(partials: number, count: number, partial: number, target: number): void {
    this.add(codes.reduce, partials, count, partial, target);
  }

  copy(source: Frames, target: Frames, times: number, add = false): void {
    this.add(
      codes.copy,
      this.blocks,
      source.offset,
      source.time,
      source.block,
      target.offset,
      target.time,
      target.block,
      times,
      source.features,
      add ? 1 : 0,
    );
  }

  /**
   * target = bias + source W, where W is packed with as many rows as `source` has features. With a bias of 0 the
   * product is added to `target`.
   */
  dense(packed: number, bias: number, source: Frames, target: Frames, times: number): void {
    this.add(
      codes.dense,
      this.blocks,
      packed,
      bias,
      source.features,
      target.features,
      source.offset,
      source.time,
      source.block,
      target.offset,
      target.time,
      target.block,
      times,
    );
  }

  activate(frames: Frames, times: number, activation: Activation): void {
    this.add(
      codes.activate,
      this.blocks,
      frames.offset,
      frames.time,
      frames.block,
      frames.features,
      activations[activation],
      times,
    );
  }

  /**
   * Replaces the activations in `frames` by the gradient before the activation, given the gradient after it in `outer`;
   * `zeros` points to 8 zeros per feature.
   */
  activateBackward(outer: Frames, zeros: number, frames: Frames, times: number, activation: Activation): void {
    this.add(
      codes.activateBackward,
      this.blocks,
      outer.offset,
      outer.time,
      outer.block,
      zeros,
      frames.offset,
      frames.time,
      frames.block,
      frames.features,
      activations[activation],
      times,
    );
  }

  /** Writes the program into a new block. */
  write(arena: Arena): Block {
    const block = arena.allocate(this.words.length);
    this.writeTo(arena, block);
    return block;
  }

  /** Writes the program into a block of at least `bytes`. */
  writeTo(arena: Arena, block: Block): void {
    arena.words(block, this.words.length).set(this.words);
  }

  /** Runs the program once. */
  run(arena: Arena, pool: ProgramRunner, alone: boolean): void {
    const block = this.write(arena);
    try {
      pool.run(block.offset, block.offset + this.words.length * 4, alone);
    } finally {
      arena.release(block);
    }
  }

  get bytes(): number {
    return this.words.length * 4;
  }

  private add(code: number, ...words: number[]): void {
    this.words.push(code, words.length, ...words);
  }
}
