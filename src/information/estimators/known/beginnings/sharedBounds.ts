import type { Contributions } from '../fromRatios';
import type { EndingSums, Negligible, WithAndWithout } from './endingSums';
import { leftOut } from './nearbySums';

/** What sums over histories that share their beginnings say about the last state, contributions of states in nats. */
export interface SharedBounds {
  /** I(X;H_T). */
  readonly input: Contributions;
  /** I(H_{T-1};H_T), of the first states. */
  readonly history: Contributions;
  /** I(X_t;H_T) for t = 1 ... T. */
  readonly memory: readonly Contributions[];
}

/**
 * ln p(h|x) - ln p(h) from both sides, by the mean over J beginnings (see `sharedSums`). What was left out of a sum may
 * have been as much as `leftOut`: each side is there with it and without.
 */
class Ratios {
  /** With the own beginning among the J: on average at most the true ratio. */
  readonly lower: Float64Array;
  readonly lowerWithout: Float64Array;
  /** Without it: on average at least the true ratio. */
  readonly upper: Float64Array;
  readonly upperWith: Float64Array;

  constructor({ all, others }: WithAndWithout, beginnings: number, negligible: number) {
    const left = leftOut(negligible);
    this.lower = all.map((sum) => -Math.log(sum / beginnings + left));
    this.lowerWithout = all.map((sum) => -Math.log(sum / beginnings));
    this.upper = others.map((sum) => -Math.log(sum / (beginnings - 1)));
    this.upperWith = others.map((sum) => -Math.log(sum / (beginnings - 1) + left));
  }

  get gap(): number {
    return this.upper.reduce((sum, value, i) => sum + value - this.lower[i], 0);
  }
}

/**
 * @param probabilities of the states' own symbols at every step
 * @param dimensions of a state
 */
export function sharedBounds(
  sums: EndingSums,
  beginnings: number,
  probabilities: readonly Float64Array[],
  dimensions: number,
  { alone, together }: Negligible,
): SharedBounds {
  const [now, before] = [sums.now, sums.before].map((one) => new Ratios(one, beginnings, alone));
  const both = new Ratios(sums.both, beginnings, together);
  const pairs = sums.both.all.length;
  const paired = new Ratios(
    { all: sums.now.all.subarray(0, pairs), others: sums.now.others.subarray(0, pairs) },
    beginnings,
    alone,
  );
  const control = sums.own.map((half) => dimensions / 2 - half);
  const memory = sums.alike.map((alike, t) =>
    symbolBounds(sums.now, alike, beginnings, probabilities[t], leftOut(alone)),
  );
  return {
    input: { lower: now.lower, upper: now.upper, alike: now.lower, control, exact: false },
    history: { ...pairBounds(before, paired, both), control: control.subarray(0, pairs), exact: false },
    memory: memory.map((bounds) => ({ ...bounds, control: control.subarray(0, bounds.lower.length), exact: false })),
  };
}

type Bounds = Pick<Contributions, 'lower' | 'upper' | 'alike'>;

/** I(A;B) as `aboutEachOther` has it: all three densities are means over the same beginnings. */
function pairBounds(a: Ratios, b: Ratios, both: Ratios): Bounds {
  const [near, far] = a.gap <= b.gap ? [a, b] : [b, a];
  return {
    lower: near.lower.map((value, i) =>
      Number.isFinite(both.upper[i]) ? value + far.upperWith[i] - both.upper[i] : -Infinity,
    ),
    upper: near.upper.map((value, i) => value + far.lowerWithout[i] - both.lower[i]),
    alike: near.lower.map((value, i) => value + far.lower[i] - both.lower[i]),
  };
}

/**
 * I(X_t;H) as `aboutClasses` has it, where the probabilities of the symbols are known. Below: the other beginnings give
 * a q(x|h) that was made without the state (Barber and Agakov 2003). Above: with its own among the J beginnings S,
 * every one of which is as likely to be it, the shares of the symbols are p(x|h,S), and I(X_t;H) <= I(X_t;H,S).
 */
function symbolBounds(
  { all, others }: WithAndWithout,
  alike: WithAndWithout,
  beginnings: number,
  probability: Float64Array,
  left: number,
): Bounds {
  // A little of p(x) is mixed into q(x|h), so that a state whose symbol no other beginning has counts for little.
  const mixed = 1 / beginnings;
  const lower = alike.others.map((same, i) => {
    const share = same / (others[i] + (beginnings - 1) * left);
    return Math.log(((1 - mixed) * share) / probability[i] + mixed);
  });
  const upper = alike.all.map((same, i) => Math.log((same + beginnings * left) / all[i] / probability[i]));
  return { lower, upper, alike: lower };
}
