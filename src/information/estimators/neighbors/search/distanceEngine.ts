import { growTo } from '../../../../base/wasmMemory';
import type { NeighborKernel } from '../../../numerics/kernels/neighborKernel';
import { instantiateKernel } from '../../../numerics/kernels/neighborKernel';
import { columnsOf, extentsOf, isEuclidean, packPoints, paddedCount } from '../spaces/packedPoints';
import type { Breather } from '../../../numerics/breather';
import type { Space } from '../spaces/space';

/** How much memory distances may take, in bytes. */
export interface DistanceLimits {
  /** Matrices up to this size are made whole and kept; larger ones are made some rows at a time. */
  readonly matrix: number;
  /** What kept matrices may take together (two are kept at least). */
  readonly matrices: number;
}

export const usualLimits: DistanceLimits = { matrix: 24 << 20, matrices: 48 << 20 };
/** A memory that has grown beyond this is given up with the work that it grew for. */
const mostKept = 64 << 20;
/** Rows of so few columns are quicker made again than fetched from memory. */
const fewColumns = 2;
/** Element distances (one column of one pair of points) between two looks at the clock: some milliseconds. */
const stretch = 2e7;

/**
 * Float32 distances in the kernel's memory, for spaces of one number of samples: whole matrices, the most recently used
 * kept, or blocks of rows. What is reserved has to be released; released memory is used again for the same sizes.
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
  /** Places of the kept matrices, least recently used first. */
  private readonly matrices = new Map<Space, number>();
  /** Settles when the work before is done. */
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

  /** Runs one piece of work at a time, since they share the memory; what was kept for another owner is given up. */
  inTurn<T>(owner: object, work: () => Promise<T>): Promise<T> {
    const now = this.turn.then(() => {
      if (this.owner !== owner) this.forget();
      this.owner = owner;
      return work();
    });
    this.turn = now.catch(() => undefined);
    return now;
  }

  /** Whether the memory is small enough to be kept for what comes. */
  get keepable(): boolean {
    return this.kernel.memory.buffer.byteLength <= mostKept;
  }

  extentsOf(space: Space): Float32Array {
    let extents = this.extents.get(space);
    if (!extents) this.extents.set(space, (extents = extentsOf(space)));
    return extents;
  }

  /** Whether the space's matrix is made whole and kept. */
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

  /** What a space's points take in the kernel's memory. */
  pointBytes(space: Space): number {
    return 4 * this.width * columnsOf(space);
  }

  /** Reserves room for a space's points and writes them there. */
  placePoints(space: Space): number {
    const at = this.reserve(this.pointBytes(space));
    packPoints(space, new Float32Array(this.kernel.memory.buffer, at, this.width * columnsOf(space)));
    return at;
  }

  /** Where the whole matrix of a space is, made if it has to be; the one of `beside` stays. */
  async matrixOf(space: Space, beside: Space, breather: Breather): Promise<number> {
    const known = this.matrices.get(space);
    if (known !== undefined) {
      this.matrices.delete(space);
      this.matrices.set(space, known);
      return known;
    }
    this.makeRoom(beside);
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

  /** Releases every matrix, the most recent last: it is the next to be written again. */
  private forget(): void {
    for (const at of this.matrices.values()) this.release(at, this.matrixBytes);
    this.matrices.clear();
  }

  private get matrixBytes(): number {
    return matrixBytes(this.samples);
  }

  private makeRoom(beside: Space): void {
    const most = Math.max(2, Math.floor(this.limits.matrices / this.matrixBytes));
    for (const [space, at] of this.matrices) {
      if (this.matrices.size < most) return;
      if (space === beside) continue;
      this.matrices.delete(space);
      this.release(at, this.matrixBytes);
    }
  }
}

let latest: DistanceEngine | undefined;

/**
 * An engine for so many samples: the last one where it suits, since memory that was written before is quicker by far
 * than new.
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

/** What a whole matrix takes. */
export function matrixBytes(samples: number): number {
  return strideOf(samples) * paddedCount(samples);
}

function roundedUp(bytes: number): number {
  return 64 * Math.ceil(bytes / 64);
}
