import { entropy } from '../discrete/entropyFunctions';

/** p(next | current), one row per state. */
export type TransitionMatrix = readonly (readonly number[])[];

/**
 * The chain that stays with probability 1 - flip and otherwise moves to one of the other states, all equally likely.
 */
export function symmetricTransition(states: number, flip: number): number[][] {
  return Array.from({ length: states }, (_, i) =>
    Array.from({ length: states }, (_, j) => (i === j ? 1 - flip : flip / (states - 1))),
  );
}

/** One step: the distribution after `p`. */
export function advance(p: ArrayLike<number>, transition: TransitionMatrix): Float64Array {
  const next = new Float64Array(transition[0].length);
  for (let i = 0; i < p.length; i++) {
    if (p[i] === 0) continue;
    for (let j = 0; j < next.length; j++) next[j] += p[i] * transition[i][j];
  }
  return next;
}

/**
 * H(next | current) = sum_i p_i H(row i) with the current state drawn from `p`; nats. The entropy rate where `p` is
 * stationary (Cover and Thomas 2006, theorem 4.2.4).
 */
export function transitionEntropy(p: ArrayLike<number>, transition: TransitionMatrix): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += p[i] * entropy(transition[i]);
  return sum;
}

export interface MarkovInformation {
  /** H(X_t), t = 1 ... T; nats. */
  readonly stateEntropy: readonly number[];
  /** H(X_{1:t}); nats. */
  readonly blockEntropy: readonly number[];
  /** I(X_{1:t};X_{t+1}) = I(X_t;X_{t+1}): given the present, the past adds nothing; nats. */
  readonly predictive: readonly number[];
  /** I(X_{T-s};X_T), s = 0 ... T-1; nats. */
  readonly lagged: readonly number[];
}

/** A chain started from `initial` and run for `length` steps; nats. */
export function markovInformation({
  initial,
  transition,
  length,
}: {
  initial: ArrayLike<number>;
  transition: TransitionMatrix;
  length: number;
}): MarkovInformation {
  const marginals: Float64Array[] = [Float64Array.from(initial)];
  for (let t = 1; t <= length; t++) marginals.push(advance(marginals[t - 1], transition));
  const stateEntropy = marginals.slice(0, length).map((p) => entropy(p));
  const conditional = marginals.map((p) => transitionEntropy(p, transition));
  const blockEntropy: number[] = [];
  for (let t = 0; t < length; t++)
    blockEntropy.push(t === 0 ? stateEntropy[0] : blockEntropy[t - 1] + conditional[t - 1]);
  const predictive = stateEntropy.map((_, t) => Math.max(0, entropy(marginals[t + 1]) - conditional[t]));

  // Rows of the s-step matrix, advanced together with s.
  let rows: Float64Array[] = transition.map((_, i) => Float64Array.from(transition, (_row, j) => (i === j ? 1 : 0)));
  const last = entropy(marginals[length - 1]);
  const lagged: number[] = [];
  for (let lag = 0; lag < length; lag++) {
    const start = marginals[length - 1 - lag];
    const left = rows.reduce((sum, row, i) => sum + start[i] * entropy(row), 0);
    lagged.push(Math.max(0, last - left));
    if (lag + 1 < length) rows = rows.map((row) => advance(row, transition));
  }
  return { stateEntropy, blockEntropy, predictive, lagged };
}

/**
 * I(X_t;X_{t+s}) of the stationary symmetric chain; nats. Its s-step matrix is again symmetric, staying with
 * probability 1/m + (1 - 1/m) lambda^s, where lambda = 1 - flip m/(m-1) is its second eigenvalue.
 */
export function symmetricMarkovInformation(states: number, flip: number, lag: number): number {
  if (lag === 0) return Math.log(states);
  const lambda = 1 - (flip * states) / (states - 1);
  const stay = 1 / states + (1 - 1 / states) * lambda ** lag;
  const other = (1 - stay) / (states - 1);
  const left = entropy([stay]) + (states - 1) * entropy([Math.max(0, other)]);
  return Math.max(0, Math.log(states) - left);
}
