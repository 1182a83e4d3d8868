import { warning } from '../../types/warnings';
import type { Measure } from '../measure';
import { copulaGrounds } from './copulaGrounds';
import { requireContinuous } from '../requireContinuous';
import { gaussianInformation } from './gaussianInformation';
import { studentCopulaInformation } from './studentCopula';

/** By a Student copula, or the Gaussian one where it fits as well. @throws InputError where a variable is discrete */
export const studentMeasure: Measure<'studentCopula'> = async (x, y, _options, _shared, signal) => {
  requireContinuous('studentCopula', x.variable, y.variable);
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
    ...copulaGrounds(x, y),
    estimator: 'gaussianCopula',
    warnings: [warning('copulaSuffices')],
  };
};
