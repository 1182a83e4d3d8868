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
} as const;

export const anyPair = ['discrete', 'mixed', 'continuous'] as const;
