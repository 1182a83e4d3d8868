import { sigmoid } from '../../kernels/typescript/sigmoid';
import { productOf } from './product';
import type { SteppedLayer } from './steppedLayer';

/**
 * The GRU whose reset gate multiplies the product of the state, one step at a time.
 * @param kernel [D,3H] @param recurrentKernel [H,3H] @param bias [4H], as the cell has it
 * @param functionCost multiplications of a transcendental function
 */
export function steppedResetAfterGRU(
  units: number,
  kernel: Float32Array,
  recurrentKernel: Float32Array,
  bias: Float32Array,
  functionCost: number,
): SteppedLayer {
  const ofInput = productOf(kernel, 3 * units);
  const ofState = productOf(recurrentKernel, 3 * units);
  const sums = new Float64Array(3 * units);
  const products = new Float64Array(3 * units);
  const gates = Array.from({ length: 3 }, () => new Float64Array(units));
  const [update, reset, candidate] = gates;
  return {
    width: units,
    units,
    gates,
    cost: ofInput.cost + ofState.cost + 3 * functionCost * units,
    step: (x, before, after, at) => {
      sums.set(bias.subarray(0, 3 * units));
      products.fill(0);
      products.set(bias.subarray(3 * units), 2 * units);
      ofInput.add(x, 0, sums);
      ofState.add(before, at, products);
      for (let j = 0; j < units; j++) {
        const z = sigmoid(sums[j] + products[j]);
        const r = sigmoid(sums[units + j] + products[units + j]);
        const g = Math.tanh(sums[2 * units + j] + r * products[2 * units + j]);
        update[j] = z;
        reset[j] = r;
        candidate[j] = g;
        after[at + j] = z * before[at + j] + (1 - z) * g;
      }
    },
  };
}
