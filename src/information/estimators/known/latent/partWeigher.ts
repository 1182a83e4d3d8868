import type { Random } from '../../../../base/random';
import { meanAndVariance } from '../../../types/measurement';
import type { Breather } from '../../../numerics/breather';
import { bothSides, type LogSides } from '../trajectories/bothSides';
import { type Between, between } from '../weighedStates';
import { type Control, controlledLimits } from './controlledMean';
import { type DrawnLayers, drawnLayers, type LatentLayers, normals } from './latentLayers';
import { logLikelihoods } from './latentNetwork';
import { along, type LatentPart, setPart } from './latentPart';
import { quadraticControl } from './quadraticControl';

export interface PartInformation extends Between {
  readonly states: number;
  /** Runs that share the part, for each state. */
  readonly runs: number;
}

/** Numbers of latents that are run at once, at most; those of one state at least. */
const atOnce = 2 ** 19;

/** What was weighed of one part and one layer: ln p(h|part) of every state by the runs that it got. */
interface Given {
  readonly logs: Float64Array[];
  readonly sides: LogSides[];
}

/**
 * Weighs states by runs that share a part with them, and keeps what is known of each: ln p(h|part) and ln p(h) from
 * both sides.
 */
export class PartWeigher {
  private states = 0;
  private runs: readonly number[] = [];
  /** ln p(h|u) of the latents that made every state, and ln p(h), for each layer. */
  private readonly own: number[][];
  private readonly marginal: LogSides[][];
  private readonly given: Given[][];
  private made: DrawnLayers = { points: new Float64Array(0), means: [], values: [] };

  constructor(
    private readonly network: LatentLayers,
    private readonly parts: readonly LatentPart[],
    private readonly shared: DrawnLayers,
    private readonly random: Random,
    private readonly breather: Breather,
  ) {
    this.own = network.layers.map(() => []);
    this.marginal = network.layers.map(() => []);
    this.given = parts.map(() => network.layers.map(() => ({ logs: [], sides: [] })));
  }

  /**
   * @param runs of every part for each state
   * @param keepsLogs whether `runsFor` and `widthOf` will be asked
   */
  async weigh(states: number, runs: readonly number[], keepsLogs = false): Promise<void> {
    const { network, parts, random } = this;
    const { latents, layers } = network;
    this.states = states;
    this.runs = runs;
    this.made = await drawnLayers(network, states, random);
    const { points, means, values } = this.made;
    for (const [l, { dimensions }] of layers.entries())
      for (let i = 0; i < states; i++) {
        const own = this.logs(l, means[l].subarray(i * dimensions, (i + 1) * dimensions), values[l], i)[0];
        this.own[l].push(own);
        this.marginal[l].push(bothSides(own, this.logs(l, this.shared.means[l], values[l], i)));
        if (this.breather.due()) await this.breather.rest();
      }
    for (const [p, part] of parts.entries()) {
      const where = along(part, points, latents);
      const many = Math.max(1, Math.floor(atOnce / (runs[p] * latents)));
      for (let start = 0; start < states; start += many) {
        const count = Math.min(many, states - start);
        const size = runs[p] * latents;
        const fresh = normals(count * size, random);
        for (let i = 0; i < count; i++) {
          const at = (start + i) * part.size;
          setPart(part, fresh.subarray(i * size, (i + 1) * size), latents, where.subarray(at, at + part.size));
          if (this.breather.due()) await this.breather.rest();
        }
        const found = await network.means(fresh);
        for (const [l, { dimensions }] of layers.entries())
          for (let i = 0; i < count; i++) {
            const from = i * runs[p] * dimensions;
            const some = found[l].subarray(from, from + runs[p] * dimensions);
            const logs = this.logs(l, some, values[l], start + i);
            const { sides, logs: kept } = this.given[p][l];
            sides.push(bothSides(this.own[l][start + i], logs));
            if (keepsLogs) kept.push(logs);
            if (this.breather.due()) await this.breather.rest();
          }
      }
    }
  }

  /** The fewest runs whose two sides are on average no farther apart than `gap`, over layers. */
  runsFor(part: number, gap: number, { fewest, most }: { readonly fewest: number; readonly most: number }): number {
    let runs = fewest;
    while (runs < most && this.gapOf(part, runs) > gap) runs *= 2;
    return runs;
  }

  /** How wide an interval of so many states is expected to be, a mean over parts and layers. */
  widthOf(runs: readonly number[], states: number): number {
    let sum = 0;
    for (const [p, layers] of this.given.entries()) {
      sum += this.gapOf(p, runs[p]);
      for (const [l, { sides }] of layers.entries()) {
        const ratios = sides.map(({ low }, i) => low - this.marginal[l][i].high);
        sum += (2 * 1.96 * Math.sqrt(meanAndVariance(ratios).variance / states)) / layers.length;
      }
    }
    return sum / this.given.length;
  }

  /** For every part, one number for each layer. */
  numbers(close: number): PartInformation[][] {
    const { latents, layers } = this.network;
    const controls = layers.map(({ dimensions }, l) => ({
      own: { values: Float64Array.from(this.own[l]), mean: -dimensions / 2, error: 0 },
      state: quadraticControl(this.made.values[l], this.shared.values[l], dimensions),
    }));
    return this.parts.map((part, p) =>
      layers.map(({ dimensions }, l) => {
        const joint = (some: DrawnLayers): Float64Array =>
          sideBySide(some.values[l], dimensions, along(part, some.points, latents), part.size);
        const { own, state } = controls[l];
        const both = quadraticControl(joint(this.made), joint(this.shared), dimensions + part.size);
        const used = [own, state, both].filter((control): control is Control => control !== undefined);
        const { sides } = this.given[p][l];
        const less = (a: 'low' | 'high', b: 'low' | 'high') =>
          controlledLimits(
            Float64Array.from(sides, (side, i) => side[a] - this.marginal[l][i][b]),
            used,
          );
        const found = between(less('low', 'high'), less('high', 'low'), close);
        return { ...found, states: this.states, runs: this.runs[p] };
      }),
    );
  }

  private gapOf(part: number, runs: number): number {
    let sum = 0;
    for (const [l, { logs }] of this.given[part].entries())
      for (const [i, some] of logs.entries()) {
        const { low, high } = bothSides(this.own[l][i], some.subarray(0, runs));
        sum += high - low;
      }
    return sum / (this.given[part].length * this.states);
  }

  /** ln p(h|u) of one state for every mean, up to a constant of the layer. */
  private logs(layer: number, means: Float64Array, values: Float64Array, state: number): Float64Array {
    const own = this.network.layers[layer];
    const { dimensions } = own;
    const value = values.subarray(state * dimensions, (state + 1) * dimensions);
    return logLikelihoods(own, value, means, new Int32Array(means.length / dimensions));
  }
}

/** Rows of both, [count, width + more]. */
function sideBySide(left: Float64Array, width: number, right: Float64Array, more: number): Float64Array {
  const count = left.length / width;
  const out = new Float64Array(count * (width + more));
  for (let i = 0; i < count; i++) {
    out.set(left.subarray(i * width, (i + 1) * width), i * (width + more));
    out.set(right.subarray(i * more, (i + 1) * more), i * (width + more) + width);
  }
  return out;
}
