import type { Random } from '../../../../base/random';
import { Breather } from '../../../numerics/breather';
import type { Grounds } from '../../../types/assumption';
import type { BoundDirection } from '../../../types/estimate';
import { meanAndVariance } from '../../../types/measurement';
import type { AnnealingProblem } from '../annealing/annealedWeights';
import { drawnStates, statesOf } from '../annealing/annealedInformation';
import { type HistorySource, logAlternatives } from '../annealing/historySource';
import { groundsOfBounds, mostInformation, unseen } from '../annealing/rareStates';
import type { SteppedNetwork } from '../../../../base/stepped/steppedNetwork';
import { gapOf, type MeanBound, spreadOf, type StateBounds } from '../annealing/twoSided';
import { BoundsByChains, firstBounds, firstOf } from './byChains';
import { EveryPrefix, FittingPrefixes, OwnDraws, type PrefixPool, SharedDraws } from './prefixes';
import { suffixBounds } from './suffixBounds';
import { type HistoryRuns, sharedHistories, wholeRunBounds } from './wholeRuns';

/** I(X_{T-s};H_T|X_{T-s+1:T}) at one lag s, nats. */
export interface ConditionalTerm extends Grounds {
  readonly lag: number;
  readonly nats: number;
  readonly low: number;
  readonly high: number;
  readonly bound: BoundDirection;
}

export interface ConditionalCurve {
  /** Lag 0 first; they add up to I(X_{1:T};H_T). */
  readonly terms: readonly ConditionalTerm[];
  readonly states: number;
  /** The most beginnings that a density was averaged over. */
  readonly histories: number;
  /** Whether every density is a sum over all beginnings. */
  readonly exact: boolean;
  readonly spent: number;
}

export interface CurveSettings {
  /** Multiplications that may be spent. */
  readonly budget: number;
  /** Two bounds nearer than this, nats, count as one number. */
  readonly close: number;
  readonly mostStates: number;
  /** Runs whole histories of the source; absent where there is no fast way to. */
  readonly runs?: HistoryRuns;
}

/** So many beginnings are enumerated at most. */
const mostEnumerated = 2 ** 12;
/** So many that go with the later symbols of one history. */
const mostFitting = 2 ** 18;
/** The share of what is left of the budget that they may take. */
const fittingShare = 0.5;
/** So many are drawn at first, then twice as many until the bounds are close. */
const firstDraws = 2 ** 5;
const mostDraws = 2 ** 16;
/** Numbers that the states of all draws may take. */
const mostNumbers = 2 ** 22;
const fewestStates = 16;
/** The share of the budget for a first look at all lengths of beginnings. */
const firstShare = 0.5;
/** The middle of two bounds further apart than this, nats, is no estimate. */
const widestMiddle = 0.5 * Math.LN2;
/** Bounds further apart than this, nats, after a first look ask for another way than draws. */
const farApart = Math.LN2;
/** So many states are looked at one by one where shared histories leave their densities open. */
const mostAlone = 32;

/**
 * What a state holds of each symbol given all later ones, I(X_{T-s};H_T|X_{T-s+1:T}) for s = 0 ... T-1, T the source's
 * length: by the chain rule (Cover and Thomas 2006, theorem 2.5.2) it adds up to I(X_{1:T};H_T). With
 * R(f) = I(X_{1:f};H|X_{f+1:T}) = E ln p(h|x) - E ln p(h|x_{f+1:T}) the term of lag s is R(T-s) - R(T-s-1). Each
 * density is a mixture over the first f symbols given the rest: a sum over all where they are few, else bounded from
 * both sides with draws, as the true beginning is a draw given h; and by annealing where the two sides stay apart.
 * @returns undefined where the budget pays for too few states, or where the source cannot be drawn given later symbols
 * @throws CancelledError
 */
export async function conditionalCurve(
  network: SteppedNetwork,
  source: HistorySource,
  deviation: number,
  { budget, close, mostStates, runs }: CurveSettings,
  random: Random,
  signal?: AbortSignal,
): Promise<ConditionalCurve | undefined> {
  const { length } = source;
  const canDraw = source.independent === true || source.drawBefore !== undefined;
  let count = mostStates;
  let each = Infinity;
  for (; count >= fewestStates; count = Math.floor(count / 1.25)) {
    each = firstCost(network, source, runs?.most(count) ?? 0, runs?.cost ?? Infinity);
    if (count * each <= firstShare * budget) break;
  }
  if (count < fewestStates) return undefined;
  const breather = new Breather(signal);
  let problem = drawnStates(network, source, deviation, count, random.fork('states'));
  let ownMeans = statesOf(network, problem.histories, count, length);
  const shared =
    runs && (await sharedHistories(problem, ownMeans, runs, close / 4, random.fork('shared histories'), breather));
  if (shared && shared.gap(length) > farApart && count > mostAlone) {
    count = mostAlone;
    problem = firstOf(problem, count);
    ownMeans = ownMeans.subarray(0, count * network.dimensions);
  }
  const { histories } = problem;
  const every = new EveryPrefix(network, source);
  let draws: PrefixPool | undefined;
  let enumerated = true;
  let drawnTo = 0;
  let spent = 0;
  const left = (): number => budget - spent - chains.spent;
  let most = shared?.histories ?? 0;
  const bounds: StateBounds[] = [{ lower: new Float64Array(count), upper: new Float64Array(count) }];
  const chains = new BoundsByChains(problem, random.fork('annealing'), breather);
  const whole = random.fork('whole histories');
  // The lengths of beginnings for which the shared histories do not suffice.
  const open = Array.from({ length }, (_, i) => i + 1).filter((free) => !shared || shared.gap(free) >= close / 2);
  for (let free = 1; free <= length; free++) {
    const all = shared?.bounds(free);
    const common = all && firstBounds(all, count);
    if (free > 1 && source.independent && isFixed(source, histories, free - 1)) {
      // A symbol that is known beforehand adds nothing.
      bounds[free] = bounds[free - 1];
      if (enumerated) every.advance();
      continue;
    }
    if (common && !open.includes(free)) {
      bounds[free] = common;
      enumerated = false;
      continue;
    }
    const share = left() / open.filter((other) => other >= free).length;
    enumerated &&=
      every.next <= firstDraws ||
      (every.next <= mostEnumerated && every.next * (length - free + 1) * network.cost * count <= share);
    if (!enumerated && !canDraw) {
      if (!common) return undefined;
      bounds[free] = common;
      continue;
    }
    if (enumerated) every.advance();
    else if (!runs) draws ??= drawsOf(network, source, random.fork('prefixes'));
    for (; draws && drawnTo < free; drawnTo++) draws.advance();
    const fitting = enumerated
      ? undefined
      : fittingPrefixes(problem, free, fittingShare * left(), random.fork(`fitting ${free}`));
    const pool = fitting ?? draws ?? every;
    let used = enumerated ? pool.most : firstDraws;
    let seen = false;
    for (;;) {
      const found =
        enumerated || fitting || !runs
          ? await suffixBounds(problem, free, pool, used, breather)
          : await wholeRunBounds(problem, ownMeans, runs, free, used, whole, breather);
      spent += found.spent;
      if (!seen || gapOf(found.bounds) < gapOf(bounds[free])) bounds[free] = found.bounds;
      if (enumerated || fitting || gapOf(found.bounds) < close / 2) break;
      const nearest = common && gapOf(common) < gapOf(bounds[free]) ? common : bounds[free];
      if (!seen && gapOf(nearest) > farApart) {
        seen = true;
        const chained = await chains.transitions(free, nearest, left());
        if (chained && gapOf(chained) < gapOf(bounds[free])) bounds[free] = chained;
        if (gapOf(bounds[free]) < close) break;
      }
      if (2 * used > (runs ? mostDraws : pool.most) || 3 * found.spent > share) break;
      used *= 2;
    }
    most = Math.max(most, used);
    if (common && gapOf(common) < gapOf(bounds[free])) bounds[free] = common;
    if (gapOf(bounds[free]) < close) continue;
    const annealed = await chains.annealed(free, left() / 2);
    if (annealed && gapOf(annealed) < gapOf(bounds[free])) bounds[free] = annealed;
  }
  return {
    terms: Array.from({ length }, (_, lag) => {
      const step = length - lag - 1;
      const most = mostInformation(source, step + 1, random.fork('largest information'), step);
      return termOf(lag, bounds[step + 1], bounds[step], close, { cap: Math.log(source.alphabet), most });
    }),
    states: count,
    histories: most,
    exact: enumerated,
    spent: spent + chains.spent + every.spent + (draws?.spent ?? 0),
  };
}

/** Whether no other symbol can stand at step `t` (from 0) of any history. */
function isFixed(source: HistorySource, histories: Int32Array, t: number): boolean {
  const out = new Float64Array(source.alphabet);
  for (let from = 0; from < histories.length; from += source.length) {
    logAlternatives(source, histories, from, t, out);
    if (out.filter((log) => log > -Infinity).length > 1) return false;
  }
  return true;
}

/**
 * The difference of two sums of terms, state by state, so that what they share cancels.
 * @param most what a symbol can tell at most, given all later ones, nats
 * @param cap I(X;H|Z) <= H(X|Z) <= ln of the alphabet (Cover and Thomas 2006, section 2.5)
 */
function termOf(
  lag: number,
  whole: StateBounds,
  older: StateBounds,
  close: number,
  { cap, most }: { readonly cap: number; readonly most: number },
): ConditionalTerm {
  const limit = (from: Float64Array, less: Float64Array): MeanBound => {
    const { mean, variance } = meanAndVariance(from.map((value, i) => value - less[i]));
    return { mean, error: Math.sqrt(variance / from.length), freedom: from.length - 1 };
  };
  const least = limit(whole.lower, older.upper);
  const greatest = limit(whole.upper, older.lower);
  const isClose = gapOf(whole) < close && gapOf(older) < close;
  // The difference of two lower bounds bounds nothing: only the lower end does.
  const isNear = gapOf(whole) <= widestMiddle && gapOf(older) <= widestMiddle;
  // A symbol that is known beforehand adds nothing for certain.
  const rare = whole === older ? 0 : unseen(whole.lower.length);
  const low = Math.max(0, least.mean - spreadOf(least) - rare);
  const between = isNear ? Math.max(0, meanOf(middleOf(whole)) - meanOf(middleOf(older))) : low;
  const nats = Math.min(between, cap);
  return {
    lag,
    nats,
    low: Math.min(nats, low),
    high: Math.min(cap, Math.max(nats, greatest.mean + spreadOf(greatest) + rare)),
    bound: isClose ? 'none' : 'lower',
    ...(whole !== older && groundsOfBounds(least, greatest, whole.lower.length, most)),
  };
}

const middleOf = ({ lower, upper }: StateBounds): Float64Array => lower.map((value, i) => (value + upper[i]) / 2);

const meanOf = (values: Float64Array): number => meanAndVariance(values).mean;

/** The beginnings that go with each state's later symbols, where they are few enough for the budget. */
function fittingPrefixes(
  { network, source, histories }: AnnealingProblem,
  free: number,
  budget: number,
  random: Random,
): FittingPrefixes | undefined {
  const each = (histories.length / source.length) * (source.length + 1) * network.cost;
  const most = Math.min(mostFitting, Math.floor(budget / each));
  // Histories of a source fit about as many.
  const first = most < firstDraws ? undefined : source.everyBefore?.(histories, 0, free, most);
  return first && new FittingPrefixes(network, source, free, most, random);
}

/** Draws of beginnings, of no step at first. */
function drawsOf(network: SteppedNetwork, source: HistorySource, random: Random): PrefixPool {
  const room = 2 ** Math.floor(Math.log2(Math.max(firstDraws, Math.min(mostDraws, mostNumbers / network.width))));
  return source.independent
    ? new SharedDraws(network, source, room, random)
    : new OwnDraws(network, source, room, random);
}

/** What a first look costs for one state, at the lengths of beginnings for which too few shared histories end alike. */
function firstCost(
  network: SteppedNetwork,
  { alphabet, length, independent }: HistorySource,
  shared: number,
  run: number,
): number {
  let cost = 0;
  for (let free = 1; free <= length; free++) {
    if (shared / alphabet ** (length - free) >= 2 * firstDraws) break;
    const steps = independent || alphabet ** free <= firstDraws ? length - free + 1 : length;
    cost += Math.min(alphabet ** free, firstDraws) * Math.min(run, steps * network.cost);
  }
  return cost;
}
