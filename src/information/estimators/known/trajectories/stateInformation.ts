import type { Random } from '../../../../base/random';
import { Breather } from '../../../numerics/breather';
import { controlledLimits, type Limits } from '../latent/controlledMean';
import { addNoise, drawnSymbols, pathEnds, type PathEnds } from './paths';
import type { FiniteSource, NoisyRecurrence } from './noisyRecurrence';

export interface StateInformation {
  /** Bounds on I(X_{1:T};H_T), nats. */
  readonly ofInput: { readonly lower: Limits; readonly upper: Limits };
  /** Bounds on I(X_{1:T},H_{T-1};H_T), nats. */
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

/** Multiplications that these draws take. */
export const drawsCost = ({ cost, units }: NoisyRecurrence, length: number, draws: StateDraws): number =>
  (draws.paths + draws.states * draws.noises) * length * cost + draws.states * (draws.paths + draws.noises) * 4 * units;

/**
 * The last state's information about the input, with noise inside the recurrence. p(h) is a mean of p(h|h_{T-1},x_T)
 * over paths of fresh input and noise, p(h|x) one over paths of fresh noise along x. Each is bounded from both sides:
 * without the path that made h, whose last step is an exact draw given h, and with it as one of the mean's terms
 * (Grosse, Ancha and Roy 2015). The two means have terms of their own, so that what bounds one from below bounds the
 * difference.
 * @throws CancelledError
 */
export async function stateInformation(
  recurrence: NoisyRecurrence,
  source: FiniteSource,
  length: number,
  draws: StateDraws,
  random: Random,
  signal?: AbortSignal,
): Promise<StateInformation> {
  const breather = new Breather(signal);
  const { units } = recurrence;
  const fresh = pathEnds(recurrence, drawnSymbols(source, draws.paths, length, random), length, random);
  const symbols = drawnSymbols(source, draws.states, length, random);
  const whole = { lower: new Float64Array(draws.states), upper: new Float64Array(draws.states) };
  const ofInput = { lower: new Float64Array(draws.states), upper: new Float64Array(draws.states) };
  const noise = new Float64Array(draws.states);
  for (let i = 0; i < draws.states; i++) {
    const own = symbols.subarray(i * length, (i + 1) * length);
    const runs = new Int32Array((draws.noises + 1) * length);
    for (let k = 0; k <= draws.noises; k++) runs.set(own, k * length);
    const ends = pathEnds(recurrence, runs, length, random);
    // The first of the paths makes the state; the others are its fresh noises.
    const means = ends.means.slice(0, units);
    const variances = ends.variances.slice(0, units);
    const h = means.slice();
    addNoise({ ...recurrence, width: units, at: 0 }, h, variances, random);
    const logs = new Float64Array(draws.noises + 1);
    densities(h, ends, logs);
    const [mine, others] = [logs[0], logs.subarray(1)];
    const all = new Float64Array(draws.paths);
    densities(h, fresh, all);
    const marginal = bothSides(mine, all);
    const given = bothSides(mine, others);
    whole.lower[i] = mine - marginal.high;
    whole.upper[i] = mine - marginal.low;
    ofInput.lower[i] = given.low - marginal.high;
    ofInput.upper[i] = given.high - marginal.low;
    for (let j = 0; j < units; j++) noise[i] += (1 - (h[j] - means[j]) ** 2 / variances[j]) / 2;
    if (breather.due()) await breather.rest();
  }
  const controls = [{ values: noise, mean: 0, error: 0 }];
  const limits = ({ lower, upper }: typeof whole): { lower: Limits; upper: Limits } => ({
    lower: controlledLimits(lower, controls),
    upper: controlledLimits(upper, controls),
  });
  return { ofInput: limits(ofInput), ofInputAndPast: limits(whole) };
}

/** ln of a mean of densities without the one that made the state, and with it in place of the last. */
function bothSides(own: number, logs: Float64Array): { low: number; high: number } {
  const replaced = logs.slice();
  replaced[replaced.length - 1] = own;
  return { low: logMean(logs), high: logMean(replaced) };
}

function logMean(logs: Float64Array): number {
  let top = -Infinity;
  for (const log of logs) if (log > top) top = log;
  let sum = 0;
  for (const log of logs) sum += Math.exp(log - top);
  return top + Math.log(sum / logs.length);
}

function densities(h: Float64Array, { means, variances }: PathEnds, out: Float64Array): void {
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
