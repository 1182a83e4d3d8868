import type { Breather } from '../../../numerics/breather';
import { type Halved, halved } from '../../../numerics/halved';
import type { LikelihoodKernel } from '../../../numerics/kernels/likelihoodKernel';
import { packMembers } from '../../../numerics/kernels/packedMembers';
import type { ObservedStates } from '../annealing/chains';
import { gapOf, type StateBounds } from '../annealing/twoSided';

/** Histories drawn from the source, and the means of the states that they lead to. */
export interface DrawnHistories {
  readonly count: number;
  /** [count, length] */
  readonly symbols: Int32Array;
  /** [count, dimensions] */
  readonly means: ArrayLike<number>;
}

/** The states that are asked about, and their histories. */
export interface StatesOfHistories {
  readonly observed: ObservedStates;
  /** [states, length] */
  readonly histories: Int32Array;
  readonly length: number;
  readonly alphabet: number;
  readonly dimensions: number;
  /** f(x) of these histories, [states, dimensions]. */
  readonly means: ArrayLike<number>;
}

/** A likelihood so much smaller than the largest, as a logarithm, changes no sum. */
const negligible = 40;
/** Histories of a group, which lie in a ball; and those of one ending that are cut into groups, about. */
const inGroup = 64;
const ofEnding = 4 * inGroup;

/**
 * Mixtures over histories that end as a state's own history does. Of draws from the source those with the same last
 * symbols are draws given these, so that one pass serves every f: a history that has the last L symbols in common with
 * the state's adds to p(h|x_{f+1:T}) for all f >= T - L. Histories that end alike and lie near each other form a group;
 * a state so far from its ball that no member changes a sum does not look at them (Gray and Moore 2000).
 */
export class SharedSuffixes {
  /** Histories that were taken up. */
  histories = 0;
  private readonly states: number;
  private readonly own: Float64Array;
  /** [states, length + 1] by f: the largest log likelihood, the sum relative to it, and how many. */
  private readonly best: Float64Array;
  private readonly sum: Float64Array;
  private readonly matches: Float64Array;
  /** The largest log likelihood at f or fewer free symbols. */
  private readonly top: Float64Array;
  /** The states, in units of the noise. */
  private readonly z: Float64Array;
  private readonly near: Int32Array;
  private readonly free: Int32Array;
  private readonly rowsAt: number;
  readonly packedAt: number;
  readonly halvesAt: number;
  private readonly scratchAt: number;
  private readonly outAt: number;

  constructor(
    private readonly about: StatesOfHistories,
    private readonly kernel: LikelihoodKernel,
  ) {
    const { observed, histories, length, dimensions, means } = about;
    const states = histories.length / length;
    this.states = states;
    const size = states * (length + 1);
    this.best = new Float64Array(size).fill(-Infinity);
    this.top = new Float64Array(size).fill(-Infinity);
    this.sum = new Float64Array(size);
    this.matches = new Float64Array(size);
    this.z = this.inNoise(observed.values, states);
    this.near = new Int32Array(states);
    this.free = new Int32Array(inGroup);
    const own = this.inNoise(means, states);
    this.own = Float64Array.from({ length: states }, (_, i) => -halfSquare(this.z, i, own, i, dimensions));
    const blocks = inGroup / 8;
    this.rowsAt = kernel.allocate((states + 1) * dimensions * 8);
    this.packedAt = kernel.allocate(blocks * dimensions * 64);
    this.halvesAt = kernel.allocate(blocks * 64);
    this.scratchAt = kernel.allocate(blocks * 128);
    this.outAt = kernel.allocate(Math.max(states * 16, blocks * 128));
  }

  async add({ count, symbols, means }: DrawnHistories, breather: Breather): Promise<void> {
    const { length, alphabet, dimensions } = this.about;
    const rows = this.inNoise(means, count);
    const ends = endingsOf(symbols, count, length, alphabet);
    const { order, starts } = halved(rows, dimensions, inGroup, ends.order, ends.starts);
    const middle = new Float64Array(dimensions);
    for (let g = 1; g < starts.length; g++) {
      const members = order.subarray(starts[g - 1], starts[g]);
      this.addGroup(rows, symbols, members, ends.steps, middle);
      if (breather.due()) await breather.rest();
    }
    this.histories += count;
  }

  /** Bounds on ln p(h|x) - ln p(h|x_{f+1:T}) of every state; undefined where a state has met no such history. */
  bounds(free: number): StateBounds | undefined {
    const { length } = this.about;
    const lower = new Float64Array(this.states);
    const upper = new Float64Array(this.states);
    for (let i = 0; i < this.states; i++) {
      const first = i * (length + 1);
      const top = this.top[first + free];
      let sum = 0;
      let matches = 0;
      for (let at = first; at <= first + free; at++) {
        if (this.sum[at] > 0) sum += this.sum[at] * Math.exp(this.best[at] - top);
        matches += this.matches[at];
      }
      if (matches === 0) return undefined;
      const own = this.own[i];
      upper[i] = own - top - Math.log(sum / matches);
      const higher = Math.max(top, own);
      lower[i] = own - higher - Math.log((sum * Math.exp(top - higher) + Math.exp(own - higher)) / (matches + 1));
    }
    return { lower, upper };
  }

  /** The mean distance of the bounds, nats; infinite where a state has met no such history. */
  gap(free: number): number {
    const bounds = this.bounds(free);
    return bounds ? gapOf(bounds) : Infinity;
  }

  /** @param ending steps that all members have in common at their end */
  private addGroup(
    rows: Float64Array,
    symbols: Int32Array,
    members: Int32Array,
    ending: number,
    middle: Float64Array,
  ): void {
    const { near, free, z } = this;
    const { histories, length, dimensions } = this.about;
    const radius = ballOf(rows, dimensions, members, middle);
    const first = members[0] * length;
    let isPacked = false;
    let found = 0;
    for (let i = 0, own = 0, line = 0; i < this.states; i++, own += length, line += length + 1) {
      const nearest = Math.max(0, Math.sqrt(2 * halfSquare(z, i, middle, 0, dimensions)) - radius);
      const least = -(nearest ** 2) / 2 + negligible;
      const differs = lastDifference(symbols, first, histories, own, length - ending, length);
      if (differs >= 0) {
        this.matches[line + differs + 1] += members.length;
        if (least > this.top[line + differs + 1]) near[found++] = i;
        continue;
      }
      let isNear = false;
      for (let j = 0; j < members.length; j++) {
        free[j] = lastDifference(symbols, members[j] * length, histories, own, 0, length - ending) + 1;
        this.matches[line + free[j]]++;
        isNear ||= least > this.top[line + free[j]];
      }
      if (!isNear) continue;
      if (!isPacked) this.pack(rows, members);
      isPacked = true;
      this.enterEach(i, members.length);
    }
    if (found === 0) return;
    if (!isPacked) this.pack(rows, members);
    this.enterSums(
      found,
      members.length,
      (i) => i * (length + 1) + lastDifference(symbols, first, histories, i * length, length - ending, length) + 1,
    );
  }

  /** Members that have more or fewer symbols in common with the state's history, `free` one by one. */
  private enterEach(i: number, members: number): void {
    const { kernel, free, z } = this;
    const { dimensions, length } = this.about;
    const blocks = Math.ceil(members / 8);
    kernel.doubles(this.rowsAt, dimensions).set(z.subarray(i * dimensions, (i + 1) * dimensions));
    kernel.exponentRows(this.rowsAt, 0, 1, dimensions, this.packedAt, this.halvesAt, blocks, this.outAt);
    const logs = kernel.doubles(this.outAt, members);
    for (let j = 0; j < members; j++) this.enter(i, i * (length + 1) + free[j], logs[j], 1);
  }

  /** The sums of whole groups for the states that are near. @param placeOf the place of a state's sum */
  private enterSums(found: number, members: number, placeOf: (state: number) => number): void {
    const { kernel, near, z } = this;
    const { dimensions } = this.about;
    const rows = kernel.doubles(this.rowsAt, found * dimensions);
    for (let k = 0, at = 0; k < found; k++)
      for (let d = 0, from = near[k] * dimensions; d < dimensions; d++) rows[at++] = z[from++];
    const blocks = Math.ceil(members / 8);
    const { rowsAt, packedAt, halvesAt, scratchAt, outAt } = this;
    kernel.freshRows(rowsAt, 0, found, dimensions, packedAt, halvesAt, blocks, scratchAt, outAt);
    const out = kernel.doubles(outAt, 2 * found);
    for (let k = 0; k < found; k++) this.enter(near[k], placeOf(near[k]), out[2 * k], out[2 * k + 1]);
  }

  /** Adds `sum` times e^log. */
  private enter(i: number, at: number, log: number, sum: number): void {
    const { best, top } = this;
    if (log <= top[at] - negligible) return;
    if (log <= best[at]) {
      this.sum[at] += sum * Math.exp(log - best[at]);
      return;
    }
    this.sum[at] = this.sum[at] * Math.exp(best[at] - log) + sum;
    best[at] = log;
    const end = (i + 1) * (this.about.length + 1);
    for (let later = at; later < end && top[later] < log; later++) top[later] = log;
  }

  private pack(rows: Float64Array, members: Int32Array): void {
    const { dimensions } = this.about;
    packMembers(this.kernel, this, rows, dimensions, members.length, (j) => members[j] * dimensions);
  }

  /** Rows about the first state's mean in units of the noise: the kernel takes differences of squares. */
  private inNoise(rows: ArrayLike<number>, count: number): Float64Array {
    const { observed, dimensions, means } = this.about;
    const out = new Float64Array(count * dimensions);
    for (let i = 0, at = 0; i < count; i++)
      for (let d = 0; d < dimensions; d++, at++) out[at] = (rows[at] - means[d]) / observed.deviation;
    return out;
  }
}

/** Histories in the order of their last symbols, as many as leave enough histories to each ending. */
function endingsOf(
  symbols: Int32Array,
  count: number,
  length: number,
  alphabet: number,
): Halved & { readonly steps: number } {
  let [steps, endings] = [0, 1];
  for (; steps < length && endings * alphabet * ofEnding <= count; steps++) endings *= alphabet;
  const code = Int32Array.from({ length: count }, (_, m) => {
    let place = 0;
    for (let at = (m + 1) * length - 1; at >= (m + 1) * length - steps; at--) place = place * alphabet + symbols[at];
    return place;
  });
  const starts = new Int32Array(endings + 1);
  for (const place of code) starts[place + 1]++;
  for (let place = 0; place < endings; place++) starts[place + 1] += starts[place];
  const next = starts.slice();
  const order = new Int32Array(count);
  for (let m = 0; m < count; m++) order[next[code[m]]++] = m;
  return { order, starts, steps };
}

/** The last step from `first` on, but before `end`, at which two histories differ; -1 where there is none. */
function lastDifference(
  a: Int32Array,
  fromA: number,
  b: Int32Array,
  fromB: number,
  first: number,
  end: number,
): number {
  let t = end - 1;
  while (t >= first && a[fromA + t] === b[fromB + t]) t--;
  return t >= first ? t : -1;
}

/** Writes the middle of some rows, and returns the distance to the furthest. */
function ballOf(rows: Float64Array, dimensions: number, members: Int32Array, middle: Float64Array): number {
  middle.fill(0);
  for (const member of members)
    for (let d = 0, at = member * dimensions; d < dimensions; d++, at++) middle[d] += rows[at] / members.length;
  let furthest = 0;
  for (const member of members) furthest = Math.max(furthest, halfSquare(rows, member, middle, 0, dimensions));
  return Math.sqrt(2 * furthest);
}

/** Half the squared distance of two rows. */
function halfSquare(a: Float64Array, rowA: number, b: Float64Array, rowB: number, dimensions: number): number {
  let squared = 0;
  for (let d = 0, atA = rowA * dimensions, atB = rowB * dimensions; d < dimensions; d++, atA++, atB++)
    squared += (a[atA] - b[atB]) ** 2;
  return squared / 2;
}
