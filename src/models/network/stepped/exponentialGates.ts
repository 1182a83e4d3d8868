import type { RecurrentLayerConfig } from '../../../config/schema/recurrentCells';
import { logSigmoid, sigmoid } from '../../kernels/typescript/sigmoid';
import { headOf } from '../../layers/recurrent/cells/sLSTM';
import { productOf } from './product';
import type { SteppedLayer } from './steppedLayer';

type Config<Type> = Extract<RecurrentLayerConfig, { type: Type }>;
type Arrays = (name: string) => Float32Array;

/**
 * sLSTM one step at a time. It leaves h, then c and n, divided by exp(m), and m.
 * @param functionCost multiplications of a transcendental function
 */
export function steppedSLSTM({ units, heads }: Config<'sLSTM'>, arrays: Arrays, functionCost: number): SteppedLayer {
  const kernel = productOf(arrays('kernel'), 4 * units);
  const compact = arrays('recurrentKernel');
  const width = units / heads;
  const whole = Float32Array.from({ length: 4 * units * units }, (_, at) => {
    const [row, column] = [Math.floor(at / (4 * units)), at % (4 * units)];
    return headOf(row, units, heads) === headOf(column, units, heads) ? compact[(row % width) * 4 * units + column] : 0;
  });
  const recurrent = productOf(whole, 4 * units);
  const bias = arrays('bias');
  const sums = new Float64Array(4 * units);
  const gates = Array.from({ length: 4 }, () => new Float64Array(units));
  const [input, forget, output, share] = gates;
  return {
    width: 4 * units,
    units,
    gates,
    cost: kernel.cost + recurrent.cost + 5 * functionCost * units,
    step: (x, before, after, at) => {
      sums.set(bias);
      kernel.add(x, 0, sums);
      recurrent.add(before, at, sums);
      for (let j = 0; j < units; j++) {
        const [c, n, m] = [at + units + j, at + 2 * units + j, at + 3 * units + j];
        const kept = logSigmoid(sums[2 * units + j]) + before[m];
        const most = Math.max(kept, sums[units + j]);
        const [i, f] = [Math.exp(sums[units + j] - most), Math.exp(kept - most)];
        after[c] = f * before[c] + i * Math.tanh(sums[j]);
        after[n] = f * before[n] + i;
        after[m] = most;
        input[j] = Math.exp(sums[units + j]);
        forget[j] = sigmoid(sums[2 * units + j]);
        output[j] = sigmoid(sums[3 * units + j]);
        // The first step has nothing to keep.
        share[j] = before[n] > 0 ? (f * before[n]) / after[n] : NaN;
        after[at + j] = (output[j] * after[c]) / after[n];
      }
    },
  };
}

/**
 * mLSTM one step at a time. It leaves its output, then of each head C, row by row, and n, divided by exp(m), and m.
 * @param functionCost multiplications of a transcendental function
 */
export function steppedMLSTM({ units, heads }: Config<'mLSTM'>, arrays: Arrays, functionCost: number): SteppedLayer {
  const bias = arrays('bias');
  const kernel = productOf(arrays('kernel'), bias.length);
  const width = units / heads;
  const own = width * width + width + 1;
  const sums = new Float64Array(bias.length);
  const gates = [new Float64Array(heads), new Float64Array(heads), new Float64Array(units)];
  const [input, forget, output] = gates;
  return {
    width: units + heads * own,
    units,
    gates,
    carriedFrom: units,
    cost: kernel.cost + 4 * units * width + functionCost * (units + 3 * heads),
    step: (x, before, after, at) => {
      sums.set(bias);
      kernel.add(x, 0, sums);
      for (let h = 0; h < heads; h++) {
        const first = at + units + h * own;
        const [norm, m] = [first + width * width, first + width * width + width];
        const kept = logSigmoid(sums[4 * units + heads + h]) + before[m];
        const most = Math.max(kept, sums[4 * units + h]);
        const [i, f] = [Math.exp(sums[4 * units + h] - most), Math.exp(kept - most)];
        input[h] = Math.exp(sums[4 * units + h]);
        forget[h] = sigmoid(sums[4 * units + heads + h]);
        const from = h * width;
        let ofNorm = 0;
        after.fill(0, at + from, at + from + width);
        for (let r = 0; r < width; r++) {
          const key = (i * sums[units + from + r]) / Math.sqrt(width);
          const query = sums[from + r];
          after[norm + r] = f * before[norm + r] + key;
          ofNorm += after[norm + r] * query;
          for (let j = 0, place = first + r * width; j < width; j++, place++) {
            after[place] = f * before[place] + key * sums[2 * units + from + j];
            after[at + from + j] += query * after[place];
          }
        }
        const size = Math.max(Math.abs(ofNorm), Math.exp(-most));
        for (let j = from; j < from + width; j++) {
          output[j] = sigmoid(sums[3 * units + j]);
          after[at + j] *= output[j] / size;
        }
        after[m] = most;
      }
    },
  };
}
