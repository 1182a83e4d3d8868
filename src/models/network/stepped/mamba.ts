import type { RecurrentLayerConfig } from '../../../config/schema/recurrentCells';
import { sigmoid, softplus } from '../../kernels/typescript/sigmoid';
import { rankOf } from '../../layers/recurrent/cells/mamba';
import { productOf } from './product';
import type { SteppedLayer } from './steppedLayer';

const silu = (x: number): number => x * sigmoid(x);

/**
 * The selective state space of Mamba one step at a time. It leaves its output, then what the convolution will read of
 * earlier steps (the oldest first), then the states, a unit after the other.
 * @param functionCost multiplications of a transcendental function
 */
export function steppedMamba(
  config: Extract<RecurrentLayerConfig, { type: 'mamba' }>,
  arrays: (name: string) => Float32Array,
  functionCost: number,
): SteppedLayer {
  const { units, stateSize, convolution } = config;
  const rank = rankOf(config);
  const product = productOf(arrays('kernel'), 2 * units);
  const selection = productOf(arrays('selectionKernel'), rank + 2 * stateSize);
  const ofSteps = productOf(arrays('stepKernel'), units);
  const taps = arrays('convolutionKernel');
  const [convolutionBias, stepBias, direct] = ['convolutionBias', 'stepBias', 'direct'].map(arrays);
  const rates = Float64Array.from(arrays('logRates'), (value) => -Math.exp(value));
  const sums = new Float64Array(2 * units);
  const inputs = new Float64Array(units);
  const selected = new Float64Array(rank + 2 * stateSize);
  const sizes = new Float64Array(units);
  const gates = [new Float64Array(units), new Float64Array(units * stateSize), new Float64Array(units)];
  const [steps, decays, outputs] = gates;
  const kept = (convolution - 1) * units;
  return {
    width: units + kept + units * stateSize,
    units,
    carriedFrom: units,
    gates,
    cost:
      product.cost +
      selection.cost +
      ofSteps.cost +
      convolution * units +
      (functionCost + 4) * units * stateSize +
      3 * functionCost * units,
    step: (x, before, after, at) => {
      sums.fill(0);
      product.add(x, 0, sums);
      const window = at + units;
      for (let j = 0; j < units; j++) {
        let sum = convolutionBias[j] + taps[kept + j] * sums[j];
        for (let k = j; k < kept; k += units) sum += taps[k] * before[window + k];
        inputs[j] = silu(sum);
      }
      for (let k = 0; k < kept; k++)
        after[window + k] = k + units < kept ? before[window + k + units] : sums[k + units - kept];
      selected.fill(0);
      selection.add(inputs, 0, selected);
      sizes.set(stepBias);
      ofSteps.add(selected, 0, sizes);
      for (let j = 0, place = window + kept; j < units; j++) {
        const size = softplus(sizes[j]);
        steps[j] = size;
        let out = direct[j] * inputs[j];
        for (let n = 0; n < stateSize; n++, place++) {
          const decay = Math.exp(size * rates[j * stateSize + n]);
          decays[j * stateSize + n] = decay;
          after[place] = decay * before[place] + size * inputs[j] * selected[rank + n];
          out += selected[rank + stateSize + n] * after[place];
        }
        outputs[j] = silu(sums[units + j]);
        after[at + j] = out * outputs[j];
      }
    },
  };
}
