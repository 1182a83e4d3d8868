import type { Breather } from '../../numerics/breather';
import type { LikelihoodKernel } from '../../numerics/kernels/likelihoodKernel';
import { DensityFeatures } from './densityFeatures';
import { MixtureSums } from './mixtures/mixtureSums';
import type { Gaussians, NoisyRows } from './noisyRows';

/** Multiplications between two looks at the clock: some milliseconds' worth. */
const workAStretch = 1 << 23;
/** Numbers of the histories that the kernel compares with all states in turn: 256 kB, which stay in a core's cache. */
const packedAtOnce = 1 << 15;

/**
 * For every state h_i = f(x_i) + noise the sum of p(h_i|x) over histories x that come block by block. What it holds
 * does not grow with their number.
 */
export class RunningMixture {
  /** Histories that were summed. */
  histories = 0;
  /** The total of their weights. */
  private weight = 0;
  private readonly features: DensityFeatures;
  private readonly rowsAt: number;
  private readonly shifts: Float64Array;
  private readonly sums: MixtureSums;
  private room: { readonly count: number; readonly means: number; readonly norms: number } | undefined;
  private scratch = 0;
  private out = 0;

  constructor(
    readonly rows: NoisyRows,
    private readonly kernel: LikelihoodKernel,
  ) {
    this.features = new DensityFeatures(rows);
    const { count } = rows;
    const { width } = this.features;
    const values = this.features.ofValues();
    this.shifts = this.features.shifts();
    this.sums = new MixtureSums(this.features.own());
    // The kernel takes rows two by two.
    this.rowsAt = kernel.allocate((count + 1) * width * 8);
    kernel
      .doubles(this.rowsAt, (count + 1) * width)
      .fill(0)
      .set(values);
  }

  /**
   * Takes up further histories.
   * @param breather lasts over many blocks, each of which may be short
   * @throws CancelledError
   */
  async add(densities: Gaussians, breather: Breather): Promise<void> {
    if (densities.count === 0) return;
    const { width } = this.features;
    const atOnce = 8 * Math.max(1, Math.floor(packedAtOnce / width / 8));
    for (let first = 0; first < densities.count; first += atOnce) {
      const count = Math.min(atOnce, densities.count - first);
      const { means, norms } = this.pack(densities, first, count);
      const blocks = Math.ceil(count / 8);
      await this.rowByRow(count, breather, (from, to) => {
        this.kernel.freshRows(this.rowsAt, from, to, width, means, norms, blocks, this.scratch, this.out);
        const sums = this.kernel.doubles(this.out, 2 * (to - from));
        for (let i = from, at = 0; i < to; i++, at += 2) this.enter(i, sums[at], sums[at + 1]);
      });
    }
    this.histories += densities.count;
    this.weight += densities.logWeights?.reduce((sum, log) => sum + Math.exp(log), 0) ?? densities.count;
  }

  /** Takes the other samples for histories. @throws CancelledError */
  async addOthers(breather: Breather): Promise<void> {
    const { width } = this.features;
    const { own, count } = this.rows;
    const { means, norms } = this.pack(own);
    const blocks = Math.ceil(count / 8);
    await this.rowByRow(count, breather, (from, to) => {
      this.kernel.mixtureRows(this.rowsAt, from, to, width, means, norms, blocks, this.scratch, this.out);
      const sums = this.kernel.doubles(this.out, 3 * (to - from));
      for (let i = from, at = 0; i < to; i++, at += 3) this.enter(i, sums[at + 1], sums[at + 2]);
    });
    this.histories += count - 1;
    this.weight += count - 1;
  }

  /** A contribution of mean 0 of every sample. */
  control(): Float64Array {
    return this.features.control();
  }

  /** ln p(h|x) - ln p(h), where p(h) is the mean over the histories, and over h's own: at most ln(M + 1). */
  lower(): Float64Array {
    return Float64Array.from({ length: this.rows.count }, (_, i) => this.sums.withOwn(i, this.histories));
  }

  /**
   * The same without h's own history: weighted histories are all that there are, and the result is exact. Infinite
   * where there is no history.
   */
  upper(): Float64Array {
    return Float64Array.from({ length: this.rows.count }, (_, i) => this.sums.withoutOwn(i, this.weight));
  }

  private enter(i: number, best: number, sum: number): void {
    this.sums.enter(i, best + this.shifts[i], sum);
  }

  private async rowByRow(
    histories: number,
    breather: Breather,
    work: (from: number, to: number) => void,
  ): Promise<void> {
    const stretch = Math.max(2, 2 * Math.floor(workAStretch / (2 * histories * this.features.width)));
    for (let from = 0; from < this.rows.count; from += stretch) {
      work(from, Math.min(this.rows.count, from + stretch));
      if (breather.due()) await breather.rest();
    }
  }

  /** Puts some of the densities where the kernel reads them. */
  private pack(
    densities: Gaussians,
    first = 0,
    count = densities.count,
  ): { readonly means: number; readonly norms: number } {
    const room = this.roomFor(count);
    const blocks = Math.ceil(count / 8);
    const packed = this.kernel.doubles(room.means, blocks * this.features.width * 8);
    this.features.pack(densities, packed, this.kernel.doubles(room.norms, blocks * 8), first, count);
    return room;
  }

  private roomFor(count: number): { readonly means: number; readonly norms: number } {
    if (this.room && count <= this.room.count) return this.room;
    const blocks = Math.ceil(count / 8);
    const { kernel } = this;
    this.room = {
      count,
      means: kernel.allocate(blocks * this.features.width * 64),
      norms: kernel.allocate(blocks * 64),
    };
    this.scratch = kernel.allocate(blocks * 128);
    this.out = kernel.allocate(this.rows.count * 24);
    return this.room;
  }
}
