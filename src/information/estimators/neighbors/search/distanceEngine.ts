import { growTo } from '../../../../base/wasmMemory';
import type { NeighborKernel } from '../../../numerics/kernels/neighborKernel';
import { instantiateKernel } from '../../../numerics/kernels/neighborKernel';
import { columnsOf, extentsOf, isEuclidean, packPoints, paddedCount } from '../spaces/packedPoints';
import type { Breather } from '../../../numerics/breather';
import type { Space } from '../spaces/space';

/** The most memory that distances may take, in bytes. */
export interface DistanceLimits {
  /** Matrices up to this size are computed whole and cached; larger ones are computed some rows at a time. */
  readonly matrix: number;
  /** The total size of cached matrices (at least two are cached). */
  readonly matrices: number;
}

export const usualLimits: DistanceLimits = { matrix: 24 << 20, matrices: 48 << 20 };
/** A memory larger than this is released after its work. */
const mostKept = 64 << 20;
/** Rows of spaces with at most this number of columns are quicker to recompute than to fetch from memory. */
const fewColumns = 2;
/** Element distances (one column of one pair of points) between two looks at the clock: a few milliseconds. */
const stretch = 2e7;

/**
 * Float32 distances in the kernel's memory, for spaces with the same number of samples: whole matrices, of which the
 * most recently used are cached, or blocks of rows. Reserved memory has to be released; it is then reused for the same
 * sizes.
 */
export class DistanceEngine {
  readonly kernel: NeighborKernel;
  /** Columns of a row: the samples, and infinities up to a whole block. */
  readonly width: number;
  /** Bytes from one row to the next. */
  readonly stride: number;
  private end: number;
  private readonly free = new Map<number, number[]>();
  private readonly extents = new WeakMap<Space, Float32Array>();
  /** Byte offsets of the cached matrices, least recently used first. */
  private readonly matrices = new Map<Space, number>();
  /** Settles when the previous work is done. */
  private turn: Promise<unknown> = Promise.resolve();
  private owner: object | undefined;

  constructor(
    readonly samples: number,
    private readonly limits = usualLimits,
  ) {
    this.kernel = instantiateKernel();
    this.end = this.kernel.base;
    this.width = paddedCount(samples);
    this.stride = strideOf(samples);
  }

  /** Runs one piece of work at a time, since all share the memory. Matrices cached for another owner are released. */
  inTurn<T>(owner: object, work: () => Promise<T>): Promise<T> {
    const now = this.turn.then(() => {
      if (this.owner !== owner) this.forget();
      this.owner = owner;
      return work();
    });
    this.turn = now.catch(() => undefined);
    return now;
  }

  /** Whether the memory is small enough to be kept for later work. */
  get keepable(): boolean {
    return this.kernel.memory.buffer.byteLength <= mostKept;
  }

  extentsOf(space: Space): Float32Array {
    let extents = this.extents.get(space);
    if (!extents) this.extents.set(space, (extents = extentsOf(space)));
    return extents;
  }

  /** Whether the space's matrix is computed whole and cached. */
  keeps(space: Space): boolean {
    return this.matrixBytes <= this.limits.matrix && columnsOf(space) > fewColumns;
  }

  /** @throws RangeError where the machine has no more memory */
  reserve(bytes: number): number {
    const size = roundedUp(bytes);
    const again = this.free.get(size)?.pop();
    if (again !== undefined) return again;
    const at = this.end;
    growTo(this.kernel.memory, at + size);
    this.end = at + size;
    return at;
  }

  release(at: number, bytes: number): void {
    const size = roundedUp(bytes);
    const places = this.free.get(size);
    if (places) places.push(at);
    else this.free.set(size, [at]);
  }

  /** The size of a space's points in the kernel's memory, in bytes. */
  pointBytes(space: Space): number {
    return 4 * this.width * columnsOf(space);
  }

  /** Reserves memory for a space's points, writes them there and returns the byte offset. */
  placePoints(space: Space): number {
    const at = this.reserve(this.pointBytes(space));
    packPoints(space, new Float32Array(this.kernel.memory.buffer, at, this.width * columnsOf(space)));
    return at;
  }

  /** The byte offset of the whole matrix of a space, computed on first use. The matrix of `other` stays cached. */
  async matrixOf(space: Space, other: Space, breather: Breather): Promise<number> {
    const known = this.matrices.get(space);
    if (known !== undefined) {
      this.matrices.delete(space);
      this.matrices.set(space, known);
      return known;
    }
    this.makeRoom(other);
    const columns = columnsOf(space);
    const at = this.reserve(this.matrixBytes);
    const points = this.placePoints(space);
    const blocks = this.width / 8;
    const together = Math.max(1, Math.floor(stretch / (columns * this.width * 8)));
    try {
      for (let from = 0; from < blocks; from += together) {
        if (breather.due()) await breather.rest();
        this.kernel.matrix(
          points,
          columns,
          blocks,
          from,
          Math.min(blocks, from + together),
          isEuclidean(space) ? 1 : 0,
          at,
          this.stride,
        );
      }
      this.matrices.set(space, at);
    } catch (error) {
      this.release(at, this.matrixBytes);
      throw error;
    } finally {
      this.release(points, this.pointBytes(space));
    }
    return at;
  }

  /** Releases every matrix, the most recent last, so that it is reused first. */
  private forget(): void {
    for (const at of this.matrices.values()) this.release(at, this.matrixBytes);
    this.matrices.clear();
  }

  private get matrixBytes(): number {
    return matrixBytes(this.samples);
  }

  private makeRoom(other: Space): void {
    const most = Math.max(2, Math.floor(this.limits.matrices / this.matrixBytes));
    for (const [space, at] of this.matrices) {
      if (this.matrices.size < most) return;
      if (space === other) continue;
      this.matrices.delete(space);
      this.release(at, this.matrixBytes);
    }
  }
}

let latest: DistanceEngine | undefined;

/**
 * An engine for this number of samples. The last one is reused where it fits, since memory that was written before is
 * much quicker than new memory.
 */
export function engineFor(samples: number): DistanceEngine {
  if (latest?.samples !== samples || !latest.keepable) latest = new DistanceEngine(samples);
  return latest;
}

/** Bytes from one row to the next: rows a multiple of 4 KiB apart would share the same few sets of the cache. */
function strideOf(samples: number): number {
  const width = paddedCount(samples);
  return 4 * (width % 1024 === 0 ? width + 16 : width);
}

/** The size of a whole matrix, in bytes. */
export function matrixBytes(samples: number): number {
  return strideOf(samples) * paddedCount(samples);
}

function roundedUp(bytes: number): number {
  return 64 * Math.ceil(bytes / 64);
}
