/** Values that the entries of a family share; an entry may overrule them. */
export const cells = {
  pairs: ['discrete'],
  otherPairs: 'auto',
  bound: 'none',
  options: ['bins', 'binning'],
  shuffledNull: 'eachPair',
  reads: 'neither',
  cost: 'low',
  trained: false,
  // The law of a table's counts is that of many samples, and its correction for few is an estimate.
  certified: 'none',
  assumes: 'filledTable',
} as const;

export const counts = { ...cells, family: 'counts', entropy: 'counts', conditional: true, stream: 'counts' } as const;

export const kernelSums = {
  family: 'kernelSums',
  pairs: ['mixed', 'continuous'],
  otherPairs: 'auto',
  options: ['noise', 'means'],
  shuffledNull: 'never',
  reads: 'scales',
  stream: 'shortBatches',
  cost: 'medium',
  trained: false,
  certified: 'none',
  assumes: 'kernel',
  needs: 'noise',
} as const;

export const neighbors = {
  family: 'neighbors',
  pairs: ['continuous'],
  otherPairs: 'own',
  bound: 'none',
  options: ['neighbors', 'metric'],
  shuffledNull: 'sharedByShape',
  reads: 'scales',
  stream: 'shortBatches',
  cost: 'medium',
  trained: false,
  certified: 'none',
  assumes: 'nearestNeighbors',
} as const;

export const critic = {
  family: 'critic',
  pairs: ['discrete', 'mixed', 'continuous'],
  otherPairs: 'own',
  bound: 'lower',
  options: ['critic', 'hidden', 'batch', 'steps', 'learningRate'],
  shuffledNull: 'never',
  reads: 'neither',
  stream: 'shortBatches',
  cost: 'high',
  trained: true,
  // Evaluated on samples that it was not trained on; a critic may miss any amount.
  certified: 'low',
} as const;

export const anyPair = ['discrete', 'mixed', 'continuous'] as const;
