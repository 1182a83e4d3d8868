import type { RecurrentLayerConfig } from '../../../config/schema/recurrentCells';
import { columnsOf, decayPower, leastLength } from '../../layers/recurrent/cells/matrixState';
import { sigmoid } from '../../kernels/typescript/sigmoid';
import { productOf } from './product';
import type { SteppedLayer } from './steppedLayer';

/**
 * A cell of matrix states one step at a time. It leaves its output, then the matrices, row by row, a head after the
 * other.
 * @param functionCost multiplications of a transcendental function
 */
export function steppedMatrixState(
  config: Extract<RecurrentLayerConfig, { type: 'matrixState' }>,
  kernel: Float32Array,
  bias: Float32Array,
  functionCost: number,
): SteppedLayer {
  const { units, heads, rule } = config;
  const { width, decays, all } = columnsOf(config);
  const product = productOf(kernel, all);
  const sums = new Float64Array(all);
  const error = new Float64Array(width);
  const delta = rule === 'delta';
  const [decayGate, strengths] = [new Float64Array(decays), new Float64Array(heads)];
  return {
    width: units + units * width,
    units,
    gates: [...(decays > 0 ? [decayGate] : []), ...(delta ? [strengths] : [])],
    carriedFrom: units,
    cost: product.cost + 4 * units * width + functionCost * (all - 3 * units),
    step: (x, before, after, at) => {
      sums.set(bias);
      product.add(x, 0, sums);
      for (let h = 0; h < heads; h++) {
        const query = sums.subarray(h * width, (h + 1) * width);
        const key = sums.subarray(units + h * width, units + (h + 1) * width);
        const value = sums.subarray(2 * units + h * width, 2 * units + (h + 1) * width);
        const scale = delta ? 1 / lengthOf(query) : 1 / Math.sqrt(width);
        if (delta) scaled(key, 1 / lengthOf(key));
        const strength = delta ? sigmoid(sums[3 * units + decays + h]) : 1;
        strengths[h] = strength;
        const own = at + units + h * width * width;
        error.set(value);
        for (let i = 0; i < width; i++) {
          const gate = decays === heads ? h : h * width + i;
          const decay = decays > 0 ? sigmoid(sums[3 * units + gate]) ** (1 / decayPower) : 1;
          decayGate[gate] = decay;
          for (let j = 0; j < width; j++) {
            const place = own + i * width + j;
            after[place] = decay * before[place];
            if (delta) error[j] -= after[place] * key[i];
          }
        }
        after.fill(0, at + h * width, at + (h + 1) * width);
        for (let i = 0; i < width; i++) {
          for (let j = 0; j < width; j++) {
            const place = own + i * width + j;
            after[place] += strength * key[i] * error[j];
            after[at + h * width + j] += scale * query[i] * after[place];
          }
        }
      }
    },
  };
}

const lengthOf = (values: Float64Array): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, leastLength));

function scaled(values: Float64Array, factor: number): void {
  for (let i = 0; i < values.length; i++) values[i] *= factor;
}
