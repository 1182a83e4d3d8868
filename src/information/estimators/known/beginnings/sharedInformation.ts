import type { Random } from '../../../../base/random';
import { Breather } from '../../../numerics/breather';
import { type LikelihoodKernel, withLikelihoodKernel } from '../../../numerics/kernels/likelihoodKernel';
import { z95 } from '../../../numerics/special';
import type { HistorySource } from '../annealing/historySource';
import type { SteppedNetwork } from '../../../../base/stepped/steppedNetwork';
import { type BetweenBounds, betweenBounds, closeEnough } from '../fromRatios';
import { fewBeginnings } from './besideStates';
import { stepsOfEndings } from './endings';
import { type EndingSums, type Negligible, type RunEndings, sumEndings } from './endingSums';
import { leastNegligible, pairsOfEach, type SharedEffort, sharedSums, type SharedSums } from './sharedSums';

export interface SharedInformation {
  /** I(X;H_T). */
  readonly input: BetweenBounds;
  /** I(H_{T-1};H_T). */
  readonly history: BetweenBounds;
  /** I(X_{T-s};H_T) at every lag s, lag 0 first. */
  readonly memory: readonly BetweenBounds[];
  readonly states: number;
  readonly histories: number;
}

export interface SharedSettings {
  /** Multiplications that may be spent. */
  readonly budget: number;
  /** An upper bound on the information from elsewhere, nats. */
  readonly cap?: number;
  /** Sums over parts of the endings, on other cores; absent: here, one after the other. */
  readonly run?: RunEndings;
}

/** The network, to be run by a kernel for at most so many states at once. */
export type NetworkFor = (kernel: LikelihoodKernel, most: number) => SteppedNetwork;

/** Every beginning is followed by at most so many endings. */
const mostEndings = 2 ** 10;
/** A first look chooses the effort, and is then left out: so the choice favours no side. */
const firstLook: SharedEffort = { beginnings: fewBeginnings, each: 2 ** 3, beside: 2 ** 9 };
const mostBeginnings = 2 ** 12;
const mostStates = 2 ** 14;
/** The bounds are brought nearer to each other than this, and the limits of both nearer to their means. */
const gapWanted = 0.5 * closeEnough;
const spreadWanted = 0.25 * closeEnough;
/** At most so many states are looked at roughly, and only where these looks tell so much of the others. */
const mostBeside = 2 ** 15;
const leastShare = 0.5;
const mostShare = 0.95;
/** Beyond this the endings and beginnings are too few for the information. */
const tooFar = 4 * closeEnough;
/** Nats beyond I(X;H) at which densities no longer count; as many more for states of two steps. */
const beyondInformation = 8;
const beyondInPairs = 2;
/** How the gap shrinks with the beginnings, as a power; a little slower than it does where states are seldom met. */
const shrinking = 0.85;
/** What looking at a group costs in multiplications. */
const lookCost = 24;

/**
 * I(X;H), I(H';H) and memory in nats between two bounds each (see `sharedSums`), of the last state of a network whose
 * input symbols are independent: as many beginnings and states as bring the interval of I(X;H) to about a tenth of a
 * bit, as far as the budget goes.
 * @returns undefined where the budget is too small, or the information too large, to bring the bounds together
 * @throws CancelledError
 */
export async function sharedInformation(
  networkFor: NetworkFor,
  source: HistorySource,
  deviation: number,
  { budget, cap, run }: SharedSettings,
  random: Random,
  signal?: AbortSignal,
): Promise<SharedInformation | undefined> {
  const { alphabet, length } = source;
  const ending = Math.min(length - 1, Math.floor(Math.log(mostEndings) / Math.log(alphabet)));
  if (source.independent !== true || ending < 1) return undefined;
  const here = runHere(networkFor, signal);
  const sums = (effort: SharedEffort, by: RunEndings): Promise<SharedSums> =>
    withLikelihoodKernel((kernel) => {
      const network = networkFor(kernel, effort.beginnings);
      return sharedSums({ network, source, deviation, ending }, effort, by, random);
    });
  const look = await sums(firstLook, run ?? here);
  const costs = new Costs(look, alphabet, ending);
  const chosen = chosenEffort(look, costs, budget - costs.of(firstLook));
  if (!chosen) return undefined;
  const effort = { ...chosen, negligible: negligibleBeside(look) };
  const found = await sums(effort, run ?? here);
  return {
    input: betweenBounds(found.input, cap),
    history: betweenBounds(found.history),
    memory: found.memory.map((one) => betweenBounds(one)).reverse(),
    states: effort.beginnings * effort.each,
    histories: effort.beginnings * alphabet ** ending,
  };
}

/** What does not count beside p(h), which is less than p(h|x) by I(X;H) on average. */
function negligibleBeside({ input }: SharedSums): Negligible {
  const { low, high } = betweenBounds(input);
  const alone = Math.min(leastNegligible.alone, (low + high) / 2 + beyondInformation);
  return { alone, together: Math.min(leastNegligible.together, alone + beyondInPairs) };
}

/** Sums over parts of the endings one after the other. */
export function runHere(networkFor: NetworkFor, signal?: AbortSignal): RunEndings {
  const breather = new Breather(signal);
  return async (parts) => {
    const sums: EndingSums[] = [];
    for (const part of parts)
      sums.push(
        await withLikelihoodKernel((kernel) => sumEndings(networkFor(kernel, part.beginnings), part, kernel, breather)),
      );
    return sums;
  };
}

/** The least effort that brings the interval down to what is wanted, or the best that the budget buys. */
function chosenEffort(look: SharedSums, costs: Costs, budget: number): SharedEffort | undefined {
  const { gap } = betweenBounds(look.input);
  const wanted = (z95 * look.deviation) / spreadWanted;
  const share = look.share < leastShare ? 0 : Math.min(mostShare, look.share);
  let best: (SharedEffort & { readonly width: number }) | undefined;
  for (let beginnings = 2 * firstLook.beginnings; beginnings <= mostBeginnings; beginnings *= 2) {
    const gapThen = gap * (firstLook.beginnings / beginnings) ** shrinking;
    let isBought = false;
    for (const times of new Set([0, costs.timesBeside(beginnings, share)])) {
      // So many states alone tell as much as one with those beside it.
      const worth = times > 0 ? 1 / (1 - share + share / times) : 1;
      const affordable = Math.floor(costs.left(beginnings, times, budget));
      const asked = Math.ceil(wanted ** 2 / beginnings / worth);
      const each = Math.min(asked, Math.floor(mostStates / beginnings), affordable);
      if (each < 1) continue;
      isBought = true;
      if (gapThen > tooFar) continue;
      const states = beginnings * each;
      const beside = Math.min(mostBeside, Math.ceil(times * states));
      const variance = beside > 0 ? (1 - share) / states + share / beside : 1 / states;
      const width = gapThen + 2 * z95 * look.deviation * Math.sqrt(variance);
      if (!best || width < best.width) best = { beginnings, each, beside, width };
    }
    if (!isBought || gapThen < gapWanted) break;
  }
  return best;
}

/** What efforts cost in multiplications, by the share of pairs that a first look had to compare. */
class Costs {
  private readonly endings: number;
  private readonly perHistory: number;
  /** For one state and one beginning; and for one state. The same of states of two steps together. */
  private readonly perPair: number;
  private readonly perState: number;
  private readonly perPairTogether: number;
  private readonly perStateTogether: number;

  constructor({ work, network }: SharedSums, alphabet: number, ending: number) {
    const states = firstLook.beginnings * firstLook.each;
    this.endings = alphabet ** ending;
    this.perHistory = (stepsOfEndings(alphabet, ending) / this.endings) * network.cost;
    this.perPair = work.now / (states * firstLook.beginnings);
    this.perState = (work.looks / states) * lookCost;
    this.perPairTogether = work.pairs / (states * firstLook.beginnings);
    this.perStateTogether = (work.looksOfPairs / states) * lookCost;
  }

  of({ beginnings, each, beside = 0 }: SharedEffort): number {
    const pairs = pairsOfEach(each, beginnings);
    const rough = beside > 0 ? this.histories(fewBeginnings) + (beginnings * each + beside) * this.roughly : 0;
    return this.histories(beginnings) + each * this.round(beginnings) + pairs * this.roundTogether(beginnings) + rough;
  }

  /** How many states beside each spare most, where so large a share of its square follows them; at least 1, or none. */
  timesBeside(beginnings: number, share: number): number {
    const times = Math.sqrt(((share / (1 - share)) * this.round(beginnings)) / beginnings / this.roughly);
    return times > 1 ? times : 0;
  }

  /** How many states for each of some beginnings a budget buys, with so many beside each. */
  left(beginnings: number, times: number, budget: number): number {
    const most = pairsOfEach(Infinity, beginnings);
    const left = budget - this.histories(beginnings) - (times > 0 ? this.histories(fewBeginnings) : 0);
    const rough = times > 0 ? (1 + times) * beginnings * this.roughly : 0;
    const [alone, together] = [this.round(beginnings) + rough, this.roundTogether(beginnings)];
    return left < most * (alone + together) ? left / (alone + together) : (left - most * together) / alone;
  }

  /** A state's rough density. */
  private get roughly(): number {
    return fewBeginnings * this.perPair + this.perState;
  }

  private histories(beginnings: number): number {
    return beginnings * this.endings * this.perHistory;
  }

  private round(beginnings: number): number {
    return beginnings * (beginnings * this.perPair + this.perState);
  }

  private roundTogether(beginnings: number): number {
    return beginnings * (beginnings * this.perPairTogether + this.perStateTogether);
  }
}
