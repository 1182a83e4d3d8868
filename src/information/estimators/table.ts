import type { EstimatorEntry, EstimatorFamily, PairKind } from './entry';

const cells = {
  pairs: ['discrete'],
  otherPairs: 'auto',
  bound: 'none',
  options: ['bins', 'binning'],
  shuffledNull: 'eachPair',
  reads: 'neither',
  cost: 'low',
  trained: false,
} as const;

const counts = { ...cells, family: 'counts', entropy: 'counts', conditional: true, stream: 'counts' } as const;

const kernelSums = {
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

const neighbors = {
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

const critic = {
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

const anyPair = ['discrete', 'mixed', 'continuous'] as const;

/**
 * Every estimator, the one place where it is described: names, choices, flags, defaults and the README's table are
 * derived from here. An entry is data alone, so that a config and a page know estimators without their code, which
 * `measures.ts` lists.
 */
const table = [
  {
    name: 'auto',
    family: 'auto',
    pairs: anyPair,
    otherPairs: 'own',
    bound: 'none',
    options: [],
    shuffledNull: 'never',
    reads: 'neither',
    stream: 'shortBatches',
    cost: 'medium',
    trained: false,
    about: 'chooses by what the variables are and show (below)',
    source: '-',
  },
  { ...counts, name: 'plugin', about: 'maximum likelihood', source: 'Paninski 2003' },
  { ...counts, name: 'millerMadow', about: 'a first-order correction', source: 'Miller 1955' },
  { ...counts, name: 'grassberger', about: 'a correction for each count', source: 'Grassberger 2003' },
  { ...counts, name: 'chaoShen', about: 'a correction for unseen symbols', source: 'Chao and Shen 2003' },
  { ...counts, name: 'nsb', about: 'Bayesian, with a flat prior over entropies', source: 'Nemenman et al. 2002' },
  {
    ...cells,
    name: 'binning',
    family: 'bins',
    pairs: anyPair,
    otherPairs: 'own',
    entropy: 'bins',
    stream: 'longBatches',
    about: 'states in cells over the observed range',
    source: 'Saxe et al. 2018',
  },
  {
    ...kernelSums,
    name: 'kdeLower',
    bound: 'lower',
    about: 'a state plus N(0, v)',
    source: 'Kolchinsky and Tracey 2017',
  },
  {
    ...kernelSums,
    name: 'kdeUpper',
    bound: 'upper',
    about: 'a state plus N(0, v)',
    source: 'Kolchinsky and Tracey 2017',
  },
  {
    ...neighbors,
    name: 'ksg1',
    entropy: 'neighbors',
    conditional: true,
    about: 'few columns',
    source: 'Kraskov et al. 2004',
  },
  { ...neighbors, name: 'ksg2', about: 'few columns', source: 'Kraskov et al. 2004' },
  { ...neighbors, name: 'lnc', about: 'few columns that depend strongly', source: 'Gao et al. 2015' },
  {
    ...neighbors,
    name: 'ross',
    pairs: ['mixed'],
    otherPairs: 'auto',
    about: 'classes against few columns',
    source: 'Ross 2014',
  },
  { ...neighbors, name: 'mixedKsg', pairs: anyPair, about: 'mixtures, ties', source: 'Gao et al. 2017' },
  {
    name: 'gaussianCopula',
    family: 'copula',
    pairs: ['continuous', 'mixed'],
    otherPairs: 'own',
    bound: 'lower',
    options: [],
    shuffledNull: 'onRequest',
    reads: 'ranks',
    conditional: true,
    stream: 'longBatches',
    cost: 'low',
    trained: false,
    about: 'many columns; with classes no bound',
    source: 'Ince et al. 2017',
  },
  {
    name: 'studentCopula',
    family: 'copula',
    pairs: ['continuous'],
    otherPairs: 'own',
    bound: 'none',
    options: [],
    shuffledNull: 'never',
    reads: 'ranks',
    stream: 'shortBatches',
    cost: 'high',
    trained: false,
    about: 'extremes that occur together',
    source: 'Demarta and McNeil 2005; Arellano-Valle et al. 2013',
  },
  {
    name: 'gaussian',
    family: 'gaussian',
    pairs: ['continuous'],
    otherPairs: 'auto',
    bound: 'none',
    options: [],
    shuffledNull: 'onRequest',
    reads: 'scales',
    entropy: 'gaussian',
    conditional: true,
    stream: 'covariance',
    cost: 'low',
    trained: false,
    about: 'Gaussian variables',
    source: 'Misra et al. 2005',
  },
  {
    name: 'gaussianConditional',
    family: 'gaussian',
    pairs: ['continuous'],
    otherPairs: 'auto',
    bound: 'none',
    options: [],
    shuffledNull: 'onRequest',
    reads: 'scales',
    stream: 'shortBatches',
    cost: 'low',
    trained: true,
    about: 'a linear Gaussian map on held-out samples; a lower bound where Y is Gaussian',
    source: 'Barber and Agakov 2003',
  },
  {
    name: 'probe',
    family: 'decoder',
    pairs: ['mixed', 'discrete', 'continuous'],
    otherPairs: 'own',
    bound: 'lower',
    options: ['folds', 'decoder'],
    shuffledNull: 'onRequest',
    reads: 'neither',
    stream: 'shortBatches',
    cost: 'medium',
    trained: true,
    about: 'few symbols (or, with no bound, a number) against many units, by a cross-fitted decoder',
    source: 'Barber and Agakov 2003; Pimentel et al. 2020',
  },
  { ...critic, name: 'mine', about: 'many columns, many samples', source: 'Belghazi et al. 2018' },
  {
    ...critic,
    name: 'smile',
    bound: 'none',
    options: ['critic', 'hidden', 'batch', 'steps', 'learningRate', 'clip'],
    about: 'the same with a clipped partition function',
    source: 'Song and Ermon 2020',
  },
  { ...critic, name: 'infoNCE', about: 'at most the log of the batch', source: 'van den Oord et al. 2018' },
  { ...critic, name: 'nwj', about: 'many columns, many samples', source: 'Nguyen et al. 2010' },
  { ...critic, name: 'dv', about: 'many columns, many samples', source: 'Donsker and Varadhan 1983' },
  { ...critic, name: 'js', about: 'trained by another divergence, then read by NWJ', source: 'Nowozin et al. 2016' },
  {
    ...critic,
    name: 'club',
    bound: 'upper',
    options: ['hidden', 'batch', 'steps', 'learningRate'],
    about: 'as far as its trained q(y given x) is right',
    source: 'Cheng et al. 2020',
  },
  {
    name: 'leaveOneOut',
    family: 'knownConditional',
    pairs: ['mixed', 'continuous'],
    otherPairs: 'auto',
    bound: 'upper',
    options: ['noise', 'means', 'folds'],
    shuffledNull: 'never',
    reads: 'neither',
    stream: 'shortBatches',
    cost: 'medium',
    trained: false,
    needs: 'density',
    about: 'p(z given x) known, or a fitted Gaussian',
    source: 'Poole et al. 2019',
  },
  {
    name: 'knownConditional',
    family: 'knownConditional',
    pairs: ['mixed', 'continuous'],
    otherPairs: 'auto',
    bound: 'lower',
    options: ['noise', 'means'],
    shuffledNull: 'never',
    reads: 'neither',
    stream: 'shortBatches',
    cost: 'medium',
    trained: false,
    needs: 'density',
    about: 'p(z given x) known; the interval reaches to the upper bound',
    source: 'Poole et al. 2019',
  },
  {
    name: 'rebmi',
    family: 'columnPairs',
    pairs: anyPair,
    otherPairs: 'own',
    bound: 'none',
    options: ['neighbors', 'metric'],
    shuffledNull: 'never',
    reads: 'neither',
    stream: 'shortBatches',
    cost: 'high',
    trained: false,
    about: 'screening: the mean over pairs of columns',
    source: 'defined here',
  },
] as const satisfies readonly EstimatorEntry[];

type Entry = (typeof table)[number];

export type EstimatorName = Entry['name'];

/** The estimators of one family. */
export type EstimatorOf<Family extends EstimatorFamily> = Extract<Entry, { readonly family: Family }>['name'];

/** The estimators that have a form for another quantity. */
export type EstimatorWith<Form extends 'entropy' | 'conditional'> = Extract<
  Entry,
  Readonly<Record<Form, string | true>>
>['name'];

/** Every estimator's name, the same in configs, results and on the command line. */
export const estimatorNames: readonly EstimatorName[] = table.map(({ name }) => name);

export const estimatorEntries: readonly (EstimatorEntry & { readonly name: EstimatorName })[] = table;

const byName = new Map<string, EstimatorEntry>(estimatorEntries.map((entry) => [entry.name, entry]));

export function entryOf(name: EstimatorName): EstimatorEntry {
  const entry = byName.get(name);
  if (entry === undefined) throw new Error(`there is no estimator ${name}`);
  return entry;
}

/** Whether an estimator is of one of the families; false for any other word. */
export function isOfFamily<Family extends EstimatorFamily>(
  name: string,
  ...families: readonly Family[]
): name is EstimatorOf<Family> {
  return families.some((family) => byName.get(name)?.family === family);
}

export function hasForm<Form extends 'entropy' | 'conditional'>(
  name: EstimatorName,
  form: Form,
): name is EstimatorWith<Form> {
  return entryOf(name)[form] !== undefined;
}

/** The estimators that are so, in the table's order. */
export const estimatorsWhere = (holds: (entry: EstimatorEntry) => boolean): EstimatorName[] =>
  estimatorEntries.filter(holds).map(({ name }) => name);

interface OfKind {
  readonly kind: 'discrete' | 'continuous';
}

export function pairKind(x: OfKind, y: OfKind): PairKind {
  return x.kind !== y.kind ? 'mixed' : x.kind;
}
