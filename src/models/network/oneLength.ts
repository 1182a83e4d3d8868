import { sentence } from '../../base/sentence';
import { hasRate } from '../../config/layers/layerTraits';
import type { NamedLayerConfig } from '../../config/schema/layers';
import { layerError } from './layerError';

/**
 * Layers whose loss or rate compares the steps of all sequences take sequences of one length alone.
 * @throws InputError on the first of them
 */
export function refuseOfOneLength(layers: readonly NamedLayerConfig[]): void {
  const index = layers.findIndex(
    (layer) => layer.type === 'infomax' || (hasRate(layer) && !(layer.type === 'bottleneck' && layer.steps === 'end')),
  );
  if (index < 0) return;
  throw layerError(
    index,
    [],
    sentence(
      '"{0}" takes sequences of one length, but these differ in length. Cut them with "window" in the data, or ' +
        'remove the layer.',
      layers[index].name,
    ),
  );
}
