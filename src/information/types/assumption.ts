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
  /** A fitted density stands in for the unknown one. */
  'fittedDensity',
] as const;

export type Assumption = (typeof assumptions)[number];
