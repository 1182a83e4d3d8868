import type { Recurrence } from '../../../base/stepped/recurrence';
import { isCell } from '../../../config/layers/layerTraits';
import type { NamedLayerConfig } from '../../../config/schema/layers';
import type { NamedWeights } from '../../model';

/**
 * The first layer of a network as matrices, where it is a plain LSTM, GRU or tanh cell that reads symbols.
 * @param alphabet of the symbols that the network reads, one-hot
 */
export function recurrenceOf(
  configs: readonly NamedLayerConfig[],
  weights: NamedWeights,
  alphabet: number,
  name: string,
): Recurrence | undefined {
  const [config] = configs;
  if (config.name !== name || !isCell(config)) return undefined;
  if (config.noise?.placement === 'recurrent' || config.bottleneck || config.residual) return undefined;
  const type = typeOf(config);
  if (!type || !(`${name}/bias` in weights)) return undefined;
  const array = (last: string): Float32Array => weights[`${name}/${last}`].values;
  const { units } = config;
  const bias = array('bias');
  const kernel = array('kernel');
  if (kernel.length !== alphabet * bias.length) return undefined;
  return {
    type,
    units,
    ofSymbol: kernel.map((weight, at) => weight + bias[at % bias.length]),
    ofState: array('recurrentKernel'),
  };
}

function typeOf(config: Extract<NamedLayerConfig, { units: number }>): Recurrence['type'] | undefined {
  switch (config.type) {
    case 'lstm':
      return config.peepholes || config.layerNormalization ? undefined : 'lstm';
    case 'gru':
      return config.resetAfter ? undefined : 'gru';
    case 'simpleRNN':
      return config.activation === 'tanh' ? 'tanh' : undefined;
    default:
      return undefined;
  }
}
