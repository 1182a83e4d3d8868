import type { WeightArray } from '../../data/weights/weightFile';
import type { FoundOptions, Reading } from './foundLayer';
import { cellOfGates, resetAfterBias } from './gates';

/** Arrays of a layer, or of one of its directions: by Keras's names, or by their numbers ("0", "1"). */
export type KerasArrays = Record<string, WeightArray>;

/**
 * What the arrays of a Keras layer can be. The shapes and the order of the gates are those here; the GRU that resets
 * after the product (Keras's default) has a bias [2,3H], of the input and of the state.
 * @param options as the description of the model tells them, if there is one
 * @returns none where the arrays are those of no layer that is known
 */
export function kerasReadings(forward: KerasArrays, backward: KerasArrays, options: FoundOptions = {}): Reading[] {
  const told = (readings: readonly Reading[]): Reading[] =>
    readings.map((reading) => ({ ...reading, options: { ...reading.options, ...options } }));
  const ahead = cell(forward);
  if (Object.keys(backward).length === 0) return told(ahead ? [{ ...ahead, both: false }] : plain(forward));
  const back = cell(backward);
  if (!ahead || !back || ahead.type !== back.type || ahead.inputs !== back.inputs || ahead.units !== back.units)
    return [];
  const prefixed = (prefix: string, arrays: Reading['arrays']): Reading['arrays'] =>
    Object.fromEntries(Object.entries(arrays).map(([name, array]) => [`${prefix}/${name}`, array]));
  const arrays = { ...prefixed('forward', ahead.arrays), ...prefixed('backward', back.arrays) };
  const both: Reading = { ...ahead, both: true, arrays };
  // Arrays do not tell how the two directions are joined, but the width that the next layer reads may.
  const summed: Reading = { ...both, options: { ...both.options, mergeMode: 'sum' } };
  return told(options.mergeMode === undefined ? [both, summed] : [both]);
}

function cell(given: KerasArrays): Omit<Reading, 'both'> | undefined {
  const count = Object.keys(given).length;
  const kernel = at(given, 'kernel', 0);
  const recurrentKernel = at(given, 'recurrent_kernel', 1);
  const bias = at(given, 'bias', 2);
  if (count !== (bias ? 3 : 2) || kernel?.shape.length !== 2 || recurrentKernel?.shape.length !== 2) return undefined;
  const [inputs, width] = kernel.shape;
  const [units, stateWidth] = recurrentKernel.shape;
  const type = cellOfGates[width / units];
  if (!type || stateWidth !== width) return undefined;
  const folded = bias && foldedBias(type, bias, width);
  if (bias && !folded) return undefined;
  return {
    type,
    inputs,
    units,
    options: { useBias: bias !== undefined, ...(type === 'gru' && bias && { resetAfter: bias.shape.length === 2 }) },
    arrays: { kernel, recurrentKernel, ...(folded && { bias: folded }) },
  };
}

/** The bias as the cells here have it; undefined where it is of no shape that Keras writes. */
export function foldedBias(type: string, bias: WeightArray, width: number): WeightArray | undefined {
  const { shape, values } = bias;
  if (shape.length === 1) return shape[0] === width ? bias : undefined;
  return type === 'gru' && shape.length === 2 && shape[0] === 2 && shape[1] === width
    ? resetAfterBias(values.subarray(0, width), values.subarray(width))
    : undefined;
}

/** A layer without a state. */
function plain(given: KerasArrays): Reading[] {
  const count = Object.keys(given).length;
  const [gamma, beta] = [at(given, 'gamma', 0), at(given, 'beta', 1)];
  if (count === 2 && gamma?.shape.length === 1 && beta?.shape.length === 1 && gamma.shape[0] === beta.shape[0]) {
    const [units] = gamma.shape;
    return [{ type: 'layerNormalization', both: false, inputs: units, units, options: {}, arrays: { gamma, beta } }];
  }
  const matrix = at(given, 'kernel', 0) ?? at(given, 'embeddings', 0);
  const bias = at(given, 'bias', 1);
  if (count !== (bias ? 2 : 1) || matrix?.shape.length !== 2) return [];
  const [inputs, units] = matrix.shape;
  if (bias && (bias.shape.length !== 1 || bias.shape[0] !== units)) return [];
  const base = { both: false, inputs, units } as const;
  const dense: Reading = {
    ...base,
    type: 'dense',
    options: { useBias: bias !== undefined },
    arrays: { kernel: matrix, ...(bias && { bias }) },
  };
  const embedding: Reading = { ...base, type: 'embedding', options: {}, arrays: { embeddings: matrix } };
  if ('kernel' in given || bias) return [dense];
  return 'embeddings' in given ? [embedding] : [embedding, dense];
}

/** An array by its name, or by its number in a .weights.h5. */
function at(given: Partial<KerasArrays>, name: string, number: number): WeightArray | undefined {
  return given[name] ?? given[String(number)];
}
