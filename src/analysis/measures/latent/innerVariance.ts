import { LayerGraph } from '../../../config/layers/layerGraph';
import { innerBottleneck, isCell, isResidual, noisePlacement, stepNoise } from '../../../config/layers/layerTraits';
import type { AnalysisConfig } from '../../../config/schema/config';

/** The variance of noise inside a layer's own recurrence, where nothing that it reads draws. */
export function innerVariance({ model: { layers } }: AnalysisConfig, name: string): number | undefined {
  const index = layers.findIndex((one) => one.name === name);
  const layer = layers[index];
  if (!isCell(layer) || innerBottleneck(layer) || isResidual(layer)) return undefined;
  const below = new LayerGraph(layers).ancestors[index];
  return [...below].some((at) => noisePlacement(layers[at]) !== undefined) ? undefined : stepNoise(layer);
}
