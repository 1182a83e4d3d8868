import type { Arena, Block } from './arena';

/** Blocks that belong together and are released together. */
export class Scratch {
  private readonly blocks: Block[] = [];

  constructor(private readonly arena: Arena) {}

  /** Room for `count` numbers. @throws RangeError when there is no more memory */
  take(count: number): Block {
    const block = this.arena.allocate(count);
    this.blocks.push(block);
    return block;
  }

  /** Room filled with zeros. */
  zeros(count: number): Block {
    const block = this.take(count);
    this.arena.floats(block, count).fill(0);
    return block;
  }

  release(): void {
    for (const block of this.blocks.splice(0)) this.arena.release(block);
  }
}

/** Runs `work` and releases what it took, also when it throws. */
export function withScratch<T>(arena: Arena, work: (scratch: Scratch) => T): T {
  const scratch = new Scratch(arena);
  try {
    return work(scratch);
  } finally {
    scratch.release();
  }
}

/** Bytes that suffice one thread for gradients by kernels/recurrent/outer.ts of up to `features` rows. */
export function outerScratchBytes(features: number): number {
  return Math.max(2 ** 18, features * 256) + 2 ** 15;
}
