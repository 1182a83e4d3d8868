import type { NamedLayerConfig } from '../../config/schema/layers';
import { isPlainStack } from '../network/stack';
import type { RecurrentKernel } from '../kernels/recurrentKernel';

/** Whether a kernel trains these layers in whole steps, for batches of this many sequences. */
export function trainsWholeSteps(
  layers: readonly NamedLayerConfig[],
  kernel: RecurrentKernel,
  batchSize: number,
): boolean {
  if (!kernel.engineFor || !isPlainStack(layers)) return false;
  return layers.every(
    (layer) => !('units' in layer) || (kernel.suitsSteps?.(layer.type, batchSize, layer.units ?? 0) ?? true),
  );
}

/** Name of the kernel that trains a network's recurrent layers, for the result's environment. */
export function kernelNameFor(layers: readonly NamedLayerConfig[], kernel: RecurrentKernel, batchSize: number): string {
  return trainsWholeSteps(layers, kernel, batchSize) ? `${kernel.name}, fused steps` : kernel.name;
}
