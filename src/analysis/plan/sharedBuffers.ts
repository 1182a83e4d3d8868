import { sharedMemory } from '../../base/sharedMemory';

/** Gives shared memory of some bytes, whose contents are to be overwritten. */
export type TakeShared = (bytes: number) => ArrayBufferLike;

export const freshShared: TakeShared = sharedMemory;

/**
 * Shared memory for the variables of parts, used again by the next part: the garbage collector takes no account of its
 * size, and would leave that of all parts where it is.
 */
export class SharedBuffers {
  private readonly free = new Map<number, ArrayBufferLike[]>();

  /** Memory that is in use until `release`; nobody may read it after that. */
  lease(): { readonly take: TakeShared; readonly release: () => void } {
    const taken: ArrayBufferLike[] = [];
    return {
      take: (bytes) => {
        const buffer = this.free.get(bytes)?.pop() ?? sharedMemory(bytes);
        taken.push(buffer);
        return buffer;
      },
      release: () => {
        // Sizes that the last part did not use are not wanted by the next one either.
        const sizes = new Set(taken.map(({ byteLength }) => byteLength));
        for (const size of this.free.keys()) if (!sizes.has(size)) this.free.delete(size);
        for (const buffer of taken.splice(0))
          this.free.set(buffer.byteLength, [...(this.free.get(buffer.byteLength) ?? []), buffer]);
      },
    };
  }
}
