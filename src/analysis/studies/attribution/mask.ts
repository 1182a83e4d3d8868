import type { Random } from '../../../base/random';
import type { Sequences } from '../../../data/dataset';
import type { PlaceMoments } from './moments';

/** What shares one amount of noise: a step, or one value of a step. */
export type NoiseBy = 'steps' | 'values';

/** Some sequences, and how much of each of their values is let through. */
export class Mask {
  /** Amounts of noise of a sequence. */
  readonly width: number;
  /** Places in a sequence that share one amount. */
  private readonly shared: number;

  constructor(
    readonly inputs: Sequences,
    readonly moments: PlaceMoments,
    by: NoiseBy,
  ) {
    this.shared = by === 'steps' ? inputs.features : 1;
    this.width = (inputs.length * inputs.features) / this.shared;
  }

  /** The number of the amount of noise of a value [samples, steps, columns]. */
  partOf(place: number): number {
    return Math.floor(place / this.shared);
  }

  /**
   * Whether anything of a value is let through: it is real, and not the same in all training sequences. Without a
   * deviation there is no noise, and any other value than the mean would be let through without end.
   */
  isOpen(place: number): boolean {
    return this.isReal(place) && this.deviation(place) > 0;
  }

  /** Whether a value is no padding. */
  private isReal(place: number): boolean {
    const { length, features, lengths } = this.inputs;
    const cells = length * features;
    return place % cells < (lengths?.[Math.floor(place / cells)] ?? length) * features;
  }

  /** The value in standard deviations from its mean. */
  standardized(place: number): number {
    const cell = place % (this.inputs.length * this.inputs.features);
    return (this.inputs.values[place] - this.moments.means[cell]) / this.moments.deviations[cell];
  }

  deviation(place: number): number {
    return this.moments.deviations[place % (this.inputs.length * this.inputs.features)];
  }

  /** Standard normal noise for `copies` of every sequence, copy by copy. */
  noise(copies: number, random: Random): Float32Array {
    return Float32Array.from({ length: copies * this.inputs.values.length }, () => random.normal());
  }

  /**
   * z = share r + (1 - share) e, with e of the mean and the variance of the place (Schulz et al. 2020, equation 4).
   * @param shares of each amount of noise
   */
  noisy(shares: Float64Array, noise: Float32Array): Sequences {
    const { inputs, moments } = this;
    const [count, cells] = [inputs.values.length, inputs.length * inputs.features];
    const values = new Float32Array(noise.length);
    for (let i = 0; i < noise.length; i++) {
      const place = i % count;
      const share = this.isOpen(place) ? shares[this.partOf(place)] : 0;
      const cell = place % cells;
      values[i] = this.isReal(place)
        ? share * inputs.values[place] + (1 - share) * (moments.means[cell] + moments.deviations[cell] * noise[i])
        : 0;
    }
    return withCopies(inputs, values);
  }

  /**
   * KL(p(z|r) || q(z)) of each value, nats, with q of the mean and the variance of r (Schulz et al. 2020, equation 6
   * and appendix D): ln 1/(1-s) + ((1-s)^2 + s^2 m^2 - 1) / 2 for the value m standard deviations from its mean.
   */
  divergence(shares: Float64Array): Float64Array {
    return Float64Array.from(this.inputs.values, (_, place) => {
      if (!this.isOpen(place)) return 0;
      const share = shares[this.partOf(place)];
      return -Math.log1p(-share) + ((1 - share) ** 2 + (share * this.standardized(place)) ** 2 - 1) / 2;
    });
  }

  /** Adds beta times the slope of the divergence in each share: share m^2 - (1 - share) + 1 / (1 - share). */
  addSlopes(shares: Float64Array, beta: number, slopes: Float64Array): void {
    for (let place = 0; place < this.inputs.values.length; place++) {
      if (!this.isOpen(place)) continue;
      const part = this.partOf(place);
      const share = shares[part];
      slopes[part] += beta * (share * this.standardized(place) ** 2 - (1 - share) + 1 / (1 - share));
    }
  }
}

/** Copies of sequences with other values. */
export function withCopies({ samples, length, features, lengths }: Sequences, values: Float32Array): Sequences {
  const count = values.length / (length * features);
  return {
    ...{ values, samples: count, length, features },
    ...(lengths && { lengths: Int32Array.from({ length: count }, (_, i) => lengths[i % samples]) }),
  };
}
