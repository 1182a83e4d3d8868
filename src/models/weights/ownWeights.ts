import type { NamedLayerConfig } from '../../config/schema/layers';
import type { WeightArray, WeightFile } from '../../data/weights/weightFile';
import type { FittedWeights } from './fittedWeights';
import { foldedBias } from './kerasLayer';
import { withSettings } from './withSettings';

/**
 * Weights by the names here (LAYER/kernel, LAYER/recurrentKernel, LAYER/bias). The shape of a GRU's bias tells its
 * form: [3H] resets before the product; [4H], or Keras's [2,3H], after it.
 */
export function ownWeights(layers: readonly NamedLayerConfig[], { arrays }: WeightFile): FittedWeights {
  const weights = new Map(arrays);
  const fitted = layers.map((layer) => {
    const cell = layer.type === 'bidirectional' ? layer.layer : layer;
    if (cell.type !== 'gru') return layer;
    const names = layer.type === 'bidirectional' ? ['forward/bias', 'backward/bias'] : ['bias'];
    const [after] = names.map((name) => resetAfter(weights, `${layer.name}/${name}`, cell.units));
    return withSettings(layer, { resetAfter: after });
  });
  return { layers: fitted, weights: Object.fromEntries(weights) };
}

/** Whether a bias is of the form that resets after the product; one of Keras's shape is replaced by one of ours. */
function resetAfter(weights: Map<string, WeightArray>, name: string, units: number): boolean {
  const bias = weights.get(name);
  const folded = bias?.shape.length === 2 ? foldedBias('gru', bias, 3 * units) : undefined;
  if (folded) weights.set(name, folded);
  return (folded ?? bias)?.shape[0] === 4 * units;
}
