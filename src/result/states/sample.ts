import type { StatesHead } from './readHead';
import type { StatesArray } from './states';
import { wholeStatesFile } from './writeFile';

/**
 * A smaller file of states: one array, and of its first `sequences` as many, spread evenly, as fit into `most` bytes.
 * @param bytes [sequences, steps, units]
 */
export function sampleOf(
  head: StatesHead,
  array: number,
  { bytes, sequences }: { readonly bytes: Uint8Array; readonly sequences: number },
  most: number,
): Uint8Array | undefined {
  const shape: StatesArray | undefined = head.header.arrays.at(array);
  if (!shape || sequences === 0) return undefined;
  const { inputs, targets } = head.header;
  const each = shape.steps * shape.units;
  const inFile = each + 2 * ((inputs?.steps ?? 0) + (targets?.steps ?? 0)) + 8;
  const count = Math.min(sequences, Math.floor(most / inFile));
  if (count === 0) return undefined;
  const chosen = Array.from({ length: count }, (_, i) => Math.floor((i * sequences) / count));
  return wholeStatesFile({
    header: { ...head.header, sequences: count, arrays: [shape] },
    rows: Int32Array.from(chosen, (one) => head.rows[one]),
    lengths: Int32Array.from(chosen, (one) => head.lengths[one]),
    kept: [head.kept[array]],
    inputs: rowsOf(head.inputs, inputs?.steps ?? 0, chosen, new Int16Array(count * (inputs?.steps ?? 0))),
    targets: rowsOf(head.targets, targets?.steps ?? 0, chosen, new Int16Array(count * (targets?.steps ?? 0))),
    states: [rowsOf(bytes, each, chosen, new Uint8Array(count * each))],
  });
}

function rowsOf<Numbers extends Int16Array | Uint8Array>(
  from: Numbers,
  each: number,
  chosen: readonly number[],
  out: Numbers,
): Numbers {
  chosen.forEach((one, place) => out.set(from.subarray(one * each, (one + 1) * each), place * each));
  return out;
}
