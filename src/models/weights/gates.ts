import { weightArray, type WeightArray } from '../../data/weights/weightFile';

/** Gates of a cell by the number of blocks in its matrices. */
export const cellOfGates: Readonly<Record<number, 'simpleRNN' | 'gru' | 'lstm' | undefined>> = {
  1: 'simpleRNN',
  3: 'gru',
  4: 'lstm',
};

/**
 * [GH,D] with blocks of rows as [D,GH] with blocks of columns.
 * @param order for every block here, its number there
 */
export function transposedBlocks({ shape, values }: WeightArray, order: readonly number[]): WeightArray {
  const [rows, columns] = shape;
  const height = rows / order.length;
  const turned = new Float32Array(values.length);
  for (const [block, source] of order.entries())
    for (let j = 0; j < height; j++)
      for (let d = 0; d < columns; d++)
        turned[d * rows + block * height + j] = values[(source * height + j) * columns + d];
  return weightArray([columns, rows], turned);
}

/** [GH] in another order of its blocks. */
export function orderedBlocks(values: Float32Array, order: readonly number[]): Float32Array {
  const size = values.length / order.length;
  const ordered = new Float32Array(values.length);
  for (const [block, source] of order.entries())
    ordered.set(values.subarray(source * size, (source + 1) * size), block * size);
  return ordered;
}

/**
 * The bias [4H] of a GRU that resets after the product, from those of the input and of the state, both [3H] in the
 * order z, r, h: in the gates the two add up, in the candidate they stay apart.
 */
export function resetAfterBias(ofInput: Float32Array, ofState: Float32Array): WeightArray {
  const units = ofInput.length / 3;
  const bias = new Float32Array(4 * units);
  for (let j = 0; j < 2 * units; j++) bias[j] = ofInput[j] + ofState[j];
  bias.set(ofInput.subarray(2 * units), 2 * units);
  bias.set(ofState.subarray(2 * units), 3 * units);
  return weightArray([4 * units], bias);
}

/** The sum of two biases that are only ever added. */
export function summed(a: Float32Array, b: Float32Array): WeightArray {
  return weightArray(
    [a.length],
    a.map((value, i) => value + b[i]),
  );
}
