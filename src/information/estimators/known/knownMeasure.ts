import { sentence } from '../../../base/sentence';
import { InputError } from '../../../base/userError';
import type { PreparedVariable } from '../../job/preparedVariable';
import { warning } from '../../types/warnings';
import { knows, knowsBoth } from '../auto/chooseEstimator';
import type { EstimatorOptions } from '../../types/estimate';
import type { Measurement } from '../../types/measurement';
import type { Measure, Shared } from '../measure';
import { probeMeasure } from '../probe/probeMeasure';
import { leaveOneOutBound } from './knownConditional';
import { aboutTheInput, knownTogether } from './knownTogether';

/** @throws InputError where neither variable's density given the other is known */
export const knownMeasure: Measure<'knownConditional'> = async (x, y, options, shared, signal) =>
  knowsBoth(x, y)
    ? knownTogether(
        x,
        y,
        options.seed,
        async () => decodedMeasure(x, y, options, shared, signal),
        shared.mixtures,
        signal,
      )
    : aboutTheInput(conditionalOf(x, y), shared.mixtures, signal);

/** The probe decodes classes of so many samples on average. */
const leastInClass = 4;

async function decodedMeasure(
  x: PreparedVariable,
  y: PreparedVariable,
  options: EstimatorOptions,
  shared: Shared,
  signal?: AbortSignal,
): Promise<Measurement | undefined> {
  const symbols = x.original.kind === 'discrete' ? x : y;
  if (symbols.symbols.alphabet * leastInClass > symbols.variable.samples) return undefined;
  return probeMeasure(x, y, { ...options, estimator: 'probe' }, shared, signal);
}

/**
 * By the known conditional density. Where there is none, by a Gaussian one fitted to the continuous variable with fewer
 * columns; the value is then an upper bound only as far as the fit is right.
 */
export const leaveOneOutMeasure: Measure<'leaveOneOut'> = async (x, y, options, shared, signal) => {
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
        'leaveOneOut needs a continuous variable or a known conditional density, but both variables are ' +
          'discrete. Use millerMadow.',
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
  return {
    ...measured,
    assumes: 'fittedDensity',
    certified: 'none',
    warnings: [...measured.warnings, warning('fittedConditional')],
  };
};

/** The variable of the two whose conditional density given the other is known. */
function conditionalOf(x: PreparedVariable, y: PreparedVariable): PreparedVariable {
  for (const [z, given] of [
    [y, x],
    [x, y],
  ])
    if (knows(z, given)) return z;
  throw new InputError(
    sentence(
      'Neither "{0}" nor "{1}" has a known conditional density given the other. Choose another estimator.',
      x.original.name,
      y.original.name,
    ),
  );
}
