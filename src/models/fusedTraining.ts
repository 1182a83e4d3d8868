import type { NamedLayerConfig } from '../config/schema/layers';
import { isPlainStack } from './stack';
import type { RecurrentKernel } from './recurrentKernel';

/** Whether a kernel trains these layers in whole steps. */
export function trainsWholeSteps(layers: readonly NamedLayerConfig[], kernel: RecurrentKernel): boolean {
  if (!kernel.engineFor || !isPlainStack(layers)) return false;
  const widest = kernel.widestStack ?? Infinity;
  return layers.every((layer) => !('units' in layer) || (layer.units ?? 0) <= widest);
}

/** What trains a network's recurrent layers, for the result's environment. */
export function kernelNameFor(layers: readonly NamedLayerConfig[], kernel: RecurrentKernel): string {
  return trainsWholeSteps(layers, kernel) ? `${kernel.name}, fused steps` : kernel.name;
}
