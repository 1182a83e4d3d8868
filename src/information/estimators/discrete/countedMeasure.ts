import type { PreparedVariable } from '../../job/preparedVariable';
import { Breather } from '../../numerics/breather';
import { warning } from '../../types/warnings';
import type { EstimatorOptions } from '../../types/estimate';
import type { Measure } from '../measure';
import { discreteInformation } from './discreteInformation';
import type { DiscreteEstimator } from './entropyEstimators';
import type { Symbols } from './symbols';

/** Two discrete variables are counted as they are; a continuous one is put in bins first. */
export const countedMeasure: Measure<DiscreteEstimator> = async (x, y, options, _, signal) => {
  const measured = discreteInformation(...(await binnedPair(x, y, options, signal)), options.estimator);
  const continuous = [x, y].filter(({ variable }) => variable.kind === 'continuous');
  const binnedFirst =
    continuous.length === 2
      ? [warning('bothBinnedFirst', options.estimator)]
      : continuous.map(({ variable }) => warning('binnedFirst', options.estimator, variable.name));
  return {
    ...measured,
    ...(continuous.length > 0 && { assumes: 'bins' }),
    warnings: [...measured.warnings, ...binnedFirst],
  };
};

export const binnedMeasure: Measure<'binning'> = async (x, y, options, _, signal) => ({
  ...discreteInformation(...(await binnedPair(x, y, options, signal)), 'plugin'),
  ...([x, y].some(({ variable }) => variable.kind === 'continuous') && { assumes: 'bins' }),
});

async function binnedPair(
  x: PreparedVariable,
  y: PreparedVariable,
  options: EstimatorOptions,
  signal?: AbortSignal,
): Promise<[Symbols, Symbols]> {
  const breather = new Breather(signal);
  return [await x.prepareBinned(options, breather), await y.prepareBinned(options, breather)];
}
