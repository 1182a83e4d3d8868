import type { Random } from '../../../../base/random';
import { Breather } from '../../../numerics/breather';
import type { Grounds } from '../../../types/assumption';
import type { BoundDirection } from '../../../types/estimate';
import { Account, chosenEffort, type Try, type Weighed, weighedBlocks } from '../weighedStates';
import { annealedWeights, type AnnealingProblem } from './annealedWeights';
import { ladder, rungsFor } from './ladder';
import { between, mostInformation } from './rareStates';
import { controlledMean, type MeanBound, stateBounds } from './twoSided';
import { knowsPrior, sweepsWith, transitionBounds } from './transitionBounds';
import type { HistorySource } from './historySource';
import type { SteppedNetwork } from '../../../../base/stepped/steppedNetwork';

export interface AnnealedInformation extends Grounds {
  /** Nats. */
  readonly nats: number;
  readonly low: number;
  readonly high: number;
  readonly bound: BoundDirection;
  /** The mean lower and upper bound. */
  readonly lower: MeanBound;
  readonly upper: MeanBound;
  /** Upper bound less lower bound, nats. */
  readonly gap: number;
  readonly states: number;
  /** Annealed by so many temperatures and runs from the prior, or by so many sweeps of a chain. */
  readonly by: Effort['by'];
  readonly rungs: number;
  readonly chains: number;
  /** Multiplications. */
  readonly spent: number;
}

/** How p(h) is bounded: by a ladder of `rungs` temperatures and `chains` runs, or by chains of `rungs` sweeps. */
interface Effort {
  readonly by: 'ladder' | 'transitions';
  readonly rungs: number;
  readonly chains: number;
}

export interface AnnealingSettings {
  /** Multiplications that may be spent. */
  readonly budget: number;
  /** Two bounds nearer than this, nats, count as one number. */
  readonly close: number;
  /** At most so many states. */
  readonly mostStates: number;
  /** Steps summed over, from the first on. Absent: all. */
  readonly free?: number;
  /** Absent: few at first, doubled with the runs where a look at some states asks for it. */
  readonly rungs?: number;
  readonly chains?: number;
}

/** Runs from the prior for each state, at first and at most. */
const fewestChains = 2;
const mostChains = 8;
/** States annealed together. */
const blockStates = 8;
/** States that are looked at to choose the effort. */
const firstLook = 4;
/** A ladder is doubled at most so often. */
const mostDoublings = 3;
/** Lengths of chains whose transitions are tried. */
const chainLengths = [2, 8, 32, 128];

/** What is tried in turn, cheap first, until the two bounds are close. */
function effortsOf(
  network: SteppedNetwork,
  source: HistorySource,
  { rungs, chains, free }: AnnealingSettings,
): readonly Effort[] {
  if (rungs !== undefined) return [{ by: 'ladder', rungs, chains: chains ?? mostChains }];
  const ladders = Array.from({ length: mostDoublings + 1 }, (_, i): Effort => ({
    by: 'ladder',
    rungs: rungsFor(network.dimensions) * 2 ** i,
    chains: chains ?? Math.min(mostChains, fewestChains * 2 ** i),
  }));
  const transitions = knowsPrior({ source, free })
    ? chainLengths.map((length): Effort => ({ by: 'transitions', rungs: length, chains: 1 }))
    : [];
  return [...ladders, ...transitions].sort((a, b) => sweepsOf(a) - sweepsOf(b));
}

/** Sweeps that an effort takes for one state. */
const sweepsOf = ({ by, rungs, chains }: Effort): number =>
  by === 'ladder' ? rungs * (chains + 1) : sweepsWith(rungs);

/**
 * I(X_{1:free};H|X_{free+1:T}) in nats, T the source's length, of h = f(x) + N(0, deviation^2 I), by annealing, or by
 * the transitions of Gibbs sweeps, from both sides; `free` = T gives I(X_{1:T};H). Histories and noise are drawn anew.
 * Some first states choose the effort and are then left out, so that the choice favours no side. States follow until
 * the budget is spent. The interval goes from the 97.5 % limit of the lower bound to that of the upper one, by the
 * spread over the states.
 * @returns undefined where the budget does not pay for one block
 * @throws CancelledError
 */
export async function annealedInformation(
  network: SteppedNetwork,
  source: HistorySource,
  deviation: number,
  settings: AnnealingSettings,
  random: Random,
  signal?: AbortSignal,
): Promise<AnnealedInformation | undefined> {
  const breather = new Breather(signal);
  const { budget, close, mostStates, free } = settings;
  const draws = random.fork('annealed states');
  const runs = random.fork('annealing');
  const weigh = async ({ by, rungs, chains }: Effort, count: number): Promise<Block> => {
    const problem = { ...drawnStates(network, source, deviation, count, draws), free };
    const control = (own: Float64Array): Float64Array => own.map((log) => log + network.dimensions / 2);
    if (by === 'transitions') {
      const { bounds, own, spent } = await transitionBounds(problem, rungs, runs, breather);
      return { ...bounds, control: control(own), spent };
    }
    const { own, forward, reverse, spent } = await annealedWeights(problem, ladder(rungs), chains, runs, breather);
    return { ...stateBounds(own, forward, reverse), control: control(own), spent };
  };
  // One sweep up and one down say what a sweep costs: replays that meet their paths again make it cheap.
  const one = await annealedWeights(
    { ...drawnStates(network, source, deviation, 1, draws), free },
    ladder(2),
    1,
    runs,
    breather,
  );
  const account = new Account(budget);
  account.spent = one.spent;
  const tries = affordable(effortsOf(network, source, settings), one.spent / 2, account);
  const chosen = await chosenEffort(tries, weigh, close / 2, account);
  if (!chosen) return undefined;
  const { effort, each } = chosen;
  const { states, of } = await weighedBlocks(
    (count) => weigh(effort, count),
    { most: mostStates, atOnce: blockStates, each },
    account,
  );
  const control = of((block) => block.control);
  const lower = controlledMean(
    of((block) => block.lower),
    control,
  );
  const upper = controlledMean(
    of((block) => block.upper),
    control,
  );
  const most = mostInformation(source, free ?? source.length, random.fork('largest information'));
  return { ...between(lower, upper, close, states, most), lower, upper, states, ...effort, spent: account.spent };
}

/** Efforts in turn, up to the first that the account does not hold with a block of states after it. */
function* affordable(efforts: readonly Effort[], aSweep: number, account: Account): Generator<Try<Effort>> {
  for (const effort of efforts) {
    if (account.spent + aSweep * sweepsOf(effort) * (firstLook + blockStates) > account.budget) return;
    yield { effort, states: firstLook };
  }
}

interface Block extends Weighed {
  readonly control: Float64Array;
}

/** Fresh histories of the source and the noisy states that they lead to. */
export function drawnStates(
  network: SteppedNetwork,
  source: HistorySource,
  deviation: number,
  count: number,
  random: Random,
): Omit<AnnealingProblem, 'free'> {
  const { length } = source;
  const histories = new Int32Array(count * length);
  for (let i = 0; i < count; i++) source.draw(random, histories, i * length);
  const values = statesOf(network, histories, count, length).map((mean) => mean + deviation * random.normal());
  return { source, network, observed: { values, deviation }, histories };
}

/** f(x) [count, dimensions] of histories [count, length]. */
export function statesOf(network: SteppedNetwork, histories: Int32Array, count: number, length: number): Float64Array {
  let before = new Float64Array(count * network.width);
  let after = new Float64Array(count * network.width);
  const read = new Int32Array(count);
  for (let t = 0; t < length; t++) {
    for (let i = 0; i < count; i++) read[i] = histories[i * length + t];
    network.step(before, read, count, after);
    [before, after] = [after, before];
  }
  const means = new Float64Array(count * network.dimensions);
  network.observe(before, count, means);
  return means;
}
