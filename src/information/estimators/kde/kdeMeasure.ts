import { sentence } from '../../../base/sentence';
import { InputError } from '../../../base/userError';
import type { PreparedVariable } from '../../job/preparedVariable';
import type { Measurement } from '../../types/measurement';
import type { GaussianConditional } from '../../types/variable';
import { warning } from '../../types/warnings';
import type { Measure } from '../measure';
import { kdeInformation } from './kdeBounds';

/** The noisy state is the one with a known conditional, else the continuous one, y before x. */
export const kdeMeasure: Measure<'kdeLower' | 'kdeUpper'> = async (x, y, options, _, signal) => {
  const { estimator } = options;
  const orders: [PreparedVariable, PreparedVariable][] = [
    [y, x],
    [x, y],
  ];
  const roles =
    orders.find(([of]) => of.original.conditional !== undefined) ??
    orders.find(([of]) => of.variable.kind === 'continuous');
  if (roles === undefined)
    throw new InputError(
      sentence('{0} needs a continuous state, but both variables are discrete. Use millerMadow.', estimator),
    );
  const [state, other] = roles;
  const { conditional, values, samples, dimensions } = state.original;
  const variance = options.noiseVariance ?? noiseOf(conditional);
  if (variance === undefined || !(variance > 0)) {
    throw new InputError(
      sentence(
        "{0} assumes a state with added Gaussian noise. Give the noise's variance, a positive number.",
        estimator,
      ),
    );
  }
  const classes = other.variable.kind === 'discrete' ? other.symbols : undefined;
  const measured = await kdeInformation(
    { means: conditional?.means ?? values, samples, dimensions, variance },
    estimator === 'kdeLower' ? 'lower' : 'upper',
    classes,
    signal,
  );
  if (
    conditional !== undefined &&
    estimator === 'kdeLower' &&
    classes === undefined &&
    variance === noiseOf(conditional)
  )
    return certifiedBelow(measured);
  if (conditional !== undefined || classes !== undefined) return measured;
  return {
    ...measured,
    warnings: [...measured.warnings, warning('takenForFunction', state.original.name, other.original.name, variance)],
  };
};

/** The variance of a noise that is the same in every sample and unit. */
const noiseOf = (conditional: GaussianConditional | undefined): number | undefined =>
  conditional?.variances.length === 1 ? conditional.variances[0] : undefined;

/**
 * The lower bound of a state whose noise is known. It is at most the information that N means share with their noisy
 * state, and on average over the N means that is at most I(X;Z): the entropy of a mixture is concave in its components'
 * law. Nothing bounds it from above. Within classes the same concavity has the other sign, so there it is a model.
 */
const certifiedBelow = (measured: Measurement): Measurement => ({ ...measured, high: Infinity, certified: 'low' });
