import type { Symbols } from '../estimators/discrete/symbols';
import type { Variable } from '../types/variable';

/** States nearer than this, in units of a column's deviation, are equal: single precision and other orders of sums. */
const rounding = 1e-3;

/** What samples with equal inputs show of a state. */
export interface EqualInputs {
  /** Samples whose input occurred before. */
  readonly repeated: number;
  /** Those of them whose state is another than that of the first such input. */
  readonly unequal: number;
}

/**
 * Counts samples with equal inputs and unequal states. A state that is a function of the input gives none; dropout that
 * was left on, a state carried over from the window before, or another input give many. The information of such a state
 * about its input is not that of a function plus noise. Without repeated inputs nothing is known.
 * @param inputs all that a state may depend on, one code per different input
 */
export function equalInputs(inputs: Symbols, { values, samples, dimensions }: Variable): EqualInputs {
  const limits = new Float64Array(dimensions);
  for (let j = 0; j < dimensions; j++) {
    let [mean, squares] = [0, 0];
    for (let i = 0; i < samples; i++) mean += values[i * dimensions + j] / samples;
    for (let i = 0; i < samples; i++) squares += (values[i * dimensions + j] - mean) ** 2 / samples;
    limits[j] = rounding * Math.sqrt(squares);
  }
  const first = new Int32Array(inputs.alphabet).fill(-1);
  let repeated = 0;
  let unequal = 0;
  for (let i = 0; i < samples; i++) {
    const code = inputs.codes[i];
    if (first[code] < 0) {
      first[code] = i;
      continue;
    }
    repeated++;
    for (let j = 0; j < dimensions; j++) {
      if (Math.abs(values[i * dimensions + j] - values[first[code] * dimensions + j]) <= limits[j]) continue;
      unequal++;
      break;
    }
  }
  return { repeated, unequal };
}

/** Whether the counts exclude a function: more than a stray sample or two in a hundred. */
export const isNoFunction = ({ repeated, unequal }: EqualInputs): boolean => unequal > Math.max(2, 0.02 * repeated);
