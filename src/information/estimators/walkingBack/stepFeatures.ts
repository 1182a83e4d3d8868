import type { Random } from '../../../base/random';

/** Random curves beside the columns themselves, at most. */
const mostCurves = 48;

/**
 * What a linear map reads of a state: 1, its standardised columns, and tanh of random combinations of these (Rahimi and
 * Recht 2008), which let the map bend.
 */
export class StepFeatures {
  readonly width: number;
  /** Of the features before the curves. */
  readonly straight: number;
  private readonly means: Float64Array;
  private readonly scales: Float64Array;
  private readonly weights: Float64Array;
  private readonly offsets: Float64Array;

  /** @param states row-major [count, units], whose columns are standardised */
  constructor(
    states: Float64Array,
    private readonly units: number,
    random: Random,
  ) {
    const count = states.length / units;
    const curves = Math.min(mostCurves, 8 * units);
    this.means = new Float64Array(units);
    this.scales = new Float64Array(units);
    for (let k = 0; k < states.length; k++) this.means[k % units] += states[k] / count;
    for (let k = 0; k < states.length; k++) this.scales[k % units] += (states[k] - this.means[k % units]) ** 2 / count;
    this.scales = this.scales.map((variance) => (variance > 0 ? 1 / Math.sqrt(variance) : 0));
    this.weights = Float64Array.from({ length: curves * units }, () => random.normal() / Math.sqrt(units));
    this.offsets = Float64Array.from({ length: curves }, () => random.normal());
    this.straight = 1 + units;
    this.width = this.straight + curves;
  }

  /** Features [rows, width] of the states of some rows. */
  of(states: Float64Array, rows: ArrayLike<number>): Float64Array {
    const { units, width, straight, means, scales, weights, offsets } = this;
    const out = new Float64Array(rows.length * width);
    for (let i = 0, at = 0; i < rows.length; i++, at += width) {
      out[at] = 1;
      for (let j = 0, from = rows[i] * units; j < units; j++)
        out[at + 1 + j] = (states[from + j] - means[j]) * scales[j];
      for (let c = 0, from = 0; c < offsets.length; c++) {
        let sum = offsets[c];
        for (let j = 0; j < units; j++) sum += weights[from++] * out[at + 1 + j];
        out[at + straight + c] = Math.tanh(sum);
      }
    }
    return out;
  }
}
