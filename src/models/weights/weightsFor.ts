import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import { LayerGraph } from '../../config/layers/layerGraph';
import { layerTable } from '../../config/layers/layerTable';
import type { NamedLayerConfig } from '../../config/schema/layers';
import type { WeightFile } from '../../data/weights/weightFile';
import { checkFinite } from './checkFinite';
import type { FittedWeights } from './fittedWeights';
import { foundNetwork } from './foundNetwork';
import { maskedSteps } from './kerasArchitecture';
import { hasCounterpart } from './layerSettings';
import { matchLayers } from './matchLayers';
import { ownWeights } from './ownWeights';
import { saidOfActivations } from './untoldActivations';
import { withSettings } from './withSettings';

/**
 * The weights of a config's layers from a file of PyTorch's, Keras's or our own names.
 * @param features of an input step, where they are known
 * @param name of the file, for messages
 * @throws InputError where the layers are not those of the file
 */
export function weightsFor(
  layers: readonly NamedLayerConfig[],
  file: WeightFile,
  features: number | undefined,
  name?: string,
): FittedWeights {
  const found = foundNetwork(file);
  if (!found) return ownWeights(layers, file);
  const widths = new LayerGraph(layers).widths(features);
  const wanted = layers.flatMap((layer, index) => (hasWeights(layer) ? [{ layer, read: widths[index].read }] : []));
  for (const { layer } of wanted)
    if (!hasCounterpart(layer))
      throw new InputError(
        sentence(
          '"{0}" is a layer that PyTorch and Keras do not have, so their files hold no weights for it. Leave ' +
            '"weights" out, or the layer.',
          layer.name,
        ),
      );
  const matches = matchLayers(wanted, found);
  checkFinite(
    matches.map((match) => match.found),
    file,
    name,
  );
  const masked = maskedSteps(file.architecture);
  const cells = matches.map(({ layer: { name }, reading: { type } }) => ({ name, type }));
  const assumed = saidOfActivations(file, cells);
  const readings = new Map(matches.map(({ layer, reading }) => [layer, reading]));
  return {
    layers: layers.map((layer) => {
      const reading = readings.get(layer);
      return reading ? withSettings(layer, reading.options) : layer;
    }),
    weights: Object.fromEntries(
      matches.flatMap(({ layer, reading }) =>
        Object.entries(reading.arrays).map(([name, array]) => [`${layer.name}/${name}`, array]),
      ),
    ),
    ...(assumed && { assumed }),
    ...(masked && { masked }),
  };
}

/** Layers that only hand on, drop or repeat what they read have no weights; a critic's are not in other files. */
const hasWeights = (layer: NamedLayerConfig): boolean => layerTable[layer.type].ownStates;
