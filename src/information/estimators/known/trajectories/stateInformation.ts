import type { Random } from '../../../../base/random';
import { Breather } from '../../../numerics/breather';
import { controlledLimits } from '../latent/controlledMean';
import type { Limits } from '../weighedStates';
import { type PathStep, pathSteps } from './paths';
import type { NoisyRecurrence } from '../../../../base/stepped/noisyRecurrence';
import { bothSides, type LogSides } from './bothSides';
import { gaussianFit } from './gaussianFit';
import { nextDensity } from './nextDensity';
import type { PathSource } from './pathSource';

/** Bounds from both sides, nats. */
export interface TwoLimits {
  readonly lower: Limits;
  readonly upper: Limits;
}

export interface StateInformation {
  /** Bounds on I(X_{1:t};H_t). */
  readonly ofInput: TwoLimits;
  /** Bounds on I(X_{1:t},H_{t-1};H_t). */
  readonly ofInputAndPast: TwoLimits;
  /** Bounds on I(H_{t-1};H_t), t > 1. Absent where the steps depend on each other or more than the state is carried. */
  readonly ofPast?: TwoLimits;
  /** Bounds on I(C;H_t) for the classes C that are asked for at this step, by their places in `asked`. */
  readonly ofClasses: ReadonlyMap<number, TwoLimits>;
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

/** Multiplications that these draws take over `length` steps, `times` of which are analysed, about `asked` classes. */
export const drawsCost = (
  { cost, units }: NoisyRecurrence,
  { length, times, asked }: { readonly length: number; readonly times: number; readonly asked: number },
  draws: StateDraws,
): number =>
  (draws.paths + draws.states * draws.noises) * length * cost +
  times * draws.states * (draws.paths + draws.noises) * 4 * units +
  8 * asked * draws.states * draws.paths;

/** Numbers that the paths of one block of states carry, at most. */
const mostCarried = 2 ** 21;

/**
 * What states know of the input up to their step, with noise inside the recurrence. p(h) is a mean of p(h|h_{t-1},x_t)
 * over paths of fresh input and noise, p(h|x) one over paths of fresh noise along x. Each is bounded from both sides:
 * without the path that made h, whose last step is an exact draw given h, and with it as one of the mean's terms
 * (Grosse, Ancha and Roy 2015). The two means have terms of their own, so that what bounds one from below bounds the
 * difference. All steps share the paths.
 *
 * Of independent symbols p(h_t|h_{t-1}) is a sum over the symbols of one step, without a bound, so that p(h) alone
 * parts the two sides of I(H_{t-1};H_t). Of a class C of the input p(h|c) is the mean over those of the same fresh
 * paths whose input is of the class, bounded in the same way.
 * @param times analysed steps from 1 on, in their order
 * @returns one for each of `times`
 * @throws CancelledError
 */
export async function stateInformation(
  recurrence: NoisyRecurrence,
  source: PathSource,
  times: readonly number[],
  draws: StateDraws,
  random: Random,
  signal?: AbortSignal,
): Promise<StateInformation[]> {
  const breather = new Breather(signal);
  const length = times[times.length - 1];
  const { width, units } = recurrence;
  const places = new Map(times.map((time, place) => [time - 1, place]));
  const inputs = await source.draw(random, draws.paths, length, signal);
  const fresh: PathStep[] = [];
  let step = 0;
  for (const one of pathSteps(recurrence, inputs.symbols, length, random)) {
    if (places.has(step++)) fresh.push(one);
    if (breather.due()) await breather.rest();
  }
  const law = recurrence.markov ? source.independent : undefined;
  const kept = times.map(
    (time) =>
      new Bounds({
        states: draws.states,
        units,
        isNextKnown: law !== undefined && time > 1,
        asked: askedAt(source, time),
      }),
  );
  const runs = draws.noises + 1;
  const atOnce = Math.max(1, Math.floor(mostCarried / (runs * width)));
  const logs = { all: new Float64Array(draws.paths), own: new Float64Array(runs) };
  for (let start = 0; start < draws.states; start += atOnce) {
    const count = Math.min(atOnce, draws.states - start);
    const own = await source.draw(random, count, length, signal);
    const symbols = new Int32Array(count * runs * length);
    for (let k = 0; k < count * runs; k++) {
      const from = Math.floor(k / runs) * length;
      symbols.set(own.symbols.subarray(from, from + length), k * length);
    }
    let t = 0;
    let past = new Float64Array(0);
    for (const { means, variances, states } of pathSteps(recurrence, symbols, length, random)) {
      // The first of a state's paths makes it; the others are its fresh noises.
      const made = firstRuns(states, runs, units);
      const place = places.get(t);
      if (place !== undefined) {
        const bounds = kept[place];
        if (law && t > 0) bounds.putNext(start, nextDensity(recurrence, law(t), past, made), made);
        for (let i = 0; i < count; i++) {
          const from = i * runs * units;
          const h = made.subarray(i * units, (i + 1) * units);
          densities(h, means.subarray(from), variances.subarray(from), logs.own);
          densities(h, fresh[place].means, fresh[place].variances, logs.all);
          bounds.put(start + i, logs.own, logs.all);
          for (const [place, classes] of bounds.ofClasses) {
            const [all, mine] = [inputs.classes[place], own.classes[place]];
            if (all && mine) classes.put(start + i, bothSides(logs.own[0], logs.all, { classes: all, mine: mine[i] }));
            else bounds.ofClasses.delete(place);
          }
          for (let j = 0; j < units; j++)
            bounds.noise[start + i] += (1 - (h[j] - means[from + j]) ** 2 / variances[from + j]) / 2;
          if (breather.due()) await breather.rest();
        }
      }
      past = made;
      t++;
    }
  }
  return kept.map((bounds, place) => bounds.limits((made) => gaussianFit(fresh[place].states, made, units)));
}

/** The places in `asked` of the classes that are asked for at a step. */
const askedAt = ({ asked }: PathSource, time: number): number[] =>
  Array.from(asked.keys()).filter((place) => asked[place] === time);

/** The first of every `runs` rows. */
function firstRuns(states: Float64Array, runs: number, units: number): Float64Array<ArrayBuffer> {
  const first = new Float64Array(states.length / runs);
  for (let i = 0; i * units < first.length; i++)
    first.set(states.subarray(i * runs * units, (i * runs + 1) * units), i * units);
  return first;
}

/** ln of a mean of densities for every state, from both sides. */
class Sides {
  readonly low: Float64Array;
  readonly high: Float64Array;

  constructor(states: number) {
    this.low = new Float64Array(states);
    this.high = new Float64Array(states);
  }

  put(state: number, { low, high }: LogSides): void {
    this.low[state] = low;
    this.high[state] = high;
  }
}

/** Two upper bounds whose means differ by more, nats, are so far apart that choosing one of them favours none. */
const farApart = 1;

/** What bounds the information of every state, and a number of each whose mean is 0. */
class Bounds {
  readonly noise: Float64Array;
  /** ln p(h|c) of the classes that are asked for. */
  readonly ofClasses: Map<number, Sides>;
  private readonly whole: Float64Array;
  private readonly given: Sides;
  private readonly marginal: Sides;
  /** The states and ln p(h_t|h_{t-1}), where that is known. */
  private readonly next?: { readonly made: Float64Array; readonly logs: Float64Array };

  constructor({
    states,
    units,
    isNextKnown,
    asked,
  }: {
    readonly states: number;
    readonly units: number;
    readonly isNextKnown: boolean;
    readonly asked: readonly number[];
  }) {
    this.noise = new Float64Array(states);
    this.whole = new Float64Array(states);
    this.given = new Sides(states);
    this.marginal = new Sides(states);
    if (isNextKnown) this.next = { made: new Float64Array(states * units), logs: new Float64Array(states) };
    this.ofClasses = new Map(asked.map((place) => [place, new Sides(states)]));
  }

  /** @param made some states, from `start` on */
  putNext(start: number, logs: Float64Array, made: Float64Array): void {
    this.next?.logs.set(logs, start);
    this.next?.made.set(made, (start * made.length) / logs.length);
  }

  /** @param own ln p(h|path) of the path that made the state, and of the others along its input; `all` of fresh ones */
  put(state: number, own: Float64Array, all: Float64Array): void {
    this.whole[state] = own[0];
    this.marginal.put(state, bothSides(own[0], all));
    this.given.put(state, bothSides(own[0], own.subarray(1)));
  }

  /** @param fitted ln q(h) of the states, with a density q of paths that are not theirs */
  limits(fitted: (made: Float64Array) => Float64Array | undefined): StateInformation {
    const controls = [{ values: this.noise, mean: 0, error: 0 }];
    const less = (logs: Float64Array, marginal: Float64Array): Limits =>
      controlledLimits(
        logs.map((log, i) => log - marginal[i]),
        controls,
      );
    const { low, high } = this.marginal;
    const known = (logs: Float64Array): TwoLimits => ({ lower: less(logs, high), upper: less(logs, low) });
    const bounded = (sides: Sides): TwoLimits => ({ lower: less(sides.low, high), upper: less(sides.high, low) });
    // Of many units no path comes near a state, and any other density of the states bounds from above as well.
    const ofPast = ({ made, logs }: NonNullable<typeof this.next>): TwoLimits => {
      const { lower, upper } = known(logs);
      const other = upper.mean - lower.mean > farApart ? fitted(made) : undefined;
      const above = other && less(logs, other);
      return { lower, upper: above && above.mean < upper.mean - farApart ? above : upper };
    };
    return {
      ofInput: bounded(this.given),
      ofInputAndPast: known(this.whole),
      ...(this.next && { ofPast: ofPast(this.next) }),
      ofClasses: new Map(Array.from(this.ofClasses, ([place, sides]) => [place, bounded(sides)])),
    };
  }
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
