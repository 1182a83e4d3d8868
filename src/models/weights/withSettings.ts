import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { NamedLayerConfig } from '../../config/schema/layers';
import type { TwoWayCellConfig } from '../../config/schema/recurrentCells';
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

function cellWith(cell: TwoWayCellConfig, name: string, options: FoundOptions): TwoWayCellConfig {
  const { useBias, resetAfter } = options;
  if (cell.type !== 'simpleRNN' && cell.type !== 'lstm' && cell.type !== 'gru') return cell;
  const told = {
    useBias: cell.useBias ?? useBias,
    // A layer that hands on its last step alone may be asked for every step, but not the other way round.
    ...(options.returnSequences === true && { returnSequences: cell.returnSequences ?? true }),
  };
  if (cell.type !== 'gru') return { ...cell, ...told };
  const after = cell.resetAfter ?? resetAfter;
  if (after === undefined)
    throw new InputError(
      sentence(
        'Without a bias the weights of "{0}" do not tell whether it resets after the product. Write "resetAfter": ' +
          'true (the default of Keras) or false.',
        name,
      ),
    );
  return { ...cell, ...told, resetAfter: after };
}
