import { configOfNetwork, modelName } from '../config/layers/networks';
import type { AnalysisResult, NetworkResult } from './result';

/** The document with the given network in the model's place, so that code for one network works for any. */
export function networkView(result: AnalysisResult, { name, ...own }: NetworkResult): AnalysisResult {
  const layers = new Set(result.layers.map((layer) => layer.name));
  const { networks, studies, ...rest } = result;
  return {
    ...rest,
    losses: [],
    fits: [],
    predictions: [],
    bias: [],
    measured: [],
    curves: {},
    advice: [],
    ...own,
    config: configOfNetwork(result.config, name),
    exact: [...result.exact.filter(({ source, target }) => !layers.has(source) && !layers.has(target)), ...own.exact],
  };
}

/** The model's name among the other networks. */
export const nameOfModel = ({ config }: AnalysisResult): string => modelName(config);

/** Every network of a run by its name, the model first. */
export function allNetworks(result: AnalysisResult): { name: string; view: AnalysisResult }[] {
  return [
    { name: nameOfModel(result), view: result },
    ...(result.networks ?? []).map((network) => ({ name: network.name, view: networkView(result, network) })),
  ];
}
