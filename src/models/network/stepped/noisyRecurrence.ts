import type { NoisyRecurrence } from '../../../base/stepped/noisyRecurrence';
import { LayerGraph } from '../../../config/layers/layerGraph';
import {
  innerBottleneck,
  isCell,
  isResidual,
  isStepwiseType,
  noisePlacement,
  stepNoise,
} from '../../../config/layers/layerTraits';
import type { NamedLayerConfig } from '../../../config/schema/layers';
import type { NamedWeights } from '../../model';
import { steppedNetwork } from './compile';
import { productOf } from './product';

/**
 * A layer that draws inside its recurrence, with all that it reads, to be run one step at a time.
 * @param alphabet of the symbols that the network reads, one-hot
 * @returns undefined where a layer below draws, or the layer is none of these
 */
export function noisyRecurrence(
  configs: readonly NamedLayerConfig[],
  weights: NamedWeights,
  alphabet: number,
  name: string,
): NoisyRecurrence | undefined {
  const index = configs.findIndex((config) => config.name === name);
  const config = configs.at(index);
  if (index < 0 || !config || !isCell(config) || noisePlacement(config) !== 'recurrent' || isResidual(config))
    return undefined;
  const network = steppedNetwork(configs, weights, alphabet, [name], true);
  if (!network) return undefined;
  const { units } = config;
  const below = [...new LayerGraph(configs).ancestors[index]].map((at) => configs[at]);
  return {
    width: network.width,
    at: network.observed[0].at,
    units,
    cost: network.cost + (innerBottleneck(config) ? units * units : 0),
    // An LSTM carries its cell as well.
    markov: config.type !== 'lstm' && config.type !== 'sLSTM' && below.every(({ type }) => isStepwiseType(type)),
    step: (before, symbols, count, after) => {
      network.step(before, symbols, count, after);
    },
    variances: innerBottleneck(config)
      ? drawnVariances(units, weights, `${name}/bottleneck/variance`)
      : (means) => new Float64Array(means.length).fill(stepNoise(config) ?? 0),
  };
}

/** s(mean V + c) with the logistic function s, as `GaussianDraw` has it. */
function drawnVariances(units: number, weights: NamedWeights, at: string): NoisyRecurrence['variances'] {
  const product = productOf(weights[`${at}/kernel`].values, units);
  const bias = weights[`${at}/bias`].values;
  const sums = new Float64Array(units);
  return (means) => {
    const out = new Float64Array(means.length);
    for (let from = 0; from < means.length; from += units) {
      sums.set(bias);
      product.add(means, from, sums);
      for (let j = 0; j < units; j++) out[from + j] = 1 / (1 + Math.exp(-sums[j]));
    }
    return out;
  };
}
