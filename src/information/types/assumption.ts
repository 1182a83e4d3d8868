/**
 * The model on which a value, or an end of its interval, rests. Absent: the ends are certified, so that 97.5 % of such
 * ends hold whatever the variables' law is.
 */
export const assumptions = [
  /** The ranks of all columns together are those of a normal distribution. */
  'gaussianCopula',
  /** The ranks of all columns together are those of a Student distribution. */
  'studentCopula',
  /** The variables are jointly normal. */
  'gaussian',
  /** Densities are even between nearest neighbours. */
  'nearestNeighbors',
  /** Curved maps of each side catch what its copula misses. */
  'curvedMaps',
  /** Densities within classes are normal. */
  'gaussianClasses',
  /** Densities are mixtures of normal densities. */
  'gaussianMixture',
  /** Counts follow the large-sample law of a table. */
  'filledTable',
  /** Unseen symbols follow the seen ones. */
  'unseenSymbols',
  /** Cells are the variables. */
  'bins',
  /** A kernel of the declared noise is the density. */
  'kernel',
  /** A learned decoder or critic finds all that there is. */
  'learned',
  /** Rows that follow each other in time are independent where they are far enough apart. */
  'distantRows',
  /** Kinds of states too rare to be drawn hold about as much as those that were. */
  'rareStates',
  /** Inputs of different steps are independent. */
  'independentInputs',
  /** Recorded states are a function of the recorded inputs: no dropout, nothing carried over. */
  'functionOfInput',
  /** A fitted density stands in for the unknown one. */
  'fittedDensity',
] as const;

export type Assumption = (typeof assumptions)[number];

/**
 * The ends of an interval that are 97.5 % limits of the truth whatever the variables' law is: `low` of something that
 * is at most the information, `high` of something that is at least it. A `high` that is infinite says nothing, and so
 * does a `low` of 0; neither needs a model.
 */
export type CertifiedEnds = 'both' | 'low' | 'high' | 'none';

/** What an estimate's ends rest on; the same fields in estimates of every form. */
export interface Grounds {
  /** The model on which the value or an end rests. Absent: both ends are certified. */
  readonly assumes?: Assumption;
  /** The ends that hold without the model. Absent: `low` where a model is assumed, both where none is. */
  readonly certified?: CertifiedEnds;
}

/** The certified ends of an estimate, with the defaults of its fields. */
export const certifiedEnds = ({ assumes, certified }: Grounds): CertifiedEnds =>
  certified ?? (assumes === undefined ? 'both' : 'low');

export function isLowCertified(estimate: Grounds): boolean {
  const ends = certifiedEnds(estimate);
  return ends === 'both' || ends === 'low';
}

export function isHighCertified(estimate: Grounds): boolean {
  const ends = certifiedEnds(estimate);
  return ends === 'both' || ends === 'high';
}

/** Whether a model stands in for a limit: one of them, or both, would not hold without it. */
export const isModelled = (estimate: Grounds): boolean => certifiedEnds(estimate) !== 'both';

/** The name of these two sides together. */
export const endsOf = (low: boolean, high: boolean): CertifiedEnds =>
  low ? (high ? 'both' : 'low') : high ? 'high' : 'none';

/** The fields as they are stored: none where no model is assumed, and no default written out. */
export function grounds(assumes: Assumption | undefined, certified: CertifiedEnds): Grounds {
  if (assumes === undefined) return {};
  return { assumes, ...(certified !== 'low' && { certified }) };
}
