import type { AnalysisConfig } from '../schema/config';
import { withoutStudies } from '../schema/studies/studyNames';

/** Name of the model next to the other networks. */
export const modelName = (config: AnalysisConfig): string => config.model.name ?? 'model';

/** Names of the further networks, in the order of the config. */
export const networkNames = (config: AnalysisConfig): string[] => Object.keys(config.networks ?? {});

/** Names of the model and of the further networks, in the order of the config. */
export const allNetworks = (config: AnalysisConfig): string[] => [modelName(config), ...networkNames(config)];

/**
 * The config with each network's part of `analysis.budget` in its place: equal parts, so that a run with several
 * networks takes no longer to sharpen, and a network has the same numbers as the model and beside it.
 */
export function withShareOfBudget(config: AnalysisConfig): AnalysisConfig {
  const budget = config.analysis.budget / (1 + networkNames(config).length);
  return { ...config, analysis: { ...config.analysis, budget } };
}

/**
 * The config with network `name` as its model: the same data, training and analysis, its part of the budget, and no
 * further networks.
 */
export function configOfNetwork(config: AnalysisConfig, name: string): AnalysisConfig {
  const { networks, ...others } = withShareOfBudget(config);
  const rest = withoutStudies(others);
  const network = networks?.[name];
  if (!network) throw new Error(`The config has no network "${name}".`);
  return { ...rest, model: { name, ...network } };
}

/** Path in the whole config of a path in `configOfNetwork`: problems of its model belong to that network. */
export const pathInNetwork = (name: string, path: readonly (string | number)[]): readonly (string | number)[] =>
  path[0] === 'model' ? ['networks', name, ...path.slice(1)] : path;
