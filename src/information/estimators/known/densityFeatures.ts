import { centreOf, type Gaussians, type NoisyRows } from './noisyRows';

/**
 * Log densities as inner products, so that one kernel serves all: ln N(z; m, v) = features(z) . features(m, v) -
 * half(m, v) + shift(z), up to a constant common to all. With one variance s^2 for all, z and m are in units of the
 * noise. With others, the features of z are z and its squares, and those of m are m/v and -1/(2v).
 */
export class DensityFeatures {
  /** Columns of the features. */
  readonly width: number;
  private readonly centre: Float64Array;
  private readonly scale: number;
  private readonly shared: boolean;

  constructor(private readonly rows: NoisyRows) {
    const { dimensions, own } = rows;
    this.shared = own.variances.length === 1;
    this.centre = centreOf(own, dimensions);
    this.scale = this.shared ? 1 / Math.sqrt(own.variances[0]) : 1;
    this.width = this.shared ? dimensions : 2 * dimensions;
  }

  /** The features of the samples from `from` to `to`, [to - from, width]. */
  ofValues(from = 0, to = this.rows.count): Float64Array {
    const { dimensions, values } = this.rows;
    const out = new Float64Array((to - from) * this.width);
    for (let i = 0, at = from * dimensions; i < to - from; i++)
      for (let d = 0; d < dimensions; d++, at++) {
        const value = this.scale * (values[at] - this.centre[d]);
        out[i * this.width + d] = value;
        if (!this.shared) out[i * this.width + dimensions + d] = value * value;
      }
    return out;
  }

  /**
   * Writes the features of `count` densities from `first` on eight side by side, [blocks][width][8], and their halves
   * [8 blocks], infinite in the padding.
   */
  pack(
    { count: all, means, variances, logWeights }: Gaussians,
    packed: Float64Array,
    halves: Float64Array,
    first = 0,
    count = all,
  ): void {
    const { dimensions } = this.rows;
    const { width, scale, centre, shared } = this;
    if (count % 8 !== 0) packed.fill(0, (Math.ceil(count / 8) - 1) * width * 8);
    halves.fill(Infinity, count);
    for (let j = 0, at = first * dimensions; j < count; j++) {
      const place = (j >>> 3) * width * 8 + (j & 7);
      let half = 0;
      for (let d = 0; d < dimensions; d++, at++) {
        const mean = scale * (means[at] - centre[d]);
        if (shared) {
          packed[place + 8 * d] = mean;
          half += (mean * mean) / 2;
        } else {
          const precision = 1 / variances[variances.length === 1 ? 0 : at];
          packed[place + 8 * d] = mean * precision;
          packed[place + 8 * (dimensions + d)] = -precision / 2;
          half += (mean * mean * precision - Math.log(precision)) / 2;
        }
      }
      halves[j] = half - (logWeights ? logWeights[first + j] : 0);
    }
  }

  /** The kernel subtracts half the squared norm of a sample's features: this restores the log density. */
  shifts(): Float64Array {
    const { count } = this.rows;
    const shifts = new Float64Array(count);
    if (this.shared) return shifts;
    for (let i = 0; i < count; i++) for (const feature of this.ofValues(i, i + 1)) shifts[i] += feature ** 2 / 2;
    return shifts;
  }

  /**
   * Half the squared distance of every sample to its own mean in units of the noise, less its expectation: a chi square
   * whose mean is known, and with it part of the chance in the samples' contributions.
   */
  control(): Float64Array {
    const {
      count,
      dimensions,
      values,
      own: { means, variances },
    } = this.rows;
    const excess = new Float64Array(count).fill(-dimensions / 2);
    for (let i = 0, at = 0; i < count; i++)
      for (let d = 0; d < dimensions; d++, at++)
        excess[i] += (values[at] - means[at]) ** 2 / variances[this.shared ? 0 : at] / 2;
    return excess;
  }

  /** ln p(z_i | its own input), up to the same constant. */
  own(): Float64Array {
    const {
      count,
      dimensions,
      values,
      own: { means, variances },
    } = this.rows;
    const logs = new Float64Array(count);
    for (let i = 0, at = 0; i < count; i++)
      for (let d = 0; d < dimensions; d++, at++) {
        const variance = variances[this.shared ? 0 : at];
        logs[i] -= (values[at] - means[at]) ** 2 / variance / 2;
        if (!this.shared) logs[i] -= Math.log(variance) / 2;
      }
    return logs;
  }
}
