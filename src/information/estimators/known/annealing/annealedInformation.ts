import type { Random } from '../../../../base/random';
import { Breather } from '../../../numerics/breather';
import type { BoundDirection } from '../../../types/estimate';
import { annealedWeights, type AnnealingProblem } from './annealedWeights';
import { ladder, rungsFor } from './ladder';
import { controlledMean, type MeanBound, spreadOf, stateBounds } from './twoSided';
import type { HistorySource } from './historySource';
import type { SteppedNetwork } from './steppedNetwork';

export interface AnnealedInformation {
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
  /** How many states were annealed, by how many temperatures and runs from the prior each. */
  readonly states: number;
  readonly rungs: number;
  readonly chains: number;
  /** Multiplications. */
  readonly spent: number;
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
  /** Absent: by the dimensions, doubled where a first look asks for it. */
  readonly rungs?: number;
  readonly chains?: number;
}

/** Runs from the prior for each state. */
const defaultChains = 8;
/** States annealed together. */
const blockStates = 8;
/** States that are looked at to choose the ladder. */
const firstLook = 4;
/** A ladder is doubled at most so often. */
const mostDoublings = 2;

/**
 * I(X_{1:free};H|X_{free+1:T}) in nats, T the source's length, of h = f(x) + N(0, deviation^2 I), by annealing from both
 * sides; `free` = T gives I(X_{1:T};H). Histories and noise are drawn anew. A first block of states chooses the ladder
 * and is then left out, so that the choice favours no side. States follow until the budget is spent. The interval goes
 * from the 97.5 % limit of the lower bound to that of the upper one, by the spread over the states.
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
  const { chains = defaultChains, budget, close, mostStates, free } = settings;
  const draws = random.fork('annealed states');
  const runs = random.fork('annealing');
  const block = async (count: number, betas: Float64Array): Promise<Block> => {
    const problem = { ...drawnStates(network, source, deviation, count, draws), free };
    const weights = await annealedWeights(problem, betas, chains, runs, breather);
    return {
      ...stateBounds(weights.own, weights.forward, weights.reverse),
      control: weights.own.map((own) => own + network.dimensions / 2),
      spent: weights.spent,
    };
  };
  let rungs = settings.rungs ?? rungsFor(network.dimensions);
  // One sweep up and one down say what a rung costs: replays that meet their paths again make it cheap.
  const one = await annealedWeights(
    { ...drawnStates(network, source, deviation, 1, draws), free },
    ladder(2),
    1,
    runs,
    breather,
  );
  let spent = one.spent;
  let each = (one.spent / 2) * (chains + 1) * rungs;
  if (spent + each * (blockStates + firstLook) > budget) return undefined;
  for (let doubling = 0; settings.rungs === undefined; doubling++) {
    const { lower, upper, spent: cost } = await block(firstLook, ladder(rungs));
    spent += cost;
    each = cost / firstLook;
    if (meanOf(upper) - meanOf(lower) < close || doubling === mostDoublings) break;
    if (spent + 2 * each * (firstLook + blockStates) > budget) break;
    rungs *= 2;
    each *= 2;
  }
  const blocks: Block[] = [];
  let states = 0;
  while (states < mostStates && (states === 0 || spent + each * blockStates <= budget)) {
    const count = Math.min(blockStates, mostStates - states);
    const next = await block(count, ladder(rungs));
    blocks.push(next);
    spent += next.spent;
    states += count;
    each = next.spent / count;
  }
  const joined = (pick: (block: Block) => Float64Array): Float64Array =>
    Float64Array.from(blocks.flatMap((one) => Array.from(pick(one))));
  const control = joined((one) => one.control);
  const lower = controlledMean(
    joined((one) => one.lower),
    control,
  );
  const upper = controlledMean(
    joined((one) => one.upper),
    control,
  );
  return { ...between(lower, upper, close), lower, upper, states, rungs, chains, spent };
}

interface Block {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly control: Float64Array;
  readonly spent: number;
}

/** One number and its interval from two bounds on it. */
export function between(
  lower: MeanBound,
  upper: MeanBound,
  close: number,
): Pick<AnnealedInformation, 'nats' | 'low' | 'high' | 'bound' | 'gap'> {
  const gap = Math.max(0, upper.mean - lower.mean);
  const nats = Math.max(0, gap < close ? (lower.mean + upper.mean) / 2 : lower.mean);
  return {
    nats,
    low: Math.min(nats, Math.max(0, lower.mean - spreadOf(lower))),
    high: Math.max(nats, upper.mean + spreadOf(upper)),
    bound: gap < close ? 'none' : 'lower',
    gap,
  };
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

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
