import type { Random } from '../../../base/random';
import type { EveryBeginning } from '../../../data/everyBeginning';
import {
  countedContributions,
  type FreshMixture,
  type HistoryBlock,
  likelihoodCost,
} from '../../../information/estimators/known/freshMixture';
import {
  type BetweenBounds,
  betweenBounds,
  type Contributions,
  joined,
} from '../../../information/estimators/known/fromRatios';
import { canSum } from '../../../information/estimators/known/noisyRows';
import { ofDivergences, posteriorDivergences } from '../../../information/estimators/known/posteriorInformation';
import { Breather } from '../../../information/numerics/breather';
import { reason } from '../../../information/types/reasons';
import type { NatsEstimate } from '../natsEstimate';
import type { AskedAtStep } from './askedAtStep';
import type { BegunState } from './begunStates';
import { drawnBeginnings, noisyAfter } from './drawnBeginnings';

/** States that show how many are needed, and the most that are drawn. */
const firstStates = 2 ** 10;
const mostStates = 2 ** 18;
/** Numbers that they may take. */
const mostDrawnNumbers = 2 ** 23;
/** Numbers of the states that are looked at, and of the beginnings that they are compared with, at once. */
const statesAtOnce = 2 ** 20;
const beginningsAtOnce = 2 ** 20;
/** Intervals are narrowed to this share of the number, or to this width in nats where that is more. */
const wantedShare = 0.035;
const wantedWidth = 0.005;
/** More states than the spread of the first ones asks for. */
const room = 1.1;

/** One step, with all beginnings that lead to it. */
export interface Step {
  readonly time: number;
  readonly every: EveryBeginning;
  readonly logProbabilities: Float64Array;
}

/** The width in nats that is wanted of an interval around a value. */
const wantedOf = (value: number): number => Math.max(wantedWidth, wantedShare * value);
/** Whether an interval is wider than wanted. */
export const isWide = ({ value, low, high }: NatsEstimate): boolean => high - low > wantedOf(value);

/** As many of the estimates, the first before the last, as cost no more for each state. */
function affordable(
  asked: (estimates: readonly NatsEstimate[]) => AskedAtStep,
  open: readonly NatsEstimate[],
  beginnings: number,
  most: number,
): { readonly about: AskedAtStep; readonly each: number } {
  for (let count = open.length; ; count--) {
    const about = asked(open.slice(0, count));
    const each = costOf(about, beginnings);
    if (each <= most || count === 0) return { about, each };
  }
}

/** Multiplications for each state that the densities are wanted of. */
function costOf({ states, wanted }: AskedAtStep, beginnings: number): number {
  const each = states.map(({ units }) => likelihoodCost({ count: 1, dimensions: units }));
  const parts = new Map<string, number>(each.map((cost, state) => [`${state}`, cost]));
  for (const want of wanted) {
    if (want.kind === 'pair') parts.set(`${want.a}, ${want.b}`, each[want.a] + each[want.b]);
    if (want.kind === 'classes') parts.set(`${want.state} given ${want.labelling}`, each[want.state]);
  }
  return beginnings * [...parts.values()].reduce((sum, cost) => sum + cost, 0);
}

export interface Counted {
  readonly better: readonly NatsEstimate[];
  /** Multiplications. */
  readonly cost: number;
}

/** The estimates of one step: first by a few states, then those that are still wide by as many as that takes. */
export async function countedStep(
  asked: (estimates: readonly NatsEstimate[]) => AskedAtStep,
  wide: readonly NatsEstimate[],
  step: Step,
  budget: number,
  random: Random,
  signal?: AbortSignal,
): Promise<Counted> {
  const found = new Map<NatsEstimate, NatsEstimate>();
  let cost = 0;
  let count = firstStates;
  let open = wide;
  for (let round = 0; round < 2 && open.length > 0; round++) {
    const { about, each } = affordable(asked, open, step.logProbabilities.length, (budget - cost) / firstStates);
    const units = about.states.reduce((sum, state) => sum + state.units, 1);
    count = Math.floor(Math.min(count, mostStates, mostDrawnNumbers / units, (budget - cost) / each));
    if (about.wanted.length === 0 || count < firstStates) break;
    cost += count * each;
    let most = 1;
    open = (await measured(about, count, step, random.fork(`${round}`), signal)).flatMap((mixture, i) => {
      const before = about.estimates[i];
      const { nats, low, high } = mixture;
      const known = found.get(before) ?? before;
      if (high - low < known.high - known.low) found.set(before, numberOf(before, mixture, count));
      const excess = (high - low) / wantedOf(nats);
      most = Math.max(most, excess);
      return excess > 1 ? [before] : [];
    });
    count = Math.ceil(room * most ** 2 * count);
  }
  return { better: [...found.values()], cost };
}

function numberOf(
  before: NatsEstimate,
  { nats, low, high, bound, histories }: CountedInformation,
  samples: number,
): NatsEstimate {
  const { warnings, assumes, certified, ...rest } = before;
  const why = reason('enumerated', histories);
  return { ...rest, estimator: 'knownConditional', value: nats, low, high, bound, samples, histories, reason: [why] };
}

/** The states are drawn, compared and dropped part by part. */
async function measured(
  { states, wanted, labels }: AskedAtStep,
  count: number,
  { time, every, logProbabilities }: Step,
  random: Random,
  signal?: AbortSignal,
): Promise<CountedInformation[]> {
  const breather = new Breather(signal);
  const numbers = drawnBeginnings(every, time, count, random.fork('beginnings'));
  const noises = states.map((_, i) => random.fork(`noise of ${i}`));
  const histories = logProbabilities.length;
  const others = wanted.flatMap((one) => (one.kind === 'classes' ? [] : [one]));
  const found: Contributions[][] = wanted.map(() => []);
  const units = states.reduce((sum, state) => sum + state.units, 1);
  const atOnce = Math.max(2, 2 * Math.floor(statesAtOnce / units / 2));
  for (let from = 0; from < count; from += atOnce) {
    const some = numbers.subarray(from, Math.min(count, from + atOnce));
    const rows = states.map((state, i) => noisyAfter(state, some, noises[i]));
    // The sums need two states.
    if (!rows.every((one) => one.count < 2 || canSum(one))) return [];
    const mixtures = await countedContributions(rows, others, blocksOf(states, logProbabilities), breather);
    let next = 0;
    for (const [place, one] of wanted.entries()) {
      if (one.kind !== 'classes') {
        found[place].push(mixtures[next++]);
        continue;
      }
      const inputs = { ...states[one.state], count: histories, logWeights: logProbabilities };
      const divergences = await posteriorDivergences(rows[one.state], inputs, labels[one.labelling], breather);
      found[place].push(ofDivergences(divergences));
    }
  }
  return wanted.map((one, place) => ({
    ...betweenBounds(joined(found[place]), one.kind === 'input' ? one.cap : undefined),
    histories,
  }));
}

/** The states after all beginnings, some at a time. */
function* blocksOf(
  states: readonly BegunState[],
  logProbabilities: Float64Array,
): Generator<HistoryBlock & { readonly logProbabilities: Float64Array }> {
  const numbers = states.reduce((sum, state) => sum + state.units, 1);
  const atOnce = Math.max(8, 8 * Math.floor(beginningsAtOnce / numbers / 8));
  for (let from = 0; from < logProbabilities.length; from += atOnce) {
    const to = Math.min(logProbabilities.length, from + atOnce);
    yield {
      count: to - from,
      states: states.map(({ units, means, variances }) => ({
        means: means.subarray(from * units, to * units),
        variances: variances.length === 1 ? variances : variances.subarray(from * units, to * units),
      })),
      labels: [],
      logProbabilities: logProbabilities.subarray(from, to),
    };
  }
}

/** An information with the number of beginnings that were counted. */
type CountedInformation = BetweenBounds & Pick<FreshMixture, 'histories'>;
