import type { States } from './inverseSteps';

/** More clusters than this are no clusters. */
const mostClusters = 128;
/** Rows in which centres are looked for. */
const looked = 4096;
/** The part of all rows that has to be near a centre. */
const covered = 0.97;

/** States that are one of few, up to a radius that noise hides. */
export class StateClusters {
  private constructor(
    /** Row-major [count, units]. */
    private readonly centres: Float64Array,
    readonly count: number,
    private readonly units: number,
    private readonly shares: Float64Array,
  ) {}

  /**
   * @param states row-major [rows, units], without noise
   * @param variance of the noise that will be on them; 0: centres are equal rows
   * @returns undefined where states are spread
   */
  static find(states: States, units: number, variance: number): StateClusters | undefined {
    const rows = states.length / units;
    const radius = variance * units;
    const centres = new Float64Array(mostClusters * units);
    let count = 0;
    for (let i = 0; i < rows; i += Math.max(1, Math.floor(rows / looked))) {
      if (nearest(states, i * units, centres, count, units).distance <= radius) continue;
      if (count === mostClusters) return undefined;
      centres.set(states.subarray(i * units, (i + 1) * units), count++ * units);
    }
    const shares = new Float64Array(count);
    let near = 0;
    for (let i = 0; i < rows; i++) {
      const { place, distance } = nearest(states, i * units, centres, count, units);
      shares[place]++;
      if (distance <= radius) near++;
    }
    if (near < covered * rows) return undefined;
    return new StateClusters(
      centres,
      count,
      units,
      shares.map((some) => some / rows),
    );
  }

  /** The nearest centre of every row. */
  places(states: States): Int32Array {
    const { centres, count, units } = this;
    return Int32Array.from(
      { length: states.length / units },
      (_, i) => nearest(states, i * units, centres, count, units).place,
    );
  }

  /** The probability [rows, count] of every centre, given states with noise of a variance. */
  beliefs(states: Float64Array, variance: number): Float64Array {
    const { centres, count, units, shares } = this;
    const rows = states.length / units;
    const out = new Float64Array(rows * count);
    if (variance === 0) {
      this.places(states).forEach((place, i) => (out[i * count + place] = 1));
      return out;
    }
    for (let i = 0; i < rows; i++) {
      const own = out.subarray(i * count, (i + 1) * count);
      for (let k = 0; k < count; k++)
        own[k] = Math.log(shares[k]) - squaredDistance(states, i * units, centres, k * units, units) / (2 * variance);
      const top = Math.max(...own);
      let sum = 0;
      for (let k = 0; k < count; k++) sum += own[k] = Math.exp(own[k] - top);
      for (let k = 0; k < count; k++) own[k] /= sum;
    }
    return out;
  }
}

function nearest(
  states: States,
  from: number,
  centres: Float64Array,
  count: number,
  units: number,
): { place: number; distance: number } {
  let place = 0;
  let distance = Infinity;
  for (let k = 0; k < count; k++) {
    const own = squaredDistance(states, from, centres, k * units, units);
    if (own < distance) [place, distance] = [k, own];
  }
  return { place, distance };
}

function squaredDistance(a: States, from: number, b: Float64Array, to: number, units: number): number {
  let sum = 0;
  for (let j = 0; j < units; j++) sum += (a[from + j] - b[to + j]) ** 2;
  return sum;
}
