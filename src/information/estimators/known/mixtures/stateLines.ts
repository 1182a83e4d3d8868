import type { LikelihoodKernel } from '../../../numerics/kernels/likelihoodKernel';
import { DensityFeatures } from '../densityFeatures';
import type { NoisyRows } from '../noisyRows';

/** The log densities of one state at all inputs, for some samples at a time: a line of [8 blocks] float64 for each. */
export class StateLines {
  /** Where the lines are. */
  readonly at: number;
  /** Where their powers, relative to the largest of each line, are: lines of [8 blocks] float32. */
  readonly powers: number;
  /** Added to a line of each sample, this gives log densities. */
  readonly shifts: Float64Array;
  /** ln p(h|x) of every sample's own input. */
  readonly own: Float64Array;
  readonly control: Float64Array;
  /** Columns of the features whose inner products are the densities. */
  readonly width: number;
  private readonly features: DensityFeatures;
  private readonly blocks: number;
  private readonly values: number;
  private readonly means: number;
  private readonly halves: number;
  private readonly isOwn: boolean;

  /** @param atOnce how many samples' lines are held, an even number */
  constructor(
    private readonly kernel: LikelihoodKernel,
    rows: NoisyRows,
    atOnce: number,
  ) {
    const inputs = rows.histories ?? rows.own;
    this.isOwn = rows.histories === undefined;
    this.blocks = Math.ceil(inputs.count / 8);
    const features = new DensityFeatures(rows);
    this.features = features;
    this.width = features.width;
    this.shifts = features.shifts();
    this.own = features.own();
    this.control = features.control();
    this.values = kernel.allocate(atOnce * this.width * 8);
    this.means = kernel.allocate(this.blocks * this.width * 64);
    this.halves = kernel.allocate(this.blocks * 64);
    this.at = kernel.allocate(atOnce * this.blocks * 64);
    this.powers = kernel.allocate(atOnce * this.blocks * 32);
    const packed = kernel.doubles(this.means, this.blocks * this.width * 8);
    features.pack(inputs, packed, kernel.doubles(this.halves, this.blocks * 8));
  }

  /** Makes the lines of some samples; a sample whose own input is among the others is not at its own. */
  fill(from: number, to: number): void {
    const { kernel, blocks } = this;
    // The kernel takes samples two by two, of which the last may be an old one.
    kernel.doubles(this.values, (to - from) * this.width).set(this.features.ofValues(from, to));
    kernel.exponentRows(this.values, 0, to - from, this.width, this.means, this.halves, blocks, this.at);
    if (!this.isOwn) return;
    const lines = kernel.doubles(this.at, (to - from) * blocks * 8);
    for (let i = from; i < to; i++) lines[(i - from) * blocks * 8 + i] = -Infinity;
  }
}
