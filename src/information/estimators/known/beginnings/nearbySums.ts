import type { LikelihoodKernel } from '../../../numerics/kernels/likelihoodKernel';
import { packMembers } from '../../../numerics/kernels/packedMembers';
import { NearStates } from './nearStates';

/** States h = mean + noise that belong to a beginning each, and the noise's deviation. */
export interface OwnedStates {
  readonly count: number;
  readonly dimensions: number;
  readonly values: Float64Array;
  readonly means: Float64Array;
  readonly owners: Int32Array;
  readonly deviation: number;
  /**
   * A density smaller than e to minus this, of that of a state's own history, does not count. Where even the nearest
   * member of a group may have no more, the group is left out of the sum; as probabilities add up to 1, all that is
   * left out together is less than `leftOut`.
   */
  readonly negligible: number;
}

export const leftOut = (negligible: number): number => Math.exp(-negligible);

/** States compared with one group at once. */
const atOnce = 256;
/** Takes the weight of every member in the sums of the first states, where it is not negligible. */
export interface Tally {
  readonly states: number;
  readonly take: (state: number, member: number, weight: number) => void;
}
/** Takes what a group adds to the sum of a state: over all its members, and over those with other beginnings. */
export type GroupTally = (state: number, all: number, others: number) => void;

/** Members of a part of a group, which has a ball of its own. */
const inPartMembers = 64;

/**
 * For every state h, sums over groups of histories of p(h|x') / p(h|x), x its own history: over all of them, and over
 * those with other beginnings than its own. A group lies in a ball; states too far from it are not compared (Gray and
 * Moore 2000).
 */
export class NearbySums {
  /** Over the members of all groups, each weighted by its group's probability. */
  readonly all: Float64Array;
  readonly others: Float64Array;
  /** Half the squared distance of a state to its own mean in units of the noise. */
  readonly own: Float64Array;
  /** Pairs of a state and a member, and of a state and a group, that were compared. */
  pairs = 0;
  looks = 0;
  private readonly z: Float64Array;
  private readonly columns: Int32Array;
  private readonly centre: Float64Array;
  private readonly group: Float64Array;
  private readonly middle: Float64Array;
  private readonly nearest: NearStates;
  private readonly inGroup: Int32Array;
  private readonly inPart: Int32Array;
  private readonly rowsAt: number;
  readonly packedAt: number;
  readonly halvesAt: number;
  private readonly scratchAt: number;
  private readonly outAt: number;
  private readonly aloneAt: number;
  private readonly exponentsAt: number;

  /**
   * @param members of a group
   * @param tally takes members one by one
   */
  constructor(
    private readonly states: OwnedStates,
    private readonly members: number,
    private readonly kernel: LikelihoodKernel,
    private readonly tally?: Tally,
  ) {
    const { count, dimensions, values, means } = states;
    this.all = new Float64Array(count);
    this.others = new Float64Array(count);
    this.own = new Float64Array(count);
    this.centre = middleOf(means, count, new Float64Array(dimensions));
    this.columns = widestFirst(means, this.centre, dimensions);
    this.z = this.inNoise(values, count, new Float64Array(values.length));
    const m = this.inNoise(means, count, new Float64Array(means.length));
    for (let at = 0; at < m.length; at++) this.own[Math.floor(at / dimensions)] += (this.z[at] - m[at]) ** 2 / 2;
    const roots = this.own.map((own) => Math.sqrt(2 * (states.negligible + own)));
    this.group = new Float64Array(members * dimensions);
    this.middle = new Float64Array(dimensions);
    const first = Math.min(count, tally?.states ?? 0);
    this.nearest = new NearStates(this.z, dimensions, roots, first, kernel);
    [this.inGroup, this.inPart] = [0, 1].map(() => new Int32Array(count));
    const blocks = Math.ceil(Math.min(members, inPartMembers) / 8);
    this.rowsAt = kernel.allocate((atOnce + 1) * dimensions * 8);
    this.packedAt = kernel.allocate(blocks * dimensions * 64);
    this.halvesAt = kernel.allocate(blocks * 64);
    this.scratchAt = kernel.allocate(blocks * 128);
    this.outAt = kernel.allocate(atOnce * 16);
    this.aloneAt = kernel.allocate(16);
    this.exponentsAt = tally ? kernel.allocate(atOnce * blocks * 64) : 0;
  }

  /** @param means of the group, [members, dimensions] */
  add(means: Float64Array, probability: number, tally?: GroupTally): void {
    const { states, members, inGroup, inPart } = this;
    this.inNoise(means, members, this.group);
    this.looks += states.count;
    const near = this.nearest.ofGroup(this.middle, this.ball(0, members), inGroup);
    if (near === 0) return;
    for (let from = 0; from < members; from += inPartMembers) {
      const to = Math.min(members, from + inPartMembers);
      const isAll = from === 0 && to === members;
      if (!isAll) this.looks += near;
      const found = isAll ? near : this.nearest.ofPart(this.middle, this.ball(from, to), inPart);
      if (found === 0) continue;
      this.pack(from, to);
      const nearPart = isAll ? inGroup : inPart;
      for (let start = 0; start < found; start += atOnce)
        this.compareSome(nearPart.subarray(start, Math.min(found, start + atOnce)), from, to, probability, tally);
    }
  }

  /** Some states: the first ones, which come first here too, with members one by one, if that is asked for. */
  private compareSome(near: Int32Array, from: number, to: number, probability: number, tally?: GroupTally): void {
    const least = this.tally?.states ?? 0;
    let first = 0;
    while (first < near.length && near[first] < least) first++;
    if (first > 0) this.compare(near.subarray(0, first), from, to, probability, tally, this.tally);
    if (first < near.length) this.compare(near.subarray(first), from, to, probability, tally);
  }

  private compare(
    near: Int32Array,
    from: number,
    to: number,
    probability: number,
    tally?: GroupTally,
    each?: Tally,
  ): void {
    const { kernel, states, z, own, all, others } = this;
    const { dimensions, owners } = states;
    const found = near.length;
    const rows = kernel.doubles(this.rowsAt, (found + 1) * dimensions);
    for (let k = 0, at = 0; k < found; k++)
      for (let d = 0, from = near[k] * dimensions; d < dimensions; d++) rows[at++] = z[from++];
    const blocks = Math.ceil((to - from) / 8);
    const { rowsAt, packedAt, halvesAt, scratchAt, outAt } = this;
    this.pairs += found * (to - from);
    if (each) {
      kernel.exponentRows(rowsAt, 0, found, dimensions, packedAt, halvesAt, blocks, this.exponentsAt);
      this.tallyMembers(near, kernel.doubles(this.exponentsAt, found * blocks * 8), from, to, probability, each, tally);
      return;
    }
    kernel.freshRows(rowsAt, 0, found, dimensions, packedAt, halvesAt, blocks, scratchAt, outAt);
    const out = kernel.doubles(this.outAt, 2 * found);
    for (let k = 0; k < found; k++) {
      const i = near[k];
      const sum = out[2 * k + 1] * Math.exp(out[2 * k] + own[i]);
      const rest = this.without(owners[i], k, i, from, to, sum);
      all[i] += probability * sum;
      others[i] += probability * rest;
      tally?.(i, probability * sum, probability * rest);
    }
  }

  /** Adds up members one by one. @param exponents a row for each of the states, in eights */
  private tallyMembers(
    near: Int32Array,
    exponents: Float64Array,
    from: number,
    to: number,
    probability: number,
    each: Tally,
    tally?: GroupTally,
  ): void {
    const { own, all, others, states } = this;
    const { owners } = states;
    const [members, line] = [to - from, exponents.length / near.length];
    for (let k = 0; k < near.length; k++) {
      const i = near[k];
      const least = -states.negligible - own[i];
      const owner = owners[i] - from;
      let [sum, rest] = [0, 0];
      for (let j = 0, at = k * line; j < members; j++, at++) {
        if (exponents[at] <= least) continue;
        const weight = probability * Math.exp(exponents[at] + own[i]);
        sum += weight;
        if (j !== owner) rest += weight;
        each.take(i, from + j, weight);
      }
      if (sum === 0) continue;
      all[i] += sum;
      others[i] += rest;
      tally?.(i, sum, rest);
    }
  }

  /** The sum for state `i`, row `k` of the kernel, over members `from` to `to` without the member `owner`. */
  private without(owner: number, k: number, i: number, from: number, to: number, sum: number): number {
    if (owner < from || owner >= to) return sum;
    const { own, kernel, rowsAt, packedAt, halvesAt, scratchAt, aloneAt } = this;
    const mine = Math.exp(own[i] - this.half(i, owner));
    // A difference of nearly equal sums has few digits.
    if (mine < sum / 2) return sum - mine;
    const { dimensions } = this.states;
    const blocks = Math.ceil((to - from) / 8);
    const half = kernel.doubles(halvesAt + 8 * (owner - from), 1);
    const [kept] = half;
    half[0] = Infinity;
    const row = rowsAt + 8 * k * dimensions;
    kernel.freshRows(row, 0, 1, dimensions, packedAt, halvesAt, blocks, scratchAt, aloneAt);
    half[0] = kept;
    const [most, rest] = kernel.doubles(aloneAt, 2);
    return rest * Math.exp(most + own[i]);
  }

  /** Half the squared distance of a state to a member. */
  private half(i: number, member: number): number {
    const { z, group, states } = this;
    const { dimensions } = states;
    let squared = 0;
    for (let d = 0, a = i * dimensions, b = member * dimensions; d < dimensions; d++, a++, b++)
      squared += (z[a] - group[b]) ** 2;
    return squared / 2;
  }

  /** The middle of the group, and the distance to its furthest member. */
  private ball(from: number, to: number): number {
    const { middle, states } = this;
    const group = this.group.subarray(from * states.dimensions, to * states.dimensions);
    const members = to - from;
    const { dimensions } = states;
    middleOf(group, members, middle);
    let furthest = 0;
    for (let j = 0, at = 0; j < members; j++) {
      let squared = 0;
      for (let d = 0; d < dimensions; d++) squared += (group[at++] - middle[d]) ** 2;
      if (squared > furthest) furthest = squared;
    }
    return Math.sqrt(furthest);
  }

  private pack(from: number, to: number): void {
    const { dimensions } = this.states;
    packMembers(this.kernel, this, this.group, dimensions, to - from, (j) => (from + j) * dimensions);
  }

  /** Rows about the states' centre in units of the noise, their widest columns first. */
  private inNoise(rows: Float64Array, count: number, out: Float64Array): Float64Array {
    const { states, columns, centre } = this;
    const { dimensions, deviation } = states;
    for (let i = 0, at = 0; i < count; i++)
      for (let d = 0, row = i * dimensions; d < dimensions; d++)
        out[at++] = (rows[row + columns[d]] - centre[columns[d]]) / deviation;
    return out;
  }
}

/** The mean of rows. */
function middleOf(rows: Float64Array, count: number, out: Float64Array): Float64Array {
  out.fill(0);
  for (let at = 0; at < rows.length; at++) out[at % out.length] += rows[at] / count;
  return out;
}

function widestFirst(rows: Float64Array, centre: Float64Array, dimensions: number): Int32Array {
  const squares = new Float64Array(dimensions);
  for (let at = 0; at < rows.length; at++) squares[at % dimensions] += (rows[at] - centre[at % dimensions]) ** 2;
  return Int32Array.from({ length: dimensions }, (_, d) => d).sort((a, b) => squares[b] - squares[a]);
}
