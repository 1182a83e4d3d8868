import { Breather } from '../../numerics/breather';
import { type LikelihoodKernel, withLikelihoodKernel } from '../../numerics/kernels/likelihoodKernel';
import { aboutClasses } from './aboutClasses';
import { aboutEachOther } from './aboutEachOther';
import { aboutInput, type BetweenBounds, betweenBounds, closeEnough, type Contributions } from './fromRatios';
import { type ClassRatios, type LogRatios, membersOf, ratiosOf } from './logRatios';
import { type Gaussians, type NoisyRows, sideBySide, takeGaussians, takeNoisyRows } from './noisyRows';
import { RunningMixture } from './runningMixture';

/** Some inputs, drawn from their law or counted one by one, and what they lead to. */
export interface HistoryBlock {
  readonly count: number;
  /** The densities of every state in turn. */
  readonly states: readonly Omit<Gaussians, 'count' | 'logWeights'>[];
  /** The symbols of every labelling in turn. */
  readonly labels: readonly ArrayLike<number>[];
  /** ln p(x) of every input, where the blocks together hold each input that has a probability, once. */
  readonly logProbabilities?: Float64Array;
}

/** An information about the states of the samples, by their places in the list of states. */
export type Wanted =
  | { readonly kind: 'input'; readonly state: number; readonly cap?: number }
  | { readonly kind: 'pair'; readonly a: number; readonly b: number }
  | {
      readonly kind: 'classes';
      readonly state: number;
      readonly labelling: number;
      /** The symbols of the samples. */
      readonly symbols: ArrayLike<number>;
    };

export interface FreshMixture extends BetweenBounds {
  readonly histories: number;
  readonly exact: boolean;
}

/** How much may be spent, in multiplications; blocks that would cost more are not asked for. */
export interface MixtureBudget {
  readonly total: number;
  /** The cost of the states that one input leads to. */
  readonly perHistory: number;
}

/** Draws after which the two bounds are compared for the first time; then each time their number has doubled. */
export const fewestHistories = 2 ** 12;
/** The cost of an exponential and of the sum that it goes into. */
const exponential = 4;

/** The cost of one history to the states of some samples, in multiplications. */
export const likelihoodCost = ({ count, dimensions }: Pick<NoisyRows, 'count' | 'dimensions'>): number =>
  count * (dimensions + exponential);

/**
 * Informations in nats about states h = f(x) + noise: mixtures p(h) of the known p(h|x) over histories x whose number M
 * does not depend on the number N of the states, so that no side ends at ln N. With the input that made h among the M +
 * 1 the mixture is on average too large, and without it too small (Poole et al. 2019, equations 12 and 13; Brekelmans
 * et al. 2022, section 2). Histories are added until the two bounds of an information are close, which is looked at
 * whenever M has doubled, until the budget is spent, or the blocks end. Where blocks carry probabilities, the sums are
 * exact, and only the spread of the states is left.
 * @param blocks of equally many histories, a power of two up to `fewestHistories`; any, where they have probabilities
 * @param budget absent: as many as there are blocks
 * @returns one for each wanted; undefined where there was no block
 * @throws CancelledError
 */
export async function freshMixtureInformation(
  states: readonly NoisyRows[],
  wanted: readonly Wanted[],
  blocks: AsyncIterable<HistoryBlock>,
  budget: MixtureBudget = { total: Infinity, perHistory: 0 },
  signal?: AbortSignal,
): Promise<FreshMixture[] | undefined> {
  return withLikelihoodKernel(async (kernel) => {
    const breather = new Breather(signal);
    const parts = new Parts(states, kernel);
    const all = wanted.map((one) => parts.contributions(one));
    const open = new Set(all);
    const closed = new Map<Open, FreshMixture>();
    let histories = 0;
    let exact = false;
    let spent = 0;
    for await (const block of blocks) {
      histories += block.count;
      exact = block.logProbabilities !== undefined;
      const cost = block.count * (budget.perHistory + (await parts.add(block, breather)));
      spent += cost;
      if (exact) continue;
      if (histories >= fewestHistories && Number.isInteger(Math.log2(histories))) {
        for (const one of open) {
          const found = mixtureOf(one, false);
          if (found.gap < closeEnough && open.delete(one)) closed.set(one, found);
        }
        parts.keepOpen(new Set([...open].flatMap(({ needs }) => needs)));
      }
      if (open.size === 0 || spent + cost > budget.total) break;
    }
    if (histories === 0) return undefined;
    return all.map((one) => closed.get(one) ?? mixtureOf(one, exact));
  });
}

/**
 * The contributions of some states, nats, where blocks hold every history with its probability: those of more states
 * than memory holds are made part by part.
 * @throws CancelledError
 */
export async function countedContributions(
  states: readonly NoisyRows[],
  wanted: readonly Wanted[],
  blocks: Iterable<HistoryBlock & { readonly logProbabilities: Float64Array }>,
  breather: Breather,
): Promise<Contributions[]> {
  return withLikelihoodKernel(async (kernel) => {
    const parts = new Parts(states, kernel);
    const all = wanted.map((one) => parts.contributions(one));
    for (const block of blocks) await parts.add(block, breather);
    return all.map(({ now }) => now(true));
  });
}

/** What is wanted, by its mixtures as they are now: all of the same histories as long as it is open. */
const mixtureOf = ({ now, needs, cap }: Open, exact: boolean): FreshMixture => ({
  ...betweenBounds(now(exact), cap),
  histories: Math.max(...needs.map((part) => part.histories)),
  exact,
});

/** A mixture for all samples, or one for each class of them. */
interface Part<Ratios extends LogRatios = LogRatios> {
  readonly histories: number;
  ratios(exact: boolean): Ratios;
  add(block: HistoryBlock, breather: Breather): Promise<void>;
  /** Multiplications for one history. */
  readonly cost: number;
}

interface Open {
  readonly needs: readonly Part[];
  readonly cap?: number;
  readonly now: (exact: boolean) => Contributions;
}

/** The mixtures of all that is wanted, each once. */
class Parts {
  private readonly made = new Map<string, Part>();
  private readonly ofClasses = new Map<string, Part<ClassRatios>>();
  private open: ReadonlySet<Part> | undefined;

  constructor(
    private readonly states: readonly NoisyRows[],
    private readonly kernel: LikelihoodKernel,
  ) {}

  contributions(wanted: Wanted): Open {
    switch (wanted.kind) {
      case 'input': {
        const part = this.marginal(wanted.state);
        return {
          needs: [part],
          now: (exact) => aboutInput(part.ratios(exact)),
          ...(wanted.cap !== undefined && { cap: wanted.cap }),
        };
      }
      case 'pair': {
        const needs = [this.marginal(wanted.a), this.marginal(wanted.b), this.joint(wanted.a, wanted.b)] as const;
        const [a, b, both] = needs;
        return { needs, now: (exact) => aboutEachOther(a.ratios(exact), b.ratios(exact), both.ratios(exact)) };
      }
      case 'classes': {
        const needs = [this.marginal(wanted.state), this.classes(wanted)] as const;
        const [marginal, ofClass] = needs;
        return { needs, now: (exact) => aboutClasses(marginal.ratios(exact), ofClass.ratios(exact)) };
      }
    }
  }

  /** Adds a block to the mixtures that are still needed; returns the multiplications for one history. */
  async add(block: HistoryBlock, breather: Breather): Promise<number> {
    let cost = 0;
    for (const part of this.open ?? [...this.made.values(), ...this.ofClasses.values()]) {
      await part.add(block, breather);
      cost += part.cost;
    }
    return cost;
  }

  keepOpen(parts: ReadonlySet<Part>): void {
    this.open = parts;
  }

  private marginal(state: number): Part {
    return this.once(`${state}`, () =>
      this.whole(this.states[state], (block) => densitiesOf(block, block.states[state])),
    );
  }

  private joint(a: number, b: number): Part {
    return this.once(`${a}, ${b}`, () => {
      const both = sideBySide(this.states[a], this.states[b]);
      return this.whole(both, (block) => {
        const [first, second] = [a, b].map((state) => ({
          ...this.states[state],
          histories: densitiesOf(block, block.states[state]),
        }));
        return sideBySide(first, second).histories ?? densitiesOf(block, block.states[a]);
      });
    });
  }

  private whole(rows: NoisyRows, densities: (block: HistoryBlock) => Gaussians): Part {
    const mixture = new RunningMixture(rows, this.kernel);
    return {
      get histories() {
        return mixture.histories;
      },
      cost: likelihoodCost(rows),
      ratios: (exact) => ratiosOf(mixture, exact),
      add: async (block, breather) => mixture.add(densities(block), breather),
    };
  }

  private classes({ state, labelling, symbols }: Extract<Wanted, { kind: 'classes' }>): Part<ClassRatios> {
    const key = `${state} given ${labelling}`;
    return onceIn(this.ofClasses, key, () => {
      const rows = this.states[state];
      const members = membersOf(symbols);
      const classes = new Set(members.keys());
      const mixtures = new Map(
        Array.from(members, ([symbol, own]) => [
          symbol,
          new RunningMixture(takeNoisyRows(rows, own, undefined), this.kernel),
        ]),
      );
      return {
        get histories() {
          return [...mixtures.values()].reduce((sum, { histories }) => sum + histories, 0);
        },
        cost: likelihoodCost(rows) / Math.max(1, members.size),
        ratios: (exact) => ratiosOfClasses(members, mixtures, rows.count, classes.size, exact),
        add: async (block, breather) => {
          const densities = densitiesOf(block, block.states[state]);
          for (const [symbol, places] of membersOf(block.labels[labelling])) {
            classes.add(symbol);
            await mixtures.get(symbol)?.add(takeGaussians(densities, rows.dimensions, places), breather);
          }
        },
      };
    });
  }

  private once(key: string, make: () => Part): Part {
    return onceIn(this.made, key, make);
  }
}

function onceIn<T>(made: Map<string, T>, key: string, make: () => T): T {
  const found = made.get(key) ?? make();
  made.set(key, found);
  return found;
}

const densitiesOf = (
  { count, logProbabilities }: HistoryBlock,
  state: Omit<Gaussians, 'count' | 'logWeights'>,
): Gaussians => ({ ...state, count, ...(logProbabilities && { logWeights: logProbabilities }) });

function ratiosOfClasses(
  members: ReadonlyMap<number, Int32Array>,
  mixtures: ReadonlyMap<number, RunningMixture>,
  count: number,
  classes: number,
  exact: boolean,
): ClassRatios {
  const among = new Float64Array(count);
  const lower = new Float64Array(count);
  const upper = new Float64Array(count);
  let histories = 0;
  for (const [symbol, mixture] of mixtures) {
    const ratios = ratiosOf(mixture, exact);
    histories += ratios.histories;
    members.get(symbol)?.forEach((row, i) => {
      lower[row] = ratios.lower[i];
      upper[row] = mixture.histories === 0 ? Infinity : ratios.upper[i];
      among[row] = mixture.histories;
    });
  }
  return { lower, upper, control: new Float64Array(count), exact, histories, members: among, classes };
}
