/** The density that a code's rate is measured from. */
export type CodePrior = { readonly prior: 'standard' } | { readonly prior: 'learned'; readonly components: number };

/**
 * The variables that an estimate is computed from, where a choice makes it finite. Estimates with different values here
 * are not comparable: compare them with `isSameComputedFrom`. `ofWords` makes the words.
 */
export type ComputedFrom =
  /** The state plus the analysis's read-out noise, N(0, variance) on each unit. */
  | { readonly kind: 'declaredNoise'; readonly variance: number }
  /** The mean of a state that a layer samples, plus the analysis's read-out noise. */
  | { readonly kind: 'meanWithDeclaredNoise'; readonly variance: number }
  /** The state as the layer's own noise sampled it. */
  | { readonly kind: 'ownNoise' }
  /** The gates of a step plus the analysis's noise, N(0, variance) on each number. */
  | { readonly kind: 'gates'; readonly variance: number }
  /** The state with Gaussian noise of one variance, whatever it is, in every unit and step of the recurrence. */
  | { readonly kind: 'noiseInEveryStep' }
  /** The state in bins; `count` bins per unit, all of one width where `equalWidth` is set. */
  | { readonly kind: 'bins'; readonly count?: number; readonly equalWidth?: true }
  /** Integer codes; I(X;Z) = H(Z) where they are a function of the input. */
  | { readonly kind: 'integers'; readonly functionOfInput?: true }
  /** A state that is sampled inside a recurrent layer: the bound includes its information about the state before. */
  | { readonly kind: 'drawn' }
  /** KL of the code to its prior; `step`: of one step of a recurrent layer; `read`: of all steps read by attention. */
  | ({ readonly kind: 'divergenceFromPrior'; readonly step?: true; readonly read?: true } & CodePrior)
  /** KL to the mixture of the other samples' codes. */
  | { readonly kind: 'divergenceFromMixture' }
  /** InfoNCE with the known p(z|x). */
  | { readonly kind: 'knownInfoNCE' }
  /** The code's length by the density that the layer learned. */
  | { readonly kind: 'codeLength' }
  /** The target's entropy less the cross-entropy of a head of the network. */
  | { readonly kind: 'headCrossEntropy'; readonly head: string; readonly differential?: true }
  /** The critic that was trained with the network: InfoNCE over groups of `group` samples, or Jensen-Shannon. */
  | { readonly kind: 'trainedCritic'; readonly objective: 'infoNCE'; readonly group: number }
  | { readonly kind: 'trainedCritic'; readonly objective: 'jensenShannon' }
  /** Text of a document of an older version that matches no other kind. */
  | { readonly kind: 'text'; readonly text: string };

/** Whether two estimates are computed from the same variables. */
export function isSameComputedFrom(a: ComputedFrom | undefined, b: ComputedFrom | undefined): boolean {
  return computedFromKey(a) === computedFromKey(b);
}

/** One string per value, for maps and sets; the order of its fields does not matter. */
export function computedFromKey(of: ComputedFrom | undefined): string {
  if (of === undefined) return '';
  return JSON.stringify(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Every distinct value among the estimates, in order of appearance. */
export function distinctComputedFrom(estimates: Iterable<{ readonly of?: ComputedFrom }>): ComputedFrom[] {
  const found = new Map<string, ComputedFrom>();
  for (const { of } of estimates) if (of && !found.has(computedFromKey(of))) found.set(computedFromKey(of), of);
  return [...found.values()];
}
