import { entryOf } from '../estimators/lookUp';
import type { EstimatorName } from '../types/estimate';
import { warning, type InformationWarning } from '../types/warnings';
import type { PreparedVariable } from './preparedVariable';

/**
 * From this excess kurtosis of a column on, a few samples dominate its variance (a Laplace variable has 3, Student's
 * with 5 degrees 6).
 */
const heavy = 20;
const manyTies = 0.1;

/**
 * Warnings about data that do not suit an estimator: heavy tails where it depends on variances or distances, ties where
 * it assumes continuous values.
 */
export function dataWarnings(estimator: EstimatorName, variables: readonly PreparedVariable[]): InformationWarning[] {
  const { reads } = entryOf(estimator);
  const warnings: InformationWarning[] = [];
  for (const of of variables) {
    if (of.variable.kind === 'discrete') continue;
    if (reads === 'scales' && of.kurtosis > heavy) {
      warnings.push(warning('heavyTails', of.variable.name, Math.round(of.kurtosis)));
    }
    if (reads === 'ranks' && of.tieShare > manyTies) {
      warnings.push(warning('tiedRanks', of.variable.name, Math.round(100 * of.tieShare)));
    }
  }
  return warnings;
}
