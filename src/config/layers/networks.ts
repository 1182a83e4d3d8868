import type { AnalysisConfig } from '../schema/config';

/** Name of the model next to the other networks. */
export const modelName = (config: AnalysisConfig): string => config.model.name ?? 'model';

/** Names of the further networks, in the order of the config. */
export const networkNames = (config: AnalysisConfig): string[] => Object.keys(config.networks ?? {});

/** The config with network `name` as its model: the same data, training and analysis, and no further networks. */
export function configOfNetwork(config: AnalysisConfig, name: string): AnalysisConfig {
  const { networks, sweep, ...rest } = config;
  const network = networks?.[name];
  if (!network) throw new Error(`The config has no network "${name}".`);
  return { ...rest, model: { name, ...network } };
}

/** Path in the whole config of a path in `configOfNetwork`: problems of its model belong to that network. */
export const pathInNetwork = (name: string, path: readonly (string | number)[]): readonly (string | number)[] =>
  path[0] === 'model' ? ['networks', name, ...path.slice(1)] : path;
