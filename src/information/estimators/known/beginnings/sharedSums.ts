import type { Random } from '../../../../base/random';
import type { Breather } from '../../../numerics/breather';
import type { LikelihoodKernel } from '../../../numerics/kernels/likelihoodKernel';
import type { SteppedNetwork } from '../../../../base/stepped/steppedNetwork';
import type { Contributions } from '../fromRatios';
import { alikeTogether, begin, type BeginningsProblem, drawnStates } from './begunStates';
import { endings, symbolLaws } from './endings';
import { leftOut, NearbySums } from './nearbySums';

export interface SharedEffort {
  readonly beginnings: number;
  /** States that each beginning has. */
  readonly each: number;
}

export interface SharedSums {
  /** Contributions of the beginnings to bounds on I(X;H), nats. */
  readonly contributions: Contributions;
  /** The spread of a single state's contribution. */
  readonly deviation: number;
  /** Pairs of a state and a history that were compared, and of a state and an ending. */
  readonly pairs: number;
  readonly looks: number;
  readonly network: Pick<SteppedNetwork, 'cost' | 'dimensions'>;
}

/**
 * Bounds on I(X;H) by histories that share their beginnings: J beginnings b are drawn, and p(h) is the mean over them
 * of g(b) = sum over all endings e of p(e) p(h|b,e), which costs one step a history and not all. The analysed states
 * have beginnings of these J, with an ending and a noise each. With its own beginning among the J the mean is on
 * average too large, as the own beginning is a draw given h; without it, it is too small (Poole et al. 2019, equations
 * 12 and 13). Both ask for beginnings that are independent of the endings. States of one beginning are not independent,
 * so that contributions are means over those of a beginning.
 * @throws CancelledError
 */
export async function sharedSums(
  problem: BeginningsProblem,
  { beginnings, each }: SharedEffort,
  kernel: LikelihoodKernel,
  random: Random,
  breather: Breather,
): Promise<SharedSums> {
  const { source } = problem;
  const symbols = new Int32Array(beginnings * source.length);
  for (let j = 0; j < beginnings; j++) source.draw(random, symbols, j * source.length);
  return sumsOver(problem, symbols, each, kernel, random, breather);
}

/**
 * The same for beginnings that are given; where each that there is comes once, and all are equally likely, the lower
 * contributions are I(X;H) itself.
 * @param symbols of histories [beginnings, length], whose first steps are the beginnings
 */
export async function sumsOver(
  problem: BeginningsProblem,
  symbols: Int32Array,
  each: number,
  kernel: LikelihoodKernel,
  random: Random,
  breather: Breather,
): Promise<SharedSums> {
  const { network, source, ending } = problem;
  const { length } = source;
  const beginnings = symbols.length / length;
  const begun = alikeTogether(begin(network, symbols, beginnings, length, length - ending), network.width);
  const states = drawnStates(problem, begun, beginnings, each, random);
  const sums = new NearbySums(states, beginnings, kernel);
  const laws = symbolLaws(source, symbols.subarray(0, length), length - ending);
  for (const { means, probability } of endings(network, begun, beginnings, laws)) {
    sums.add(means, probability);
    if (breather.due()) await breather.rest();
  }
  const { all, others, own, pairs, looks } = sums;
  // What was left out of a sum may have been as much as this.
  const lower = all.map((sum) => -Math.log(sum / beginnings + leftOut));
  const upper = others.map((sum) => -Math.log(sum / (beginnings - 1)));
  const control = own.map((half) => network.dimensions / 2 - half);
  const byBeginning = (values: Float64Array): Float64Array => {
    const means = new Float64Array(beginnings);
    for (let i = 0; i < values.length; i++) means[states.owners[i]] += values[i] / each;
    return means;
  };
  const below = byBeginning(lower);
  return {
    contributions: {
      lower: below,
      upper: byBeginning(upper),
      alike: below,
      control: byBeginning(control),
      exact: false,
    },
    deviation: spreadOf(lower, control),
    pairs,
    looks,
    network,
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
