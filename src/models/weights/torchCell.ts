import type { WeightArray } from '../../data/weights/weightFile';
import type { Reading } from './foundLayer';
import { cellOfGates, orderedBlocks, resetAfterBias, summed, transposedBlocks } from './gates';

/** Arrays of one direction by the starts of their names in PyTorch: 'weight_ih' [GH,D], 'bias_hh' [GH]. */
export type TorchCellArrays = Record<string, WeightArray>;

/** Blocks of PyTorch in the order here: its LSTM has i, f, g, o as here; its GRU r, z, n where here is z, r, h. */
const orders = { simpleRNN: [0], gru: [1, 0, 2], lstm: [0, 1, 2, 3] } as const;

/**
 * A layer of an nn.LSTM, nn.GRU or nn.RNN, whose equations are those of PyTorch's documentation. Its two biases add up,
 * but in the candidate of the GRU, which always resets after the product.
 * @returns undefined where the shapes are not those of such a layer
 */
export function torchCell(forward: TorchCellArrays, backward: TorchCellArrays): Reading | undefined {
  const ahead = direction(forward);
  if (!ahead) return undefined;
  if (Object.keys(backward).length === 0) return { ...ahead, both: false };
  const back = direction(backward);
  if (!back || back.type !== ahead.type || back.inputs !== ahead.inputs || back.units !== ahead.units) return undefined;
  const prefixed = (prefix: string, arrays: Reading['arrays']): Reading['arrays'] =>
    Object.fromEntries(Object.entries(arrays).map(([name, array]) => [`${prefix}/${name}`, array]));
  return {
    ...ahead,
    both: true,
    options: { ...ahead.options, mergeMode: 'concat' },
    arrays: { ...prefixed('forward', ahead.arrays), ...prefixed('backward', back.arrays) },
  };
}

function direction(arrays: TorchCellArrays): Omit<Reading, 'both'> | undefined {
  const input = arrays.weight_ih as WeightArray | undefined;
  const state = arrays.weight_hh as WeightArray | undefined;
  const ofInput = arrays.bias_ih as WeightArray | undefined;
  const ofState = arrays.bias_hh as WeightArray | undefined;
  if (input?.shape.length !== 2 || state?.shape.length !== 2 || (ofInput === undefined) !== (ofState === undefined))
    return undefined;
  const [rows, inputs] = input.shape;
  const [stateRows, units] = state.shape;
  const type = cellOfGates[rows / units];
  if (!type || stateRows !== rows) return undefined;
  if ([ofInput, ofState].some((bias) => bias && (bias.shape.length !== 1 || bias.shape[0] !== rows))) return undefined;
  const order = orders[type];
  return {
    type,
    inputs,
    units,
    options: { useBias: ofInput !== undefined, ...(type === 'gru' && { resetAfter: true }) },
    arrays: {
      kernel: transposedBlocks(input, order),
      recurrentKernel: transposedBlocks(state, order),
      ...(ofInput && ofState && { bias: bias(type, ofInput, ofState) }),
    },
  };
}

function bias(type: keyof typeof orders, ofInput: WeightArray, ofState: WeightArray): WeightArray {
  const [a, b] = [ofInput, ofState].map(({ values }) => orderedBlocks(values, orders[type]));
  return type === 'gru' ? resetAfterBias(a, b) : summed(a, b);
}
