import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { NamedLayerConfig } from '../../config/schema/layers';
import type { RecurrentLayerConfig } from '../../config/schema/recurrentCells';
import type { FoundOptions } from './foundLayer';

/**
 * A layer with the settings of its weights, where it states none itself.
 * @throws InputError where neither tells the form of a GRU
 */
export function withSettings(layer: NamedLayerConfig, options: FoundOptions): NamedLayerConfig {
  const { useBias, epsilon } = options;
  switch (layer.type) {
    case 'dense':
      return { ...layer, useBias: layer.useBias ?? useBias };
    case 'layerNormalization':
      return { ...layer, epsilon: layer.epsilon ?? epsilon };
    case 'bidirectional':
      return { ...layer, layer: cellWith(layer.layer, layer.name, options) };
    case 'simpleRNN':
    case 'lstm':
    case 'gru':
      return { ...cellWith(layer, layer.name, options), name: layer.name };
    default:
      return layer;
  }
}

function cellWith(cell: RecurrentLayerConfig, name: string, options: FoundOptions): RecurrentLayerConfig {
  const { useBias, resetAfter } = options;
  if (cell.type === 'simpleRNN' || cell.type === 'lstm') return { ...cell, useBias: cell.useBias ?? useBias };
  if (cell.type !== 'gru') return cell;
  const after = cell.resetAfter ?? resetAfter;
  if (after === undefined)
    throw new InputError(
      sentence(
        'Without a bias the weights of "{0}" do not tell whether it resets after the product. Write "resetAfter": ' +
          'true (the default of Keras) or false.',
        name,
      ),
    );
  return { ...cell, useBias: cell.useBias ?? useBias, resetAfter: after };
}
