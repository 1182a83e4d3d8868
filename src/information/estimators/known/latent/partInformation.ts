import type { Random } from '../../../../base/random';
import { meanAndVariance } from '../../../types/measurement';
import { Breather } from '../../../numerics/breather';
import { bothSides, type LogSides } from '../trajectories/bothSides';
import { type Between, between } from '../weighedStates';
import { type Control, controlledLimits } from './controlledMean';
import { along, type LatentPart, setPart } from './latentPart';
import { quadraticControl } from './quadraticControl';

/** Noisy states of some layers, each a function of the same latents u ~ N(0, I) plus Gaussian noise. */
export interface LatentLayers {
  readonly latents: number;
  /** Multiplications that the means of all layers take at one point. */
  readonly cost: number;
  readonly layers: readonly { readonly dimensions: number; readonly deviation: number }[];
  /** The means of each layer, [count, dimensions], at points [count, latents]. */
  means(points: Float64Array): Promise<readonly Float64Array[]>;
}

export interface PartInformation extends Between {
  readonly states: number;
  /** Runs that share the part, for each state. */
  readonly runs: number;
}

export interface PartSettings {
  /** Multiplications that may be spent. */
  readonly budget: number;
  /** Two bounds nearer than this, nats, count as one number. */
  readonly close: number;
}

/** States that only choose how much to draw. */
const firstLook = 24;
const mostStates = 4096;
/** With fewer states nothing is said. */
const fewestStates = 64;
const fewestRuns = 32;
const mostRuns = 2 ** 14;
/** Runs of p(h), shared by all states, at most. */
const mostShared = 2 ** 15;
/** The shares of the budget that the shared runs and the first look may take. */
const sharedShare = 0.1;
const lookShare = 0.2;
/** Numbers of latents that are run at once, at most. */
const atOnce = 2 ** 19;
/** Gaps between the two sides, nats, that are weighed against the number of states. */
const gaps = [0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, Infinity];

/**
 * I(part;H) = E ln p(h|part) - E ln p(h) in nats, of parts of the latents such as the input of one step. Both densities
 * are means of p(h|u), the first over fresh u that share the part with the one that made h, the second over fresh u.
 * Without that one the logarithm of a mean is at most the density's on average, and with it in place of another at
 * least (Grosse, Ancha and Roy 2015), which bounds the information from both sides. How many runs a state gets, and how
 * many states there are, is chosen by states of its own, so that the choice favours no side.
 * @returns for every part one number for each layer; undefined where the budget does not pay for a few states
 * @throws CancelledError
 */
export async function partInformation(
  network: LatentLayers,
  parts: readonly LatentPart[],
  { budget, close }: PartSettings,
  random: Random,
  signal?: AbortSignal,
): Promise<(readonly PartInformation[])[] | undefined> {
  const breather = new Breather(signal);
  const { cost, layers } = network;
  const wide = layers.reduce((sum, { dimensions }) => sum + dimensions, 0);
  const ofRun = cost + 4 * wide;
  const count = Math.min(mostShared, Math.floor((sharedShare * budget) / ofRun));
  const most = floorOfTwo(Math.min(mostRuns, (lookShare * budget) / (firstLook * parts.length * ofRun)));
  if (count < fewestRuns || most < fewestRuns) return undefined;
  const shared = await drawn(network, count, random.fork('shared runs'));
  const all = parts.map(() => most);
  const look = new Weigher(network, parts, shared, random.fork('first look'), breather);
  await look.weigh(firstLook, all);
  const spent = count * cost + firstLook * (cost + parts.length * most * ofRun + count * 4 * wide);
  const affordable = (runs: readonly number[]): number => {
    const ofState = cost + count * 4 * wide + runs.reduce((sum, one) => sum + one * ofRun, 0);
    return Math.min(mostStates, Math.floor((budget - spent) / ofState));
  };
  let best: { readonly width: number; readonly runs: readonly number[] } | undefined;
  for (const gap of gaps) {
    const runs = parts.map((_, p) => look.runsFor(p, gap, most));
    const states = affordable(runs);
    if (states < fewestStates) continue;
    const width = look.widthOf(runs, states);
    if (!best || width < best.width) best = { width, runs };
  }
  if (!best) return undefined;
  const { runs } = best;
  const main = new Weigher(network, parts, shared, random.fork('states'), breather);
  await main.weigh(affordable(runs), runs);
  return main.numbers(close);
}

const floorOfTwo = (number: number): number => 2 ** Math.floor(Math.log2(Math.max(1, number)));

/** Fresh latents with what they lead to. */
interface Drawn {
  readonly points: Float64Array;
  /** Of every layer. */
  readonly means: readonly Float64Array[];
  readonly values: readonly Float64Array[];
}

async function drawn(network: LatentLayers, count: number, random: Random): Promise<Drawn> {
  const { latents, layers } = network;
  const points = normals(count * latents, random);
  const means = await network.means(points);
  const values = layers.map(({ deviation }, l) => means[l].map((mean) => mean + deviation * random.normal()));
  return { points, means, values };
}

const normals = (length: number, random: Random): Float64Array => {
  const out = new Float64Array(length);
  for (let k = 0; k < length; k++) out[k] = random.normal();
  return out;
};

/** What was weighed of one part and one layer: ln p(h|part) of every state by the runs that it got. */
interface Given {
  readonly logs: Float64Array[];
  readonly sides: LogSides[];
}

/** Weighs states, and keeps what is known of each. */
class Weigher {
  private states = 0;
  private runs: readonly number[] = [];
  /** ln p(h|u) of the latents that made every state, and ln p(h), for each layer. */
  private readonly own: number[][];
  private readonly marginal: LogSides[][];
  private readonly given: Given[][];
  private made: Drawn = { points: new Float64Array(0), means: [], values: [] };

  constructor(
    private readonly network: LatentLayers,
    private readonly parts: readonly LatentPart[],
    private readonly shared: Drawn,
    private readonly random: Random,
    private readonly breather: Breather,
  ) {
    this.own = network.layers.map(() => []);
    this.marginal = network.layers.map(() => []);
    this.given = parts.map(() => network.layers.map(() => ({ logs: [], sides: [] })));
  }

  /** @param runs of every part for each state */
  async weigh(states: number, runs: readonly number[]): Promise<void> {
    const { network, parts, random } = this;
    const { latents, layers } = network;
    const keepsLogs = states <= firstLook;
    this.states = states;
    this.runs = runs;
    this.made = await drawn(network, states, random);
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
  runsFor(part: number, gap: number, most: number): number {
    let runs = fewestRuns;
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
        const joint = (some: Drawn): Float64Array =>
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
    const { dimensions, deviation } = this.network.layers[layer];
    const out = new Float64Array(means.length / dimensions);
    const scale = -1 / (2 * deviation ** 2);
    const from = state * dimensions;
    for (let k = 0, at = 0; k < out.length; k++) {
      let sum = 0;
      for (let d = 0; d < dimensions; d++, at++) sum += (values[from + d] - means[at]) ** 2;
      out[k] = sum * scale;
    }
    return out;
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
