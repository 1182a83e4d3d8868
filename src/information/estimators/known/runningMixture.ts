import type { Breather } from '../../numerics/breather';
import type { LikelihoodKernel } from '../../numerics/kernels/likelihoodKernel';
import type { Variable } from '../../types/variable';
import { columnMeans, inNoise, isModest, squaredNorms } from './sharedVariance';

/** Multiplications between two looks at the clock: some milliseconds' worth. */
const workAStretch = 1 << 23;

/**
 * For every state h_i = f(x_i) + N(0, s^2 I) the sum of N(h_i; f(x), s^2 I) over histories x that come block by block,
 * kept as the largest exponent and a sum relative to it. What it holds does not grow with their number. Densities are
 * up to a constant common to all.
 */
export class RunningMixture {
  /** Whether further histories are wanted. */
  open = true;
  /** Histories that were summed. */
  histories = 0;
  private readonly rowsAt: number;
  private readonly own: Float64Array;
  private readonly best: Float64Array;
  private readonly sum: Float64Array;
  private readonly centre: Float64Array;
  private readonly scale: number;
  private room: { readonly count: number; readonly means: number; readonly norms: number } | undefined;
  private scratch = 0;
  private out = 0;

  constructor(
    private readonly state: Variable,
    private readonly kernel: LikelihoodKernel,
  ) {
    const { conditional, values, samples, dimensions } = state;
    if (conditional?.variances.length !== 1)
      throw new Error(`"${state.name}" has no conditional density of one variance.`);
    this.centre = columnMeans(conditional.means, samples, dimensions);
    this.scale = 1 / Math.sqrt(conditional.variances[0]);
    const z = inNoise(values, this.centre, this.scale);
    const means = inNoise(conditional.means, this.centre, this.scale);
    this.own = squaredNorms(
      z.map((value, at) => value - means[at]),
      samples,
      dimensions,
    ).map((squared) => -squared / 2);
    this.best = new Float64Array(samples).fill(-Infinity);
    this.sum = new Float64Array(samples);
    // The kernel takes rows two by two.
    this.rowsAt = kernel.allocate((samples + 1) * dimensions * 8);
    kernel
      .doubles(this.rowsAt, (samples + 1) * dimensions)
      .fill(0)
      .set(z);
  }

  /**
   * Takes up further histories.
   * @param means [count, dimensions]
   * @param logWeights of every history; absent: 0
   * @param breather lasts over many blocks, each of which may be short
   * @throws CancelledError
   */
  async add(
    means: ArrayLike<number>,
    count: number,
    logWeights: Float64Array | undefined,
    breather: Breather,
  ): Promise<void> {
    const { samples, dimensions } = this.state;
    const blocks = Math.ceil(count / 8);
    const room = this.pack(means, count, logWeights);
    const stretch = Math.max(2, 2 * Math.floor(workAStretch / (2 * count * dimensions)));
    for (let from = 0; from < samples; from += stretch) {
      const to = Math.min(samples, from + stretch);
      this.kernel.freshRows(this.rowsAt, from, to, dimensions, room.means, room.norms, blocks, this.scratch, this.out);
      const sums = this.kernel.doubles(this.out, 2 * (to - from));
      for (let i = from, at = 0; i < to; i++, at += 2) this.enter(i, sums[at], sums[at + 1]);
      if (breather.due()) await breather.rest();
    }
    this.histories += count;
  }

  close(): void {
    this.open = false;
  }

  /** ln p(h|x) - ln p(h), where p(h) is the mean over the histories, and over h's own: at most ln(M + 1). */
  lower(): Float64Array {
    return this.own.map((own, i) => {
      const top = Math.max(own, this.best[i]);
      const total = Math.exp(own - top) + this.sum[i] * Math.exp(this.best[i] - top);
      return own - top - Math.log(total / (this.histories + 1));
    });
  }

  /** The same without h's own history. */
  upper(): Float64Array {
    return this.exact().map((value) => value + Math.log(this.histories));
  }

  /** The same where the weights of the histories are their probabilities, and none is missing. */
  exact(): Float64Array {
    return this.own.map((own, i) => own - this.best[i] - Math.log(this.sum[i]));
  }

  private enter(i: number, best: number, sum: number): void {
    if (best === -Infinity) return;
    const top = Math.max(best, this.best[i]);
    this.sum[i] = this.sum[i] * Math.exp(this.best[i] - top) + sum * Math.exp(best - top);
    this.best[i] = top;
  }

  /** Puts a block's means where the kernel reads them, centred and in units of the noise, eight side by side. */
  private pack(
    means: ArrayLike<number>,
    count: number,
    logWeights: Float64Array | undefined,
  ): { readonly means: number; readonly norms: number } {
    const { dimensions } = this.state;
    const room = this.roomFor(count);
    const blocks = Math.ceil(count / 8);
    const packed = this.kernel.doubles(room.means, blocks * dimensions * 8);
    const norms = this.kernel.doubles(room.norms, blocks * 8);
    if (count % 8 !== 0) packed.fill(0, (blocks - 1) * dimensions * 8);
    norms.fill(Infinity, count);
    for (let j = 0, at = 0; j < count; j++) {
      const place = (j >>> 3) * dimensions * 8 + (j & 7);
      let squared = 0;
      for (let d = 0; d < dimensions; d++, at++) {
        const value = this.scale * (means[at] - this.centre[d]);
        packed[place + 8 * d] = value;
        squared += value * value;
      }
      norms[j] = squared / 2 - (logWeights ? logWeights[j] : 0);
    }
    return room;
  }

  private roomFor(count: number): { readonly means: number; readonly norms: number } {
    if (this.room && count <= this.room.count) return this.room;
    const blocks = Math.ceil(count / 8);
    const { kernel } = this;
    this.room = {
      count,
      means: kernel.allocate(blocks * this.state.dimensions * 64),
      norms: kernel.allocate(blocks * 64),
    };
    this.scratch = kernel.allocate(blocks * 128);
    this.out = kernel.allocate(this.state.samples * 16);
    return this.room;
  }
}

/**
 * Whether p(h|x) is known with one variance for all columns, and near enough to the centre that inner products can be
 * trusted.
 */
export function canMix({ values, samples, dimensions, conditional }: Variable): boolean {
  if (conditional?.variances.length !== 1 || samples < 2) return false;
  const centre = columnMeans(conditional.means, samples, dimensions);
  const scale = 1 / Math.sqrt(conditional.variances[0]);
  return [values, conditional.means].every((rows) =>
    squaredNorms(inNoise(rows, centre, scale), samples, dimensions).every(isModest),
  );
}
