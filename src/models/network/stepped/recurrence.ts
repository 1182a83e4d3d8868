import type { Recurrence } from '../../../base/stepped/recurrence';
import { graphInput, LayerGraph } from '../../../config/layers/layerGraph';
import { innerBottleneck, isCell, isResidual } from '../../../config/layers/layerTraits';
import type { NamedLayerConfig } from '../../../config/schema/layers';
import type { NamedWeights } from '../../model';
import { productOf } from './product';

/**
 * The first layer of a network as matrices, where it is a plain LSTM, GRU or tanh cell that reads symbols; or the
 * second, where the first is their embedding.
 * @param alphabet of the symbols that the network reads, one-hot
 */
export function recurrenceOf(
  configs: readonly NamedLayerConfig[],
  weights: NamedWeights,
  alphabet: number,
  name: string,
): Recurrence | undefined {
  const index = configs.findIndex((one) => one.name === name);
  const config = configs[index];
  if (index < 0 || !isCell(config)) return undefined;
  if (config.noise?.placement === 'recurrent' || innerBottleneck(config) || isResidual(config)) return undefined;
  const type = typeOf(config);
  if (!type || !(`${name}/bias` in weights)) return undefined;
  const array = (last: string): Float32Array => weights[`${name}/${last}`].values;
  const { units } = config;
  const bias = array('bias');
  const kernel = kernelOfSymbols(configs, index, weights, bias.length);
  if (!kernel || kernel.length !== alphabet * bias.length) return undefined;
  return {
    type,
    units,
    ofSymbol: kernel.map((weight, at) => weight + bias[at % bias.length]),
    ofState: array('recurrentKernel'),
  };
}

/** What a symbol adds to the gates, [alphabet, gates]; undefined where the layer reads anything but symbols. */
function kernelOfSymbols(
  configs: readonly NamedLayerConfig[],
  index: number,
  weights: NamedWeights,
  gates: number,
): Float32Array | undefined {
  const { reads, skips } = new LayerGraph(configs);
  const kernel = weights[`${configs[index].name}/kernel`].values;
  if (skips[index].length > 0) return undefined;
  if (reads[index] === graphInput) return kernel;
  const from = configs[reads[index]];
  if (from.type !== 'embedding' || reads[reads[index]] !== graphInput) return undefined;
  const { values, shape } = weights[`${from.name}/embeddings`];
  const product = productOf(kernel, gates);
  const rows = new Float32Array(shape[0] * gates);
  const vectors = Float64Array.from(values);
  for (let symbol = 0; symbol < shape[0]; symbol++) {
    const sums = new Float64Array(gates);
    product.add(vectors, symbol * shape[1], sums);
    rows.set(sums, symbol * gates);
  }
  return rows;
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
