import { sentence } from '../base/sentence';
import { InputError } from '../base/userError';
import { checkOptions } from './types/checkOptions';
import { checkSameSamples } from './types/checkVariable';
import { conditionalGaussianInformation } from './estimators/copula/conditionalGaussian';
import { conditionClasses, informationWithinClasses } from './withinClasses';
import { lessShuffled } from './estimators/conditional/lessShuffled';
import { residualInformation } from './estimators/conditional/residualInformation';
import { conditionalDiscreteInformation } from './estimators/discrete/conditionalDiscrete';
import { InfiniteInformation } from './estimators/infiniteInformation';
import { groundsOf } from './estimators/groundsOf';
import { conditionalFor, hasForm, isOfFamily } from './estimators/lookUp';
import type { EstimatorWith } from './estimators/table';
import type { EstimatorOptions, InformationEstimate } from './types/estimate';
import type { Measurement } from './types/measurement';
import { neighborInterval } from './estimators/neighbors/neighborMeasurement';
import { createNeighborWorkspace } from './estimators/neighbors';
import { PreparedVariable } from './job/preparedVariable';
import type { Variable } from './types/variable';
import { warning } from './types/warnings';

type Named = EstimatorWith<'conditional'>;

/**
 * I(X;Y|Z) in nats: counted where all three are discrete; by neighbours (`ksg1`: Frenzel and Pompe 2007) or as a
 * Gaussian or Gaussian copula (Ince et al. 2017) otherwise. `auto`: counts; of a Z with few symbols the mean of I(X;Y)
 * within each; neighbours up to six columns together; beyond them what regressions on Z leave (`residualInformation`).
 * Symbols among continuous variables enter the neighbours' distances as numbers.
 * @throws UserError where a variable is malformed, samples are too few or the information is infinite
 * @throws CancelledError
 */
export async function conditionalMutualInformation(
  x: Variable,
  y: Variable,
  z: Variable,
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<InformationEstimate> {
  checkOptions(options);
  const [a, b, c] = [x, y, z].map((variable) => new PreparedVariable(variable));
  checkSameSamples(x, y);
  checkSameSamples(x, z);
  const prepared = [
    ...a.warnings,
    ...b.warnings,
    ...c.warnings,
    ...(c.constant ? [warning('constantCondition', z.name)] : []),
  ];
  const { samples } = x;
  if (a.constant || b.constant) {
    return {
      nats: 0,
      low: 0,
      high: 0,
      estimator: 'plugin',
      bound: 'none',
      samples,
      warnings: [warning('constant', a.constant ? x.name : y.name)],
    };
  }
  const classes = options.estimator === 'auto' ? conditionClasses([a, b, c]) : undefined;
  if (classes !== undefined) {
    const within = await informationWithinClasses(x, y, classes, options, signal);
    return { ...within, warnings: [...prepared, ...within.warnings] };
  }
  const estimator = choose([a, b, c], options);
  const measured = await measure(estimator, [a, b, c], options, signal);
  const { low, high, bound, warnings } = measured;
  // Information given anything is at least 0; an estimate of it may not be.
  const nats = Math.max(0, measured.nats);
  return {
    nats,
    low: Math.max(0, Math.min(nats, low)),
    high: Math.max(nats, high),
    ...groundsOf(estimator, measured),
    bound,
    estimator,
    samples,
    warnings: [...prepared, ...warnings],
  };
}

function choose(variables: readonly PreparedVariable[], { estimator }: EstimatorOptions): Named {
  const discrete = variables.every(({ variable }) => variable.kind === 'discrete');
  if (estimator === 'auto') {
    if (discrete) return 'millerMadow';
    return variables.reduce((sum, { variable }) => sum + variable.dimensions, 0) <= 6 ? 'ksg1' : 'gaussianCopula';
  }
  const others = conditionalFor(variables.map(({ variable }) => variable)).join(', ');
  if (!hasForm(estimator, 'conditional'))
    throw new InputError(sentence('{0} has no conditional form. Use auto or one of these: {1}.', estimator, others));
  if (isOfFamily(estimator, 'counts') && !discrete)
    throw new InputError(
      sentence(
        '{0} of a conditional information needs three discrete variables. Use auto or one of these: {1}.',
        estimator,
        others,
      ),
    );
  return estimator;
}

async function measure(
  estimator: Named,
  variables: readonly [PreparedVariable, PreparedVariable, PreparedVariable],
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<Measurement> {
  const [x, y, z] = variables;
  if (isOfFamily(estimator, 'counts')) {
    const measured = conditionalDiscreteInformation(x.symbols, y.symbols, z.symbols, estimator);
    return options.estimator === 'auto' && measured.warnings.length > 0
      ? lessShuffled(measured, x.symbols, y.symbols, z.symbols, estimator, options.seed)
      : measured;
  }
  if (estimator === 'ksg1') return byNeighbors(variables, options, signal);
  if (options.estimator === 'auto') return residualInformation(x, y, z, options.seed, signal);
  try {
    return estimator === 'gaussianCopula'
      ? { ...conditionalGaussianInformation(x.copulaPart, y.copulaPart, z.copulaPart), bound: 'none' }
      : conditionalGaussianInformation(x.gaussianPart, y.gaussianPart, z.gaussianPart);
  } catch (error) {
    throw error instanceof InfiniteInformation ? (determinedClasses(estimator, variables) ?? error) : error;
  }
}

/**
 * The error where numbers that stand for classes determine each other: what classes share is finite, but a Gaussian has
 * no value for it. Undefined where x and y are continuous.
 */
function determinedClasses(estimator: Named, variables: readonly PreparedVariable[]): InputError | undefined {
  const classes = variables.slice(0, 2).find(({ variable }) => variable.kind === 'discrete');
  if (classes === undefined) return undefined;
  const others = conditionalFor(variables.map(({ variable }) => variable)).filter(
    (name) => !isOfFamily(name, 'gaussian', 'copula'),
  );
  return new InputError(
    sentence(
      '{0} takes the classes of "{1}" for numbers, and one variable determines the other exactly. Use auto ' +
        'or one of these: {2}.',
      estimator,
      classes.variable.name,
      others.join(', '),
    ),
  );
}

/** Symbols enter the distances as numbers, so their ties get a warning. */
async function byNeighbors(
  variables: readonly PreparedVariable[],
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<Measurement> {
  const workspace = createNeighborWorkspace(
    variables.map(({ variable }): Variable => ({ ...variable, kind: 'continuous' })),
  );
  const measured = neighborInterval(
    await workspace.estimateConditional(0, 1, 2, { ...options, estimator: 'ksg1' }, signal),
  );
  const symbols = variables.flatMap(({ variable }) => (variable.kind === 'discrete' ? [variable.name] : []));
  return {
    ...measured,
    warnings: [
      ...measured.warnings.filter(
        ({ code, args }) => code !== 'tiedConditional' || !symbols.some((name) => name === args[0]),
      ),
      ...symbols.map((name) => warning('symbolsAsNumbers', name)),
    ],
  };
}
