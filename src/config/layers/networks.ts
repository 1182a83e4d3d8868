import type { AnalysisConfig } from '../schema/config';

/** What the model is called beside the other networks. */
export const modelName = (config: AnalysisConfig): string => config.model.name ?? 'model';

/** The networks beside the model, in the config's order. */
export const networkNames = (config: AnalysisConfig): string[] => Object.keys(config.networks ?? {});

/** The config as if the network `name` were its model: the same data, training and analysis, and nothing beside it. */
export function configOfNetwork(config: AnalysisConfig, name: string): AnalysisConfig {
  const { networks, sweep, ...rest } = config;
  const network = networks?.[name];
  if (!network) throw new Error(`The config has no network "${name}".`);
  return { ...rest, model: { name, ...network } };
}

/** Where a path of `configOfNetwork` stands in the whole config: what is said of the model is said of that network. */
export const pathInNetwork = (name: string, path: readonly (string | number)[]): readonly (string | number)[] =>
  path[0] === 'model' ? ['networks', name, ...path.slice(1)] : path;
