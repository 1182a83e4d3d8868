import { sentence, type Sentence } from '../../base/sentence';
import { elementBytes, elementCount } from '../npy/ndArray';
import type { NpyFile } from '../npy/npyFile';

/** Sequences that are looked at, and the bytes at the start of the file that they are taken from. */
const mostRows = 64;
const mostBytes = 2 ** 26;

/** Fewer sequences than this share that end in zeros may be chance: units that are rectified are zero now and then. */
const padded = 0.1;

/**
 * Says that the states of a layer end in steps that are zeros alone, as PyTorch's pad_packed_sequence leaves them
 * behind the real steps of a sequence. Undefined where they do not.
 * @param file of states [samples, length, units]
 */
export async function saidOfZeroEnds(name: string, file: NpyFile, signal?: AbortSignal): Promise<Sentence | undefined> {
  const { shape, type, fortranOrder } = file.header;
  if (shape.length !== 3 || fortranOrder) return undefined;
  const rowBytes = (elementCount(shape) / Math.max(1, file.rows)) * elementBytes(type);
  const reach = Math.min(file.rows, Math.max(1, Math.floor(mostBytes / Math.max(1, rowBytes))));
  const count = Math.min(mostRows, reach);
  const rows = Int32Array.from({ length: count }, (_, i) => Math.floor((i * reach) / count));
  const { data } = await file.readRows(rows, signal);
  const width = data.length / Math.max(1, count);
  const units = shape[2];
  let ending = 0;
  for (let row = 0; row < count; row++) {
    const states = data.subarray(row * width, (row + 1) * width);
    const isZero = (value: number): boolean => value === 0;
    if (states.subarray(width - units).every(isZero) && !states.subarray(0, units).every(isZero)) ending++;
  }
  return ending < padded * count
    ? undefined
    : sentence(
        'The states of "{0}" end in zeros in {1} of {2} sequences that were looked at, as those of padded sequences ' +
          'do. If they are padding, name the real steps in the data: "lengths" or "mask".',
        name,
        ending,
        count,
      );
}
