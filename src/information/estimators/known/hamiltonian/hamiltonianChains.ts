import type { Random } from '../../../../base/random';
import type { Tilt, Tilted } from './tilt';

/** Steps along a path before it is accepted or not. */
export const leaps = 4;
/** A path's step is drawn around its size, so that no path closes. */
const jitter = 0.3;

/** Points that move under N(y; 0, I) exp(b tilt(y)), many at once, each for the state that owns it. */
export class HamiltonianChains {
  private now: Tilted = { logs: new Float64Array(0), slope: new Float64Array(0) };

  constructor(
    private readonly tilt: Tilt,
    private readonly owners: Int32Array,
    private readonly points: Float64Array,
  ) {}

  /** The tilt at every point, nats. */
  get logs(): Float64Array {
    return this.now.logs;
  }

  async start(): Promise<void> {
    this.now = await this.tilt.at(this.points, this.owners);
  }

  /**
   * One path for every point at inverse temperature `beta` (Duane et al. 1987; Neal 2011, section 5.2), with new
   * momenta: a kernel that is its own reverse.
   * @returns the mean probability of acceptance
   */
  async move(beta: number, size: number, random: Random): Promise<number> {
    const { tilt, owners, points } = this;
    const { width } = tilt;
    const count = owners.length;
    const step = Float64Array.from({ length: count }, () => size * (1 + jitter * (2 * random.uniform() - 1)));
    const momentum = Float64Array.from({ length: points.length }, () => random.normal());
    const before = energies(points, this.now.logs, momentum, beta, width);
    const moved = points.slice();
    let there = this.now;
    const kick = (part: number): void => {
      const force = there.slope.map((slope, k) => beta * slope - moved[k]);
      for (let i = 0, from = 0; i < count; i++, from += width) {
        tilt.shrink(beta, force, from);
        for (let d = from; d < from + width; d++) momentum[d] += part * step[i] * force[d];
      }
    };
    kick(0.5);
    for (let leap = 1; leap <= leaps; leap++) {
      const drift = momentum.slice();
      for (let i = 0, from = 0; i < count; i++, from += width) {
        tilt.shrink(beta, drift, from);
        for (let d = from; d < from + width; d++) moved[d] += step[i] * drift[d];
      }
      there = await tilt.at(moved, owners);
      kick(leap < leaps ? 1 : 0.5);
    }
    const after = energies(moved, there.logs, momentum, beta, width);
    let accepted = 0;
    for (let i = 0, from = 0; i < count; i++, from += width) {
      const chance = Math.min(1, Math.exp(before[i] - after[i]));
      if (Number.isFinite(chance)) accepted += chance / count;
      // A draw for every point, so that the stream does not depend on what is accepted.
      if (!(random.uniform() < chance)) continue;
      points.set(moved.subarray(from, from + width), from);
      this.now.slope.set(there.slope.subarray(from, from + width), from);
      this.now.logs[i] = there.logs[i];
    }
    return accepted;
  }
}

/** -ln of the density of points and momenta, up to a constant. */
const energies = (
  points: Float64Array,
  logs: Float64Array,
  momentum: Float64Array,
  beta: number,
  width: number,
): Float64Array =>
  logs.map((log, i) => {
    let sum = 0;
    for (let d = i * width; d < (i + 1) * width; d++) sum += points[d] ** 2 + momentum[d] ** 2;
    return sum / 2 - beta * log;
  });
