import { graphInput, LayerGraph } from '../../config/layers/layerGraph';
import type { NamedLayerConfig } from '../../config/schema/layers';
import { coreKernel } from '../kernels/typescript/coreKernel';
import { createLayer } from '../network/createLayer';
import { checkArrays } from '../network/parameters';
import type { NamedWeights } from '../model';

/**
 * Checks that weights are those of a network, before it is built.
 * @param features and `length` of the sequences that it reads
 * @throws InputError naming the array that is missing, of the wrong shape, not finite, or one too many
 */
export function checkWeights(
  layers: readonly NamedLayerConfig[],
  weights: NamedWeights,
  { features, length }: { readonly features: number; readonly length: number },
): void {
  const graph = new LayerGraph(layers);
  const widths = graph.widths(features);
  const specs = layers.flatMap((layer, index) => {
    const about = graph.companions[index] ?? graphInput;
    const sizes = {
      inputs: widths[index].read ?? 0,
      about: about === graphInput ? features : (widths[about].own ?? 0),
    };
    return createLayer(layer, sizes, true, coreKernel, length).weights;
  });
  checkArrays(specs, weights);
}
