import type { AnalysisConfig } from '../../../config/schema/config';
import type { LayerActivations } from '../../../models/activations';

/** The standard deviation of the noise on a state when it is read; undefined where that is not one known number. */
export function addedNoise(
  { conditional, stochastic }: LayerActivations,
  { analysis }: AnalysisConfig,
): number | undefined {
  if (conditional ? conditional.variances.length !== 1 : stochastic) return undefined;
  return Math.sqrt(conditional?.variances[0] ?? analysis.noise.variance);
}
