import type { Random } from '../../../../base/random';
import { Breather } from '../../../numerics/breather';
import { controlledLimits } from '../latent/controlledMean';
import type { Limits } from '../weighedStates';
import { drawnSymbols, type PathStep, pathSteps } from './paths';
import type { NoisyRecurrence } from '../../../../base/stepped/noisyRecurrence';
import type { FiniteSource } from './noisyRecurrence';
import { logMeanExp } from '../../../numerics/logSums';

export interface StateInformation {
  /** Bounds on I(X_{1:t};H_t), nats. */
  readonly ofInput: { readonly lower: Limits; readonly upper: Limits };
  /** Bounds on I(X_{1:t},H_{t-1};H_t), nats. */
  readonly ofInputAndPast: { readonly lower: Limits; readonly upper: Limits };
}

/** How much is drawn. */
export interface StateDraws {
  /** Analysed states. */
  readonly states: number;
  /** Paths of fresh input and noise, shared by all states. */
  readonly paths: number;
  /** Paths of fresh noise along each state's own input. */
  readonly noises: number;
}

/** Multiplications that these draws take over `length` steps, `times` of which are analysed. */
export const drawsCost = ({ cost, units }: NoisyRecurrence, length: number, times: number, draws: StateDraws): number =>
  (draws.paths + draws.states * draws.noises) * length * cost +
  times * draws.states * (draws.paths + draws.noises) * 4 * units;

/** Numbers that the paths of one block of states carry, at most. */
const mostCarried = 2 ** 21;

/**
 * What states know of the input up to their step, with noise inside the recurrence. p(h) is a mean of p(h|h_{t-1},x_t)
 * over paths of fresh input and noise, p(h|x) one over paths of fresh noise along x. Each is bounded from both sides:
 * without the path that made h, whose last step is an exact draw given h, and with it as one of the mean's terms
 * (Grosse, Ancha and Roy 2015). The two means have terms of their own, so that what bounds one from below bounds the
 * difference. All steps share the paths.
 * @param times analysed steps from 1 on, in their order
 * @returns one for each of `times`
 * @throws CancelledError
 */
export async function stateInformation(
  recurrence: NoisyRecurrence,
  source: FiniteSource,
  times: readonly number[],
  draws: StateDraws,
  random: Random,
  signal?: AbortSignal,
): Promise<StateInformation[]> {
  const breather = new Breather(signal);
  const length = times[times.length - 1];
  const { width, units } = recurrence;
  const places = new Map(times.map((time, place) => [time - 1, place]));
  const fresh: PathStep[] = [];
  let step = 0;
  for (const one of pathSteps(recurrence, drawnSymbols(source, draws.paths, length, random), length, random)) {
    if (places.has(step++)) fresh.push(one);
    if (breather.due()) await breather.rest();
  }
  const kept = times.map(() => new Bounds(draws.states));
  const runs = draws.noises + 1;
  const atOnce = Math.max(1, Math.floor(mostCarried / (runs * width)));
  const logs = { all: new Float64Array(draws.paths), own: new Float64Array(runs) };
  for (let start = 0; start < draws.states; start += atOnce) {
    const count = Math.min(atOnce, draws.states - start);
    const own = drawnSymbols(source, count, length, random);
    const symbols = new Int32Array(count * runs * length);
    for (let k = 0; k < count * runs; k++) {
      const from = Math.floor(k / runs) * length;
      symbols.set(own.subarray(from, from + length), k * length);
    }
    let t = 0;
    for (const { means, variances, states } of pathSteps(recurrence, symbols, length, random)) {
      const place = places.get(t++);
      if (place === undefined) continue;
      for (let i = 0; i < count; i++) {
        // The first of a state's paths makes it; the others are its fresh noises.
        const from = i * runs * units;
        const h = states.subarray(from, from + units);
        densities(h, means.subarray(from), variances.subarray(from), logs.own);
        densities(h, fresh[place].means, fresh[place].variances, logs.all);
        kept[place].put(start + i, logs.own, logs.all);
        for (let j = 0; j < units; j++)
          kept[place].noise[start + i] += (1 - (h[j] - means[from + j]) ** 2 / variances[from + j]) / 2;
        if (breather.due()) await breather.rest();
      }
    }
  }
  return kept.map((bounds) => bounds.limits());
}

/** What bounds the information of every state, and a number of each whose mean is 0. */
class Bounds {
  readonly noise: Float64Array;
  private readonly ofInput: { readonly lower: Float64Array; readonly upper: Float64Array };
  private readonly whole: { readonly lower: Float64Array; readonly upper: Float64Array };

  constructor(states: number) {
    const both = () => ({ lower: new Float64Array(states), upper: new Float64Array(states) });
    this.noise = new Float64Array(states);
    this.ofInput = both();
    this.whole = both();
  }

  /** @param own ln p(h|path) of the path that made the state, and of the others along its input; `all` of fresh ones */
  put(state: number, own: Float64Array, all: Float64Array): void {
    const mine = own[0];
    const marginal = bothSides(mine, all);
    const given = bothSides(mine, own.subarray(1));
    this.whole.lower[state] = mine - marginal.high;
    this.whole.upper[state] = mine - marginal.low;
    this.ofInput.lower[state] = given.low - marginal.high;
    this.ofInput.upper[state] = given.high - marginal.low;
  }

  limits(): StateInformation {
    const controls = [{ values: this.noise, mean: 0, error: 0 }];
    const limits = ({ lower, upper }: typeof this.whole): { lower: Limits; upper: Limits } => ({
      lower: controlledLimits(lower, controls),
      upper: controlledLimits(upper, controls),
    });
    return { ofInput: limits(this.ofInput), ofInputAndPast: limits(this.whole) };
  }
}

/** ln of a mean of densities without the one that made the state, and with it in place of the last. */
function bothSides(own: number, logs: Float64Array): { low: number; high: number } {
  const replaced = logs.slice();
  replaced[replaced.length - 1] = own;
  return { low: logMeanExp(logs), high: logMeanExp(replaced) };
}

function densities(h: Float64Array, means: Float64Array, variances: Float64Array, out: Float64Array): void {
  const units = h.length;
  for (let k = 0, at = 0; k < out.length; k++) {
    let sum = 0;
    let product = 1;
    for (let j = 0; j < units; j++, at++) {
      product *= 2 * Math.PI * variances[at];
      if (product < 1e-200 || product > 1e200) {
        sum += Math.log(product);
        product = 1;
      }
      sum += (h[j] - means[at]) ** 2 / variances[at];
    }
    out[k] = -(sum + Math.log(product)) / 2;
  }
}
