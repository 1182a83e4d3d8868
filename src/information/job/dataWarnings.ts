import { entryOf } from '../estimators/lookUp';
import type { EstimatorName } from '../types/estimate';
import { warning, type InformationWarning } from '../types/warnings';
import type { PreparedVariable } from './preparedVariable';

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
    if (reads === 'scales' && of.hasHeavyTails) {
      warnings.push(warning('heavyTails', of.variable.name, Math.round(of.kurtosis)));
    }
    if (reads === 'ranks' && of.tieShare > manyTies) {
      warnings.push(warning('tiedRanks', of.variable.name, Math.round(100 * of.tieShare)));
    }
  }
  return warnings;
}
