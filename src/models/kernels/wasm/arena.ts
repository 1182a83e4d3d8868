import { growTo, pageBytes } from '../../../base/wasmMemory';

const alignment = 64;
/**
 * 4 GiB minus one page, so that every offset, the end included, fits in 32 bits. The kernels receive and return offsets
 * as signed 32-bit numbers.
 */
const mostBytes = 65535 * pageBytes;
/** The memory below holds the kernels' control block. */
const base = 4096;

/** A block of the kernels' memory; `offset` in bytes. */
export interface Block {
  readonly offset: number;
  readonly bytes: number;
}

/**
 * First-fit allocation in the memory that the kernels' threads share. Freed blocks are used again, so that repeated
 * equal steps do not grow it.
 */
export class Arena {
  readonly memory = new WebAssembly.Memory({ initial: 16, maximum: 65536, shared: true });
  private free: Block[] = [{ offset: base, bytes: mostBytes - base }];
  private floatView = new Float32Array(this.memory.buffer);
  private wordView = new Int32Array(this.memory.buffer);

  /**
   * Allocates `count` numbers of 4 bytes.
   * @throws RangeError if there is no more memory
   */
  allocate(count: number): Block {
    const bytes = Math.max(alignment, Math.ceil((count * 4) / alignment) * alignment);
    const index = this.free.findIndex((candidate) => candidate.bytes >= bytes);
    if (index < 0)
      throw new RangeError(`The recurrent kernels have no room for another ${Math.ceil(bytes / 2 ** 20)} MiB.`);
    const { offset, bytes: size } = this.free[index];
    this.reach(offset + bytes);
    if (size === bytes) this.free.splice(index, 1);
    else this.free[index] = { offset: offset + bytes, bytes: size - bytes };
    return { offset, bytes };
  }

  release(block: Block): void {
    let index = this.free.findIndex((candidate) => candidate.offset > block.offset);
    if (index < 0) index = this.free.length;
    let { offset, bytes } = block;
    if (index < this.free.length && offset + bytes === this.free[index].offset) {
      bytes += this.free[index].bytes;
      this.free.splice(index, 1);
    }
    const before = index > 0 ? this.free[index - 1] : undefined;
    if (before && before.offset + before.bytes === offset) {
      offset = before.offset;
      bytes += before.bytes;
      this.free[index - 1] = { offset, bytes };
    } else {
      this.free.splice(index, 0, { offset, bytes });
    }
  }

  /** The numbers of a block; valid until the next allocation. */
  floats(block: Block, count: number, from = 0): Float32Array {
    const start = block.offset / 4 + from;
    return this.floatView.subarray(start, start + count);
  }

  words(block: Block, count: number): Int32Array {
    return this.wordView.subarray(block.offset / 4, block.offset / 4 + count);
  }

  /** Current size of the memory, bytes. */
  get size(): number {
    return this.memory.buffer.byteLength;
  }

  private reach(end: number): void {
    const present = this.memory.buffer.byteLength;
    if (end <= present) return;
    // Grows by half, so that a growing job does not grow it page by page.
    growTo(this.memory, Math.min(mostBytes, Math.max(end, present * 1.5)));
    this.floatView = new Float32Array(this.memory.buffer);
    this.wordView = new Int32Array(this.memory.buffer);
  }
}
