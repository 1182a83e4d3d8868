import { sentence } from '../../base/sentence';
import { rankBias } from '../estimators/copula/rankBias';
import { assertNever } from '../../base/assertNever';
import { InputError } from '../../base/userError';
import { knows } from '../estimators/auto/chooseEstimator';
import {
  gaussianInformation,
  gaussianInformationWithClasses,
  pacedGaussianInformation,
  type GaussianPart,
} from '../estimators/copula/gaussianInformation';
import { studentCopulaInformation } from '../estimators/copula/studentCopula';
import { discreteInformation } from '../estimators/discrete/discreteInformation';
import type { DiscreteEstimator } from '../estimators/discrete/entropyEstimators';
import type { EstimatorName, EstimatorOptions } from '../types/estimate';
import { kdeInformation } from '../estimators/kde/kdeBounds';
import { knownConditionalInformation, leaveOneOutBound } from '../estimators/known/knownConditional';
import type { Measurement } from '../types/measurement';
import { warning } from '../types/warnings';
import { neighborMeasurement } from '../estimators/neighbors/neighborMeasurement';
import type { NeighborWorkspace } from '../estimators/neighbors';
import { Breather } from '../numerics/breather';
import type { PreparedVariable } from './preparedVariable';
import type { Probe } from '../estimators/probe/probe';
import { rebmi } from '../estimators/rebmi';

/** What the pairs of a job share, beyond what each variable derives of itself. */
export interface Shared {
  neighbors(): NeighborWorkspace;
  probe(state: PreparedVariable, options: EstimatorOptions): Probe;
  /** The variable's index in the neighbour workspace. */
  indexOf(variable: PreparedVariable): number;
}

type NamedEstimator = Exclude<EstimatorName, 'auto'>;

/**
 * I(X;Y) by one named estimator, in nats. Where the estimator is for other kinds of variables its nearest relative
 * stands in, and says so.
 * @throws UserError where no sensible number can be given @throws CancelledError
 */
export async function measurePair(
  x: PreparedVariable,
  y: PreparedVariable,
  options: EstimatorOptions & { readonly estimator: NamedEstimator },
  shared: Shared,
  signal?: AbortSignal,
): Promise<Measurement> {
  const { estimator } = options;
  switch (estimator) {
    case 'plugin':
    case 'millerMadow':
    case 'grassberger':
    case 'chaoShen':
    case 'nsb':
      return discrete(x, y, estimator, options, new Breather(signal));
    case 'binning': {
      const breather = new Breather(signal);
      return discreteInformation(
        await x.prepareBinned(options, breather),
        await y.prepareBinned(options, breather),
        'plugin',
      );
    }
    case 'ksg1':
    case 'ksg2':
    case 'lnc':
    case 'ross':
    case 'mixedKsg':
      return neighborMeasurement(x, y, { ...options, estimator }, shared, signal);
    case 'studentCopula':
      return student(x, y, signal);
    case 'gaussianCopula':
    case 'gaussian':
      return gaussian(x, y, estimator, signal);
    case 'probe':
      return probe(x, y, options, shared);
    case 'knownConditional':
      return knownConditionalInformation(conditionalOf(x, y).original, signal);
    case 'leaveOneOut':
      return leaveOneOut(x, y, options, shared, signal);
    case 'kdeLower':
    case 'kdeUpper':
      return kde(x, y, estimator, options, signal);
    case 'rebmi':
      return rebmi(x.original, y.original, options, signal);
    case 'mine':
    case 'smile':
    case 'infoNCE':
    case 'nwj':
    case 'dv':
    case 'js':
    case 'club': {
      // The critic kernel is loaded by those who ask for a neural estimate, and by nobody else.
      const { neuralEstimate } = await import('../estimators/neural');
      return neuralEstimate(x.variable, y.variable, { ...options, estimator }, signal);
    }
    default:
      return assertNever(estimator);
  }
}

async function discrete(
  x: PreparedVariable,
  y: PreparedVariable,
  estimator: DiscreteEstimator,
  options: EstimatorOptions,
  breather: Breather,
): Promise<Measurement> {
  const measured = discreteInformation(
    await x.prepareBinned(options, breather),
    await y.prepareBinned(options, breather),
    estimator,
  );
  const continuous = [x, y].filter(({ variable }) => variable.kind === 'continuous');
  return {
    ...measured,
    warnings: [
      ...measured.warnings,
      ...continuous.map(({ variable }) => warning('binnedFirst', estimator, variable.name)),
    ],
  };
}

async function gaussian(
  x: PreparedVariable,
  y: PreparedVariable,
  estimator: 'gaussian' | 'gaussianCopula',
  signal?: AbortSignal,
): Promise<Measurement> {
  const breather = new Breather(signal);
  const part = (of: PreparedVariable): Promise<GaussianPart> =>
    of.prepareGaussian(estimator === 'gaussian' ? 'gaussian' : 'copula', breather);
  const [first, second] = [x.variable.kind, y.variable.kind];
  if (first === 'discrete' && second === 'discrete') {
    return {
      ...discreteInformation(x.symbols, y.symbols, 'millerMadow'),
      estimator: 'millerMadow',
      warnings: [warning('standInBothDiscrete', estimator, 'millerMadow')],
    };
  }
  if (first === 'discrete') return gaussianInformationWithClasses(await part(y), x.symbols);
  if (second === 'discrete') return gaussianInformationWithClasses(await part(x), y.symbols);
  const [left, right] = [await part(x), await part(y)];
  const measured = await pacedGaussianInformation(left, right, breather);
  if (estimator === 'gaussian') return measured;
  const bias = rankBias(left, right, measured.nats);
  return {
    ...measured,
    nats: measured.nats + bias,
    low: measured.low + bias,
    high: measured.high + bias,
    bound: 'lower',
  };
}

async function student(x: PreparedVariable, y: PreparedVariable, signal?: AbortSignal): Promise<Measurement> {
  if (x.variable.kind === 'discrete' || y.variable.kind === 'discrete')
    throw new InputError(sentence('studentCopula is for two continuous variables; use probe or ross.'));
  const { samples, dimensions, values } = x.variable;
  const fit = await studentCopulaInformation(
    values,
    y.variable.values,
    samples,
    dimensions,
    y.variable.dimensions,
    signal,
  );
  const columns = dimensions + y.variable.dimensions;
  if (fit !== undefined)
    return {
      nats: fit.nats,
      low: fit.low,
      high: fit.high,
      bound: 'none',
      warnings: samples < 5 * columns ? [warning('correlationLoad', columns, samples)] : [],
    };
  return {
    ...gaussianInformation(x.copulaPart, y.copulaPart),
    bound: 'lower',
    estimator: 'gaussianCopula',
    warnings: [warning('copulaSuffices')],
  };
}

async function probe(
  x: PreparedVariable,
  y: PreparedVariable,
  options: EstimatorOptions,
  shared: Shared,
): Promise<Measurement> {
  const [state, target] = probeRoles(x, y);
  const decoder = shared.probe(state, options);
  return target.variable.kind === 'discrete' ? decoder.discrete(target) : decoder.continuous(target);
}

/** Which is decoded: the discrete one, else the one with fewer columns. */
function probeRoles(x: PreparedVariable, y: PreparedVariable): [state: PreparedVariable, target: PreparedVariable] {
  if (x.variable.kind !== y.variable.kind) return y.variable.kind === 'discrete' ? [x, y] : [y, x];
  if (x.variable.kind === 'discrete') return x.symbols.alphabet < y.symbols.alphabet ? [y, x] : [x, y];
  return x.variable.dimensions < y.variable.dimensions ? [y, x] : [x, y];
}

/**
 * By the known conditional where there is one, else by a Gaussian one fitted to the continuous variable of fewer
 * columns (then an upper bound as far as it is right).
 */
async function leaveOneOut(
  x: PreparedVariable,
  y: PreparedVariable,
  options: EstimatorOptions,
  shared: Shared,
  signal?: AbortSignal,
): Promise<Measurement> {
  if (knows(x, y) || knows(y, x)) return leaveOneOutBound(conditionalOf(x, y).original, signal);
  const orders: [PreparedVariable, PreparedVariable][] =
    x.variable.dimensions < y.variable.dimensions
      ? [
          [y, x],
          [x, y],
        ]
      : [
          [x, y],
          [y, x],
        ];
  const roles = orders.find(([, target]) => target.variable.kind === 'continuous');
  if (roles === undefined)
    throw new InputError(
      sentence(
        'leaveOneOut needs a continuous variable or a known conditional density; both variables are discrete: ' +
          'use millerMadow.',
      ),
    );
  const [state, target] = roles;
  const { values, means } = await shared.probe(state, options).fittedConditional(target);
  const { name, samples, dimensions } = target.variable;
  const measured = await leaveOneOutBound(
    {
      name,
      kind: 'continuous',
      values,
      samples,
      dimensions,
      conditional: { given: state.variable.name, means, variances: Float64Array.of(1) },
    },
    signal,
  );
  return { ...measured, warnings: [...measured.warnings, warning('fittedConditional')] };
}

/** The variable of the two whose conditional density given the other is known. */
function conditionalOf(x: PreparedVariable, y: PreparedVariable): PreparedVariable {
  for (const [z, given] of [
    [y, x],
    [x, y],
  ])
    if (knows(z, given)) return z;
  throw new InputError(
    sentence(
      'Neither "{0}" nor "{1}" has a known conditional density given the other; choose another estimator.',
      x.original.name,
      y.original.name,
    ),
  );
}

/** The noisy state is the one with a known conditional, else the continuous one, y before x. */
async function kde(
  x: PreparedVariable,
  y: PreparedVariable,
  estimator: 'kdeLower' | 'kdeUpper',
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<Measurement> {
  const orders: [PreparedVariable, PreparedVariable][] = [
    [y, x],
    [x, y],
  ];
  const roles =
    orders.find(([of]) => of.original.conditional !== undefined) ??
    orders.find(([of]) => of.variable.kind === 'continuous');
  if (roles === undefined)
    throw new InputError(
      sentence('{0} needs a continuous state; both variables are discrete: use millerMadow.', estimator),
    );
  const [state, other] = roles;
  const { conditional, values, samples, dimensions } = state.original;
  const variance =
    options.noiseVariance ?? (conditional?.variances.length === 1 ? conditional.variances[0] : undefined);
  if (variance === undefined || !(variance > 0)) {
    throw new InputError(
      sentence("{0} is of a state plus Gaussian noise: give the noise's variance, a positive number.", estimator),
    );
  }
  const classes = other.variable.kind === 'discrete' ? other.symbols : undefined;
  const measured = await kdeInformation(
    { means: conditional?.means ?? values, samples, dimensions, variance },
    estimator === 'kdeLower' ? 'lower' : 'upper',
    classes,
    signal,
  );
  if (conditional !== undefined || classes !== undefined) return measured;
  return {
    ...measured,
    warnings: [...measured.warnings, warning('takenForFunction', state.original.name, other.original.name, variance)],
  };
}
