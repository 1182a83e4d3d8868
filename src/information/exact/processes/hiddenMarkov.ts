import { breathe } from '../../../base/cancellation';
import { entropy } from '../discrete/entropyFunctions';
import { advance, type TransitionMatrix } from './markovChain';

export interface HiddenMarkovProcess {
  /** p(S_1). */
  readonly initial: ArrayLike<number>;
  readonly transition: TransitionMatrix;
  /** p(O_t | S_t), one row per state. */
  readonly emission: TransitionMatrix;
  readonly length: number;
  /**
   * The process is the same under every renaming of its states (symmetric chain, symmetric channel). Beliefs that are
   * permutations of one another then count as one, which keeps their number small.
   */
  readonly symmetric?: boolean;
  /** The number of distinct beliefs that are kept exactly; of more, the nearest are merged. Default 20 000. */
  readonly beliefs?: number;
}

export interface HiddenMarkovInformation {
  /** H(O_t), t = 1 ... T; nats. */
  readonly observationEntropy: readonly number[];
  /** H(O_{1:t}); nats. */
  readonly blockEntropy: readonly number[];
  /** I(O_{1:t};O_{t+1}), the information of the belief state about the next observation: no state has more; nats. */
  readonly predictive: readonly number[];
  /** I(O_{1:t};S_{t+1}), the information of the belief state about the next hidden state; nats. */
  readonly hiddenState: readonly number[];
  /**
   * False where beliefs had to be merged; the values then carry an error of second order in the size of the merged
   * cells.
   */
  readonly exact: boolean;
}

/** A prediction p(S_{t+1} | o_{1:t}) and the probability of the histories that lead to it. */
interface Belief {
  weight: number;
  state: Float64Array;
}

/**
 * Information of a hidden Markov process by forward recursion over the distribution of belief states (Blackwell 1957):
 * a history enters only by its prediction of the next hidden state, so histories with the same prediction count as one.
 * Merging by weighted means, where there are too many, keeps the expected belief, so that the first-order error
 * cancels.
 * @throws CancelledError
 */
export async function hiddenMarkovInformation(
  process: HiddenMarkovProcess,
  signal?: AbortSignal,
): Promise<HiddenMarkovInformation> {
  const { transition, emission, length, symmetric = false, beliefs: limit = 20_000 } = process;
  const observationEntropy: number[] = [];
  const blockEntropy: number[] = [];
  const predictive: number[] = [];
  const hiddenState: number[] = [];
  let exact = true;
  let marginal: Float64Array = Float64Array.from(process.initial);
  let beliefs: Belief[] = [{ weight: 1, state: marginal }];
  let uncertainty = expectedEntropy(beliefs, emission);
  let settled = 0;
  for (let t = 1; t <= length; t++) {
    if (settled === 3) {
      observationEntropy.push(observationEntropy[t - 2]);
      blockEntropy.push(blockEntropy[t - 2] + uncertainty);
      predictive.push(predictive[t - 2]);
      hiddenState.push(hiddenState[t - 2]);
      continue;
    }
    observationEntropy.push(entropy(advance(marginal, emission)));
    blockEntropy.push((blockEntropy.at(-1) ?? 0) + uncertainty);
    const merger = new BeliefMerger(limit, symmetric);
    for (let i = 0; i < beliefs.length; i++) {
      observe(beliefs[i], transition, emission, symmetric, (belief) => merger.add(belief));
      if (i % 1000 === 999) await breathe(signal);
    }
    await breathe(signal);
    beliefs = merger.beliefs();
    exact &&= !merger.merged;
    const before = { marginal, uncertainty };
    marginal = advance(marginal, transition);
    uncertainty = expectedEntropy(beliefs, emission);
    // The entropy rate is approached exponentially (Birch 1962); from here on the values change by less than rounding
    // or merging does.
    const still =
      Math.abs(uncertainty - before.uncertainty) < (exact ? 1e-14 : 1e-10) &&
      marginal.every((p, i) => Math.abs(p - before.marginal[i]) < 1e-14);
    settled = still ? settled + 1 : 0;
    predictive.push(Math.max(0, entropy(advance(marginal, emission)) - uncertainty));
    hiddenState.push(
      Math.max(0, entropy(marginal) - beliefs.reduce((sum, { weight, state }) => sum + weight * entropy(state), 0)),
    );
  }
  return { observationEntropy, blockEntropy, predictive, hiddenState, exact };
}

/** E H(O | belief); nats. */
function expectedEntropy(beliefs: readonly Belief[], emission: TransitionMatrix): number {
  return beliefs.reduce((sum, { weight, state }) => sum + weight * entropy(advance(state, emission)), 0);
}

/** Calls `emit` with every belief that an observation can lead to, advanced by one step. */
function observe(
  belief: Belief,
  transition: TransitionMatrix,
  emission: TransitionMatrix,
  symmetric: boolean,
  emit: (belief: Belief) => void,
): void {
  const seen = new Map<number, number>();
  const { state, weight } = belief;
  if (symmetric) {
    // Observations of equally likely states lead to the same belief up to a renaming.
    for (const p of state) seen.set(p, (seen.get(p) ?? 0) + 1);
  }
  for (let o = 0; o < emission[0].length; o++) {
    let copies = 1;
    if (symmetric) {
      const count = seen.get(state[o]);
      if (count === undefined) continue;
      copies = count;
      seen.delete(state[o]);
    }
    const posterior = state.map((p, s) => p * emission[s][o]);
    const probability = posterior.reduce((sum, p) => sum + p, 0);
    if (probability <= 0) continue;
    const next = advance(
      posterior.map((p) => p / probability),
      transition,
    );
    emit({ weight: weight * probability * copies, state: symmetric ? next.sort() : next });
  }
}

/** Collects beliefs: equal ones as one, and the nearest as their weighted mean once there are more than `limit`. */
class BeliefMerger {
  /** Cells per unit of probability; equal beliefs differ only by rounding. */
  private resolution = 1e12;
  private cells = new Map<string, Belief>();
  merged = false;

  constructor(
    private readonly limit: number,
    private readonly symmetric: boolean,
  ) {}

  add(belief: Belief): void {
    this.put(belief);
    while (this.cells.size > this.limit) this.coarsen();
  }

  beliefs(): Belief[] {
    return [...this.cells.values()];
  }

  private put(belief: Belief): void {
    const key = belief.state.map((p) => Math.round(p * this.resolution)).join();
    const held = this.cells.get(key);
    if (!held) {
      this.cells.set(key, { weight: belief.weight, state: belief.state.slice() });
      return;
    }
    const weight = held.weight + belief.weight;
    const share = belief.weight / weight;
    for (let i = 0; i < held.state.length; i++) held.state[i] += share * (belief.state[i] - held.state[i]);
    held.weight = weight;
  }

  private coarsen(): void {
    this.resolution = this.resolution > 1e6 ? 1e6 : this.resolution / 2;
    this.merged = true;
    const old = this.beliefs();
    this.cells = new Map();
    for (const belief of old) this.put(this.symmetric ? { ...belief, state: belief.state.sort() } : belief);
  }
}
