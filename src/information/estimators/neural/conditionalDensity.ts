import type { Breather } from '../../numerics/breather';
import type { Random } from '../../../base/random';
import { padded, type CriticKernel } from '../../numerics/kernels/criticKernel';
import { DenseNetwork } from './denseNetwork';
import type { NetworkInput } from './inputs';
import type { Trainee } from './training';

/** q(y | x): a network gives the mean and the log variance of every column of y (Cheng et al. 2020, section 4.1). */
export class ConditionalDensity implements Trainee {
  private readonly network: DenseNetwork;

  constructor(
    private readonly kernel: CriticKernel,
    private readonly x: NetworkInput,
    private readonly y: NetworkInput,
    hidden: readonly number[],
    private readonly batch: number,
    private readonly learningRate: number,
    random: Random,
  ) {
    this.network = new DenseNetwork(kernel, [x.width, ...hidden, 2 * y.width], padded(batch), random.fork('q'));
  }

  trainOn(rows: Int32Array): void {
    this.forward(rows);
    const {
      kernel: { floats },
      network: { output, outputGradient: out },
      y,
    } = this;
    for (let i = 0; i < rows.length; i++) {
      for (let j = 0; j < y.width; j++) {
        const [mean, logVariance] = this.at(i, j);
        const off = y.values[rows[i] * y.width + j] - mean;
        const precision = Math.exp(-logVariance);
        const at = (out.pointer + i * output.row) / 4;
        floats[at + j] = (-off * precision) / rows.length;
        floats[at + y.width + j] = (0.5 - 0.5 * off * off * precision) / rows.length;
      }
    }
    this.network.backward(rows.length);
    this.network.step(this.learningRate);
  }

  /** The mean log density, without its constant. */
  async objective(rows: Int32Array, breather: Breather): Promise<number> {
    if (breather.due()) await breather.rest();
    let sum = 0;
    this.each(rows, (row, j, mean, logVariance) => {
      const off = this.y.values[row * this.y.width + j] - mean;
      sum -= (logVariance + off * off * Math.exp(-logVariance)) / 2;
    });
    return sum / rows.length;
  }

  /**
   * CLUB: ln q(y | x) of every sample minus its mean over all y of the rows, in nats (Cheng et al. 2020, eq. 5). The
   * mean log density of a Gaussian over all y needs only their first two moments.
   */
  contributions(rows: Int32Array): Float64Array {
    const { y } = this;
    const first = new Float64Array(y.width);
    const second = new Float64Array(y.width);
    for (const row of rows) {
      for (let j = 0; j < y.width; j++) {
        const value = y.values[row * y.width + j];
        first[j] += value / rows.length;
        second[j] += (value * value) / rows.length;
      }
    }
    const sums = new Map<number, number>();
    this.each(rows, (row, j, mean, logVariance) => {
      const off = y.values[row * y.width + j] - mean;
      const everywhere = second[j] - 2 * mean * first[j] + mean * mean;
      sums.set(row, (sums.get(row) ?? 0) + ((everywhere - off * off) * Math.exp(-logVariance)) / 2);
    });
    return Float64Array.from(rows, (row) => sums.get(row) ?? 0);
  }

  save(): Float32Array[] {
    return [this.network.parameters()];
  }

  restore([parameters]: readonly Float32Array[]): void {
    this.network.restore(parameters);
  }

  private each(
    rows: Int32Array,
    visit: (row: number, column: number, mean: number, logVariance: number) => void,
  ): void {
    for (let start = 0; start < rows.length; start += this.batch) {
      const part = rows.subarray(start, start + this.batch);
      this.forward(part);
      for (let i = 0; i < part.length; i++) for (let j = 0; j < this.y.width; j++) visit(part[i], j, ...this.at(i, j));
    }
  }

  private forward(rows: Int32Array): void {
    const {
      kernel: { floats },
      network: { input },
      x,
    } = this;
    for (let i = 0; i < rows.length; i++) {
      for (let j = 0; j < x.width; j++)
        floats[(input.pointer + i * input.row) / 4 + j] = x.values[rows[i] * x.width + j];
    }
    this.network.forward(rows.length);
  }

  /** Mean and log variance; the variance is clipped to e^-10 ... e^5 times that of a standardised column. */
  private at(i: number, j: number): [number, number] {
    const { output } = this.network;
    return [this.kernel.at(output, i, j), Math.max(-10, Math.min(5, this.kernel.at(output, i, this.y.width + j)))];
  }
}
