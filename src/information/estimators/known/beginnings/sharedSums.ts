import type { Random } from '../../../../base/random';
import type { SteppedNetwork } from '../../../../base/stepped/steppedNetwork';
import { type Contributions, shareBeside } from '../fromRatios';
import { alikeTogether, begin, type BeginningsProblem, type DrawnStates, drawnStates, inOrder } from './begunStates';
import { besideStates } from './besideStates';
import { symbolLaws } from './endings';
import { addedUp, type EndingWork, type Negligible, type RunEndings } from './endingSums';
import { sharedBounds, type SharedBounds } from './sharedBounds';

export interface SharedEffort {
  readonly beginnings: number;
  /** States that each beginning has. */
  readonly each: number;
  /** What does not count in sums of densities; absent: nearly nothing. */
  readonly negligible?: Negligible;
  /** States whose rough densities steady the numbers of I(X;H); absent: none. */
  readonly beside?: number;
}

/** Less than this share of the own density never counts. */
export const leastNegligible: Negligible = { alone: 18, together: 18 };

export interface SharedSums extends SharedBounds {
  /** The spread of a single state's contribution to I(X;H). */
  readonly deviation: number;
  /** The share of its square that follows the rough densities. */
  readonly share: number;
  readonly work: EndingWork;
  readonly network: Pick<SteppedNetwork, 'cost' | 'dimensions'>;
}

/**
 * Bounds by histories that share their beginnings: J beginnings b are drawn, and p(h) is the mean over them of
 * g(b) = sum over all endings e of p(e) p(h|b,e), which costs one step a history and not all. The analysed states
 * have beginnings of these J, with an ending and a noise each. With its own beginning among the J the mean is on
 * average too large, as the own beginning is a draw given h; without it, it is too small (Poole et al. 2019, equations
 * 12 and 13). Both ask for beginnings that are independent of the endings. States of one beginning are not independent,
 * so that contributions are means over those of a beginning.
 * @throws CancelledError
 */
export async function sharedSums(
  problem: BeginningsProblem,
  effort: SharedEffort,
  run: RunEndings,
  random: Random,
): Promise<SharedSums> {
  const { source } = problem;
  const { beginnings } = effort;
  const symbols = new Int32Array(beginnings * source.length);
  for (let j = 0; j < beginnings; j++) source.draw(random, symbols, j * source.length);
  return sumsOver(problem, symbols, effort, run, random);
}

/**
 * The same for beginnings that are given; where each that there is comes once, and all are equally likely, the lower
 * contributions to I(X;H) are the information itself.
 * @param symbols of histories [beginnings, length], whose first steps are the beginnings
 */
export async function sumsOver(
  problem: BeginningsProblem,
  symbols: Int32Array,
  { each, negligible = leastNegligible, beside: further = 0 }: Omit<SharedEffort, 'beginnings'>,
  run: RunEndings,
  random: Random,
): Promise<SharedSums> {
  const { network, source, ending } = problem;
  const { length } = source;
  const beginnings = symbols.length / length;
  const steps = length - ending;
  const begunAsDrawn = begin(network, symbols, beginnings, length, steps);
  const order = alikeTogether(begunAsDrawn, network.width);
  const begun = inOrder(begunAsDrawn, network.width, order);
  const begins = Int32Array.from(
    { length: beginnings * steps },
    (_, at) => symbols[order[Math.floor(at / steps)] * length + (at % steps)],
  );
  const states = drawnStates(problem, begun, beginnings, each, random);
  const laws = symbolLaws(source, symbols.subarray(0, length), 0);
  const pairs = beginnings * pairsOfEach(each, beginnings);
  const part = { begun, beginnings, begins, laws: laws.slice(steps), states, pairs, negligible };
  const firsts = Array.from(part.laws[0].keys()).filter((symbol) => part.laws[0][symbol] > 0);
  const sums = addedUp(await run(firsts.map((first) => ({ ...part, first }))));
  const probabilities = laws.map((law, t) =>
    Float64Array.from({ length: states.count }, (_, i) => law[symbolOf(states, begins, steps, ending, i, t)]),
  );
  const bounds = sharedBounds(sums, beginnings, probabilities, network.dimensions, negligible);
  const beside =
    further > 0
      ? await besideStates(
          problem,
          states,
          { count: further, atOnce: beginnings, negligible },
          run,
          random.fork(`states beside those of ${beginnings} beginnings`),
        )
      : undefined;
  const byBeginning = (of: Contributions): Contributions => byOwner(of, states.owners, beginnings);
  return {
    input: byBeginning({ ...bounds.input, ...(beside && { beside }) }),
    history: byBeginning(bounds.history),
    memory: bounds.memory.map(byBeginning),
    deviation: spreadOf(bounds.input.lower, bounds.input.control),
    share: beside ? shareBeside(bounds.input.lower, bounds.input.control, beside) : 0,
    work: sums.work,
    network,
  };
}

/** I(H';H) needs no more states: the gap of its bounds is wider than the spread that these leave. */
const mostPairs = 2 ** 12;
/** How many of the states of each beginning are compared together with those of the step before. */
export const pairsOfEach = (each: number, beginnings: number): number =>
  Math.min(each, Math.max(1, Math.floor(mostPairs / beginnings)));

/** The symbol of state `i` at step `t`, from 0. */
function symbolOf(
  { owners, ends }: DrawnStates,
  begins: Int32Array,
  steps: number,
  ending: number,
  i: number,
  t: number,
): number {
  return t < steps ? begins[owners[i] * steps + t] : ends[i * ending + t - steps];
}

/** Means over the states of each beginning. */
function byOwner(contributions: Contributions, owners: Int32Array, beginnings: number): Contributions {
  const means = (values: Float64Array): Float64Array => {
    const out = new Float64Array(beginnings);
    const each = values.length / beginnings;
    for (let i = 0; i < values.length; i++) out[owners[i]] += values[i] / each;
    return out;
  };
  const { lower, upper, alike, control, beside, exact } = contributions;
  return {
    lower: means(lower),
    upper: means(upper),
    alike: means(alike),
    control: means(control),
    ...(beside && { beside: { ...beside, values: means(beside.values) } }),
    exact,
  };
}

/** The spread of values without the part that follows the control. */
function spreadOf(values: Float64Array, control: Float64Array): number {
  const n = values.length;
  let [x, y] = [0, 0];
  for (let i = 0; i < n; i++) [x, y] = [x + control[i] / n, y + values[i] / n];
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    xx += (control[i] - x) ** 2;
    xy += (control[i] - x) * (values[i] - y);
    yy += (values[i] - y) ** 2;
  }
  return Math.sqrt(Math.max(0, yy - (xx > 0 ? (xy * xy) / xx : 0)) / (n - 1));
}
