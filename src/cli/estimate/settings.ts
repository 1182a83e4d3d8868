import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { estimatorsWhere } from '../../information/estimators/lookUp';
import { estimatorNames } from '../../information/estimators/table';
import type { EstimatorOption } from '../../information/estimators/entry';
import type { EstimatorName, EstimatorOptions } from '../../information/types/estimate';
import type { Variable } from '../../information/types/variable';

/** The flags of `estimate`, as the command line parses them. */
export interface EstimateFlags {
  readonly x: string;
  readonly y?: string;
  readonly z?: string;
  readonly quantity: Quantity;
  readonly estimator: EstimatorName | 'ksg';
  readonly compare?: string;
  readonly groups?: string;
  readonly parts?: boolean;
  readonly neighbors?: number;
  readonly metric?: 'max' | 'euclidean';
  readonly bins?: number;
  readonly binning?: 'equalWidth' | 'equalCount' | 'adaptive';
  readonly xKind?: Variable['kind'];
  readonly yKind?: Variable['kind'];
  readonly zKind?: Variable['kind'];
  readonly noise?: number;
  readonly means?: string;
  readonly folds?: number;
  readonly decoder?: 'best' | 'linear' | 'perceptron';
  readonly critic?: 'separable' | 'joint';
  readonly hidden?: string;
  readonly batch?: number;
  readonly steps?: number;
  readonly learningRate?: number;
  readonly clip?: number;
  readonly shuffles?: number;
  readonly unit: 'bits' | 'nats';
  readonly seed: number;
  readonly json?: boolean;
}

export const quantities = [
  'mutualInformation',
  'entropy',
  'conditionalEntropy',
  'conditionalMutualInformation',
] as const;
export type Quantity = (typeof quantities)[number];

/** The arrays that each quantity needs. */
export const arraysOf: Readonly<Record<Quantity, readonly ('x' | 'y' | 'z')[]>> = {
  mutualInformation: ['x', 'y'],
  entropy: ['x'],
  conditionalEntropy: ['x', 'y'],
  conditionalMutualInformation: ['x', 'y', 'z'],
};

/** @throws InputError where flags contradict each other */
export function settingsOf(flags: EstimateFlags): EstimatorOptions {
  const needed = arraysOf[flags.quantity];
  for (const array of ['y', 'z'] as const) {
    if (needed.includes(array) && flags[array] === undefined)
      throw new InputError(
        sentence(
          '{0} needs {1}: add --{2} FILE.npy.',
          flags.quantity,
          needed.map((name) => name.toUpperCase()).join(', '),
          array,
        ),
      );
    if (!needed.includes(array) && flags[array] !== undefined)
      throw new InputError(
        sentence(
          '{0} does not use {1}: remove --{2}, or choose another --quantity.',
          flags.quantity,
          array.toUpperCase(),
          array,
        ),
      );
  }
  if (flags.compare !== undefined && flags.quantity !== 'mutualInformation')
    throw new InputError(sentence('--compare compares estimators of mutual information only: remove --quantity.'));
  if (flags.groups !== undefined && flags.compare !== undefined)
    throw new InputError(sentence('--groups is for one estimator: remove --compare, and call it once for each.'));
  if (flags.means !== undefined && flags.noise === undefined)
    throw new InputError(sentence('--means gives the means of p(y|x) = N(means, variance): add --noise VARIANCE.'));
  const {
    neighbors,
    metric,
    bins,
    binning,
    noise,
    folds,
    decoder,
    critic,
    batch,
    steps,
    learningRate,
    clip,
    shuffles,
    seed,
  } = flags;
  const hidden = flags.hidden === undefined ? undefined : flags.hidden.split(',').map(Number);
  const neural = {
    ...given({ critic, hidden, steps, learningRate, clip }),
    ...(batch !== undefined && { batchSize: batch }),
  };
  const probe = given({ folds, decoder });
  return {
    estimator: estimatorNamed(flags.estimator),
    seed,
    effort: 'thorough',
    ...given({ neighbors, metric, bins, binning, shuffles }),
    ...(noise !== undefined && { noiseVariance: noise }),
    ...(Object.keys(neural).length > 0 && { neural }),
    ...(Object.keys(probe).length > 0 && { probe }),
  };
}

/** `ksg` alone means ksg1. @throws InputError for an unknown name */
export function estimatorNamed(name: string): EstimatorName {
  const found = estimatorNames.find((known) => known === (name === 'ksg' ? 'ksg1' : name));
  if (found === undefined)
    throw new InputError(
      sentence('There is no estimator {0}. The estimators are {1}.', JSON.stringify(name), estimatorNames.join(', ')),
    );
  return found;
}

type Given<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** The fields with a value. */
function given<T extends object>(flags: T): Given<T> {
  const kept: Given<T> = {};
  for (const key in flags) {
    const value = flags[key];
    if (isGiven(value)) kept[key] = value;
  }
  return kept;
}

function isGiven<T>(value: T): value is Exclude<T, undefined> {
  return value !== undefined;
}

/** Every flag that is an estimator's option; the type check refuses any other word. */
const optionFlags: readonly EstimatorOption[] = [
  'neighbors',
  'metric',
  'bins',
  'binning',
  'noise',
  'means',
  'folds',
  'decoder',
  'critic',
  'hidden',
  'batch',
  'steps',
  'learningRate',
  'clip',
];

/** Flags that none of the estimators reads. `auto` may choose any estimator. */
export function unreadFlags(flags: EstimateFlags, estimators: readonly EstimatorName[]): string[] {
  if (estimators.includes('auto')) return [];
  return optionFlags
    .map((flag) => [flag, estimatorsWhere(({ options }) => options.includes(flag))] as const)
    .filter(([flag, by]) => flags[flag] !== undefined && !by.some((name) => estimators.includes(name)))
    .map(
      ([flag, by]) =>
        `--${flag === 'learningRate' ? 'learning-rate' : flag} has no effect on ${estimators.join(', ')}. It is for ` +
        `${by.join(', ')}.`,
    );
}
