import type { Arena, Block } from './arena';

/** Blocks that are released together. */
export class Scratch {
  private readonly blocks: Block[] = [];

  constructor(private readonly arena: Arena) {}

  /**
   * Allocates `count` numbers.
   * @throws RangeError if there is no more memory
   */
  take(count: number): Block {
    const block = this.arena.allocate(count);
    this.blocks.push(block);
    return block;
  }

  /** Allocates numbers and sets them to zero. */
  zeros(count: number): Block {
    const block = this.take(count);
    this.arena.floats(block, count).fill(0);
    return block;
  }

  release(): void {
    for (const block of this.blocks.splice(0)) this.arena.release(block);
  }
}

/** Runs `work` and then releases its blocks, also after an error. */
export function withScratch<T>(arena: Arena, work: (scratch: Scratch) => T): T {
  const scratch = new Scratch(arena);
  try {
    return work(scratch);
  } finally {
    scratch.release();
  }
}

/** Bytes that one thread needs for gradients by kernels/recurrent/outer.ts of up to `features` rows. */
export function outerScratchBytes(features: number): number {
  return Math.max(2 ** 18, features * 256) + 2 ** 15;
}
