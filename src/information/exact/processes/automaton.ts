import { entropy, mutualInformation } from '../discrete/entropyFunctions';

/** A finite automaton that symbols drive, from state 0 before the first. */
export interface Automaton {
  /** For every state, the state that each symbol leads to. */
  readonly next: readonly ArrayLike<number>[];
  /** p(x|s) of every symbol x in every state s, a row a state. */
  readonly probabilities: readonly (readonly number[])[];
}

/** Whether the symbols are independent of the state, and so of each other. */
export const isIndependent = ({ probabilities: [first, ...others] }: Automaton): boolean =>
  others.every((row) => row === first || row.every((p, x) => p === first[x]));

export interface AutomatonInformation {
  /** H(X_t), t = 1 ... T; nats. */
  readonly symbolEntropy: readonly number[];
  /** H(X_{1:t}), t = 1 ... T; nats. */
  readonly blockEntropy: readonly number[];
  /** H(S_t) = I(X_{1:t};S_t), t = 1 ... T; nats. */
  readonly inputInformation: readonly number[];
  /** I(S_{t-1};S_t), t = 1 ... T; nats. */
  readonly historyInformation: readonly number[];
  /** I(X_{T-s};S_T), s = 0 ... T-1; nats. */
  readonly memory: readonly number[];
  /**
   * I(X_{T-s};S_T|X_{T-s+1:T}), which adds up to H(S_T); nats. Absent where too many maps arise, and where the symbols
   * depend on the state.
   */
  readonly conditionalMemory?: readonly number[];
}

/** At most so many different maps of states to states, by as many symbols, are followed. */
const mostMaps = 512;

/**
 * What the state of an automaton holds over `length` steps. With pi_t the law of the state, and P_x the matrix of
 * p(x|s) and the map of symbol x, p(x_{t-s}, S_t) = pi_{t-s-1} P_x P^s; nats.
 */
export function automatonInformation(automaton: Automaton, length: number): AutomatonInformation {
  const { next, probabilities } = automaton;
  const laws = stateLaws(automaton, length);
  const inputInformation = laws.slice(1).map((law) => entropy(law));
  const historyInformation = laws.slice(0, -1).map((law) =>
    // The joint law of two neighbouring states, a row for each that has a probability.
    mutualInformation(
      next.flatMap((to, state) => {
        if (law[state] === 0) return [];
        const row = new Float64Array(next.length);
        probabilities[state].forEach((p, x) => (row[to[x]] += law[state] * p));
        return [row];
      }),
    ),
  );
  const memory: number[] = [];
  for (let lag = 0; lag < length; lag++) {
    const before = laws[length - lag - 1];
    const joint = probabilities[0].map((_, x) => {
      let law = moved(automaton, before, x);
      for (let s = 0; s < lag; s++) law = advanced(automaton, law);
      return law;
    });
    memory.push(mutualInformation(joint));
  }
  const left = isIndependent(automaton) ? uncertainties(automaton, laws, length) : undefined;
  const added = probabilities.map((row) => entropy(row));
  let block = 0;
  return {
    symbolEntropy: laws
      .slice(0, -1)
      .map((law) => entropy(probabilities[0].map((_, x) => sumOver(law, (p, state) => p * probabilities[state][x])))),
    // The symbols so far determine the state, so that a symbol adds what the state leaves open.
    blockEntropy: laws.slice(0, -1).map((law) => (block += sumOver(law, (p, state) => p * added[state]))),
    inputInformation,
    historyInformation,
    memory,
    ...(left && { conditionalMemory: memory.map((_, lag) => Math.max(0, left[lag] - left[lag + 1])) }),
  };
}

/** p(s) before the first symbol, and after each of `length`. */
export function stateLaws(automaton: Automaton, length: number): Float64Array[] {
  const laws: Float64Array[] = [Float64Array.from(automaton.next, (_, state) => (state === 0 ? 1 : 0))];
  for (let t = 1; t <= length; t++) laws.push(advanced(automaton, laws[t - 1]));
  return laws;
}

const sumOver = (law: Float64Array, of: (p: number, state: number) => number): number =>
  law.reduce((sum, p, state) => sum + of(p, state), 0);

/** The law of the state after symbol `x`, together with the probability of the symbol. */
function moved({ next, probabilities }: Automaton, law: ArrayLike<number>, x: number): Float64Array {
  const after = new Float64Array(next.length);
  for (let state = 0; state < next.length; state++) after[next[state][x]] += law[state] * probabilities[state][x];
  return after;
}

function advanced({ next, probabilities }: Automaton, law: ArrayLike<number>): Float64Array {
  const after = new Float64Array(next.length);
  for (let state = 0; state < next.length; state++)
    if (law[state] > 0)
      for (let x = 0; x < next[state].length; x++) after[next[state][x]] += law[state] * probabilities[state][x];
  return after;
}

/** H(S_T|X_{T-n+1:T}) for n = 0 ... T: what the last n symbols, which are independent, leave open; nats. */
function uncertainties(
  { next, probabilities: [probabilities] }: Automaton,
  laws: readonly Float64Array[],
  length: number,
): number[] | undefined {
  // Permutations leave the law's entropy as it is, whichever of them came.
  if (probabilities.every((_, x) => new Set(next.map((to) => to[x])).size === next.length))
    return Array.from({ length: length + 1 }, (_, n) => entropy(laws[length - n]));
  let maps = new Map([['', { to: next.map((_, state) => state), p: 1 }]]);
  const left: number[] = [];
  for (let n = 0; n <= length; n++) {
    let sum = 0;
    for (const { to, p } of maps.values()) {
      const law = new Float64Array(next.length);
      to.forEach((state, from) => (law[state] += laws[length - n][from]));
      sum += p * entropy(law);
    }
    left.push(sum);
    // One symbol earlier: its map comes first.
    const longer = new Map<string, { to: number[]; p: number }>();
    for (const { to, p } of maps.values())
      probabilities.forEach((q, x) => {
        const composed = next.map((row) => to[row[x]]);
        const key = composed.join();
        const same = longer.get(key);
        if (same) same.p += p * q;
        else longer.set(key, { to: composed, p: p * q });
      });
    if (longer.size > mostMaps) return undefined;
    maps = longer;
  }
  return left;
}
