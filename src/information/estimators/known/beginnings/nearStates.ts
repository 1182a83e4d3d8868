import { halved } from '../../../numerics/halved';
import type { LikelihoodKernel } from '../../../numerics/kernels/likelihoodKernel';

/** States that the kernel looks at together; those that lie together stand side by side. */
const inBlock = 8;
/** What a place without a state has for its numbers: it is far from everything. */
const nowhere = 1e18;
/** The largest part by which a number in single precision is rounded off. */
const rounding = 2 ** -24;

/**
 * Finds the states that balls may be near, in single precision with room for its rounding: no state that is near is
 * left out.
 */
export class NearStates {
  private readonly order: Int32Array;
  private readonly blocks: number;
  private readonly largest: number;
  private readonly margin: number;
  private readonly statesAt: number;
  private readonly rootsAt: number;
  private readonly middleAt: number;
  /** Blocks and masks of what was found, for groups and for parts of them. */
  private readonly at: readonly (readonly [number, number])[];
  private inGroup = 0;

  /**
   * @param z states [count, dimensions]
   * @param roots how far from a state a member may be
   * @param first so many of the states come before all others in what is found
   */
  constructor(
    z: Float64Array,
    private readonly dimensions: number,
    roots: Float64Array,
    first: number,
    private readonly kernel: LikelihoodKernel,
  ) {
    const order = Int32Array.from({ length: roots.length }, (_, i) => i);
    this.order = halved(z, dimensions, inBlock, order, [0, first, roots.length]).order;
    this.blocks = Math.ceil(roots.length / inBlock);
    this.largest = z.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    // Each of the squares, their sum and the limit are rounded.
    this.margin = 1 + rounding * (dimensions + 8);
    const places = this.blocks * inBlock;
    this.statesAt = kernel.allocate(places * dimensions * 4);
    this.rootsAt = kernel.allocate(places * 4);
    this.middleAt = kernel.allocate(dimensions * 4);
    this.at = [0, 1].map(() => [kernel.allocate(this.blocks * 4), kernel.allocate(this.blocks * 4)] as const);
    const packed = kernel.floats(this.statesAt, places * dimensions).fill(nowhere);
    const reaches = kernel.floats(this.rootsAt, places).fill(0);
    for (const [k, i] of this.order.entries()) {
      reaches[k] = roots[i] * this.margin;
      let to = (k - (k % inBlock)) * dimensions + (k % inBlock);
      for (let d = 0; d < dimensions; d++, to += inBlock) packed[to] = z[i * dimensions + d];
    }
  }

  /** Writes the states that a group's ball may be near into `found`; returns how many. */
  ofGroup(middle: Float64Array, radius: number, found: Int32Array): number {
    this.inGroup = this.look(middle, radius, [0, 0], this.blocks, this.at[0]);
    return this.listed(this.at[0], this.inGroup, found);
  }

  /** The same of the states of `ofGroup` and a part of the group. */
  ofPart(middle: Float64Array, radius: number, found: Int32Array): number {
    return this.listed(this.at[1], this.look(middle, radius, this.at[0], this.inGroup, this.at[1]), found);
  }

  private look(
    middle: Float64Array,
    radius: number,
    [blocks, masks]: readonly [number, number],
    count: number,
    out: readonly [number, number],
  ): number {
    const { kernel, dimensions, statesAt, rootsAt, middleAt, margin } = this;
    kernel.floats(middleAt, dimensions).set(middle);
    let { largest } = this;
    for (const value of middle) largest = Math.max(largest, Math.abs(value));
    // A row of differences is off by this much at most, as both of their terms are rounded.
    const off = 3 * rounding * largest * Math.sqrt(dimensions);
    const reach = radius * margin + off;
    return kernel.nearStates(statesAt, rootsAt, dimensions, blocks, masks, count, middleAt, reach, ...out);
  }

  private listed([blocks, masks]: readonly [number, number], near: number, found: Int32Array): number {
    const { kernel, order } = this;
    const [which, bits] = [kernel.integers(blocks, near), kernel.integers(masks, near)];
    let count = 0;
    for (let n = 0; n < near; n++)
      for (let mask = bits[n], place = which[n] * inBlock; mask > 0; mask >>>= 1, place++)
        if ((mask & 1) !== 0) found[count++] = order[place];
    return count;
  }
}
