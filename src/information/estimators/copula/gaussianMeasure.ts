import type { PreparedVariable } from '../../job/preparedVariable';
import { Breather } from '../../numerics/breather';
import { z95 } from '../../numerics/special';
import type { Measurement } from '../../types/measurement';
import { warning } from '../../types/warnings';
import { discreteInformation } from '../discrete/discreteInformation';
import { InfiniteInformation, infiniteUnlessHeavy } from '../infiniteInformation';
import type { Measure } from '../measure';
import type { GaussianPart } from './gaussianPart';
import { gaussianInformationWithClasses } from './gaussianClasses';
import { partLeft } from './exactCombination';
import { gaussianInformationOfPart, pacedGaussianInformation } from './gaussianInformation';
import { copulaGrounds } from './copulaGrounds';
import { rankBias, withRankBias } from './rankBias';
import { scoreSpread } from './scoreSpread';

/** By the covariances of the values themselves, or of their normal scores. Two discrete variables are counted. */
export const gaussianMeasure: Measure<'gaussian' | 'gaussianCopula'> = async (x, y, { estimator }, _, signal) => {
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
  const measured = await pacedGaussianInformation(left, right, breather).catch((error: unknown) => {
    if (estimator !== 'gaussian' || !(error instanceof InfiniteInformation)) throw error;
    return belowRounding(x, y);
  });
  if (estimator === 'gaussian') return measured;
  const bias = rankBias(left, right, measured.nats);
  const resting = copulaGrounds(x, y);
  // The lower limit of a theorem takes no model for its standard error.
  const low =
    resting.certified === 'low'
      ? Math.min(measured.low, Math.max(0, measured.nats - z95 * scoreSpread(left.columns, right.columns)))
      : measured.low;
  return { ...withRankBias({ ...measured, low }, bias, x.variable.samples), ...resting };
};

/**
 * By projections of the values where their covariance is singular within rounding: noise of a millionth of the values
 * looks like none in a covariance.
 * @throws UserError where nothing is left, or a few extreme samples dominate
 */
function belowRounding(x: PreparedVariable, y: PreparedVariable): Measurement {
  const part = x.hasHeavyTails || y.hasHeavyTails ? undefined : partLeft(x.variable, y.variable);
  if (part === undefined) throw infiniteUnlessHeavy('gaussian', x, y);
  return gaussianInformationOfPart(part, x.variable.samples);
}
