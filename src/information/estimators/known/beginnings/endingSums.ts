import type { Breather } from '../../../numerics/breather';
import type { LikelihoodKernel } from '../../../numerics/kernels/likelihoodKernel';
import type { SteppedNetwork } from '../../../../base/stepped/steppedNetwork';
import type { DrawnStates, StepStates } from './begunStates';
import { endings } from './endings';
import { NearbySums } from './nearbySums';

/** The endings that start with one symbol, after the same beginnings. */
export interface EndingsPart {
  /** States after the beginnings, [beginnings, width]. */
  readonly begun: Float64Array;
  readonly beginnings: number;
  /** The symbols of the beginnings, [beginnings, steps]; empty where there are no pairs. */
  readonly begins: Int32Array;
  readonly laws: readonly Float64Array[];
  readonly first: number;
  readonly states: DrawnStates;
  /**
   * So many of the states, the first ones, are compared together with those of the step before, and with beginnings one
   * by one. None: there are sums of `now` alone.
   */
  readonly pairs: number;
  /** What does not count, as `OwnedStates` has it: for states alone, and together with those of the step before. */
  readonly negligible: Negligible;
}

export interface Negligible {
  readonly alone: number;
  readonly together: number;
}

/** For every state: a sum over all histories, and one over those that do not have its own beginning. */
export interface WithAndWithout {
  readonly all: Float64Array;
  readonly others: Float64Array;
}

/** Sums over histories of p(h|x') / p(h|x), each weighted by the probability of its ending. */
export interface EndingSums {
  readonly now: WithAndWithout;
  /** Of the first states alone: those of the step before the last. */
  readonly before: WithAndWithout;
  /** Of the first states alone: those of the last two steps together. */
  readonly both: WithAndWithout;
  /**
   * Those of `now` over histories that have the state's own symbol at a step, for each step of a history; of the first
   * states alone where it is a step of the beginning.
   */
  readonly alike: readonly WithAndWithout[];
  /** Half the squared distance of a state to its own mean in units of the noise. */
  readonly own: Float64Array;
  readonly work: EndingWork;
}

/** Sums over the parts of a tree of endings, here or on other cores. */
export type RunEndings = (parts: readonly EndingsPart[]) => Promise<readonly EndingSums[]>;

/** What the sums cost. */
export interface EndingWork {
  /** Multiplications of comparing states with members of groups: of `now`, and of the other two. */
  readonly now: number;
  readonly pairs: number;
  /** Pairs of a state and a group that were looked at. */
  readonly looks: number;
  readonly looksOfPairs: number;
}

/** What adding a term costs in multiplications. */
const termCost = 4;

/** @throws CancelledError */
export async function sumEndings(
  network: SteppedNetwork,
  part: EndingsPart,
  kernel: LikelihoodKernel,
  breather: Breather,
): Promise<EndingSums> {
  if (part.pairs === 0) return sumAlone(network, part, kernel, breather);
  const { begun, beginnings, begins, laws, first, states, pairs, negligible } = part;
  const { count, dimensions, owners, ends } = states;
  const steps = begins.length / beginnings;
  const firstOf = ({ values, means }: StepStates): StepStates => ({
    values: values.subarray(0, pairs * dimensions),
    means: means.subarray(0, pairs * dimensions),
  });
  const alike = Array.from({ length: steps + laws.length }, (_, t) => zeros(t < steps ? pairs : count));
  const alone = { ...states, ...states.now, negligible: negligible.alone };
  const now = new NearbySums(alone, beginnings, kernel, {
    states: pairs,
    take: (state, member, weight) => {
      const owner = owners[state];
      for (let t = 0, a = owner * steps, b = member * steps; t < steps; t++, a++, b++) {
        if (begins[a] !== begins[b]) continue;
        alike[t].all[state] += weight;
        if (member !== owner) alike[t].others[state] += weight;
      }
    },
  });
  const [twice, old, young] = [2 * dimensions, firstOf(states.before), firstOf(states.now)];
  const together: StepStates = {
    values: sideBySide(old.values, young.values, dimensions, new Float64Array(pairs * twice)),
    means: sideBySide(old.means, young.means, dimensions, new Float64Array(pairs * twice)),
  };
  const before = new NearbySums({ ...states, ...old, count: pairs, negligible: negligible.alone }, beginnings, kernel);
  const both = new NearbySums(
    { ...states, ...together, count: pairs, dimensions: twice, negligible: negligible.together },
    beginnings,
    kernel,
  );
  const joint = new Float64Array(beginnings * twice);
  for (const ended of endings(network, begun, beginnings, laws, first)) {
    const { means, probability, symbols } = ended;
    if (ended.steps < laws.length) before.add(means, probability);
    else {
      now.add(means, probability, (state, all, others) => {
        for (let t = 0, at = state * laws.length; t < laws.length; t++, at++) {
          if (ends[at] !== symbols[t]) continue;
          alike[steps + t].all[state] += all;
          alike[steps + t].others[state] += others;
        }
      });
      both.add(sideBySide(ended.before, means, dimensions, joint), probability);
    }
    if (breather.due()) await breather.rest();
  }
  return {
    now: { all: now.all, others: now.others },
    before: { all: before.all, others: before.others },
    both: { all: both.all, others: both.others },
    alike,
    own: now.own,
    work: {
      now: now.pairs * (dimensions + termCost),
      pairs: before.pairs * (dimensions + termCost) + both.pairs * (twice + termCost),
      looks: now.looks,
      looksOfPairs: before.looks + both.looks,
    },
  };
}

/** The sums of `now` alone. */
async function sumAlone(
  network: SteppedNetwork,
  { begun, beginnings, laws, first, states, negligible }: EndingsPart,
  kernel: LikelihoodKernel,
  breather: Breather,
): Promise<EndingSums> {
  const now = new NearbySums({ ...states, ...states.now, negligible: negligible.alone }, beginnings, kernel);
  for (const { steps, means, probability } of endings(network, begun, beginnings, laws, first)) {
    if (steps === laws.length) now.add(means, probability);
    if (breather.due()) await breather.rest();
  }
  return {
    now: { all: now.all, others: now.others },
    before: zeros(0),
    both: zeros(0),
    alike: [],
    own: now.own,
    work: { now: now.pairs * (states.dimensions + termCost), pairs: 0, looks: now.looks, looksOfPairs: 0 },
  };
}

/** The sums over all parts, added up in their order. */
export function addedUp(parts: readonly EndingSums[]): EndingSums {
  const [{ own, alike }] = parts;
  const total = (of: (part: EndingSums) => WithAndWithout): WithAndWithout => {
    const sum = zeros(of(parts[0]).all.length);
    for (const { all, others } of parts.map(of))
      for (let i = 0; i < all.length; i++) {
        sum.all[i] += all[i];
        sum.others[i] += others[i];
      }
    return sum;
  };
  return {
    now: total(({ now }) => now),
    before: total(({ before }) => before),
    both: total(({ both }) => both),
    alike: alike.map((_, t) => total((part) => part.alike[t])),
    own,
    work: parts.reduce(
      (sum, { work }) => ({
        now: sum.now + work.now,
        pairs: sum.pairs + work.pairs,
        looks: sum.looks + work.looks,
        looksOfPairs: sum.looksOfPairs + work.looksOfPairs,
      }),
      { now: 0, pairs: 0, looks: 0, looksOfPairs: 0 },
    ),
  };
}

const zeros = (count: number): WithAndWithout => ({ all: new Float64Array(count), others: new Float64Array(count) });

/** Rows of two matrices of as many columns side by side. */
function sideBySide(a: Float64Array, b: Float64Array, columns: number, out: Float64Array): Float64Array {
  for (let from = 0, at = 0; from < a.length; from += columns) {
    for (let d = 0; d < columns; d++) out[at++] = a[from + d];
    for (let d = 0; d < columns; d++) out[at++] = b[from + d];
  }
  return out;
}
