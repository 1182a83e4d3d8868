import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { FileTable } from './fileTable';
import { gather, type Piece } from './gather';
import { lacksNumber } from './missing';

export interface WindowSetting {
  readonly length: number;
  readonly stride?: number | undefined;
}

/** A table cut into windows, and the numbers of those that are held out. */
export interface CutTable {
  readonly table: FileTable;
  readonly training: Int32Array;
  readonly heldOut: Int32Array;
}

/**
 * Cuts every sequence into windows, `stride` steps apart. The last `share` of each sequence is held out; windows lie on
 * one side of that border or the other, so that no step of the held-out ones is trained on. Windows that lack a number
 * are left out.
 * @throws InputError at `data.window` where the sequences are too short
 */
export function cutIntoWindows(table: FileTable, { length, stride = length }: WindowSetting, share: number): CutTable {
  const { samples } = table.inputs;
  const training: Piece[] = [];
  const heldOut: Piece[] = [];
  let lacking = 0;
  let longest = 0;
  for (let sequence = 0; sequence < samples; sequence++) {
    const own = table.lengths?.[sequence] ?? table.inputs.length;
    const border = own - Math.round(own * share);
    longest = Math.max(longest, Math.min(border, own - border));
    const cut = (from: number, to: number, into: Piece[]): void => {
      for (let start = from; start + length <= to; start += stride) {
        const steps = Int32Array.from({ length }, (_, t) => start + t);
        if (steps.some((step) => lacksNumber(table, sequence, step))) lacking++;
        else into.push({ sequence, steps });
      }
    };
    cut(0, border, training);
    cut(border, own, heldOut);
  }
  if (training.length === 0 || heldOut.length === 0)
    throw new InputError(
      lacking > 0
        ? sentence(
            'Every window of {0} steps lacks a number. Set "missing" to "carry", or take a smaller "length".',
            length,
          )
        : sentence(
            'No window of {0} steps fits into the training part and the held-out part of a sequence. Set "length" of ' +
              '"window" to at most {1}.',
            length,
            longest,
          ),
      undefined,
      undefined,
      ['data', 'window'],
    );
  const said = [
    ...(table.said ?? []),
    ...(stride < length
      ? [
          sentence(
            'The windows overlap (stride {0}, length {1}), so they are not independent: intervals are too narrow.',
            stride,
            length,
          ),
        ]
      : []),
    ...(lacking > 0 ? [sentence('{0} windows that lack a number are left out.', lacking)] : []),
  ];
  const numbers = (count: number, from: number): Int32Array => Int32Array.from({ length: count }, (_, i) => from + i);
  return {
    table: gather({ ...table, said }, [...training, ...heldOut]),
    training: numbers(training.length, 0),
    heldOut: numbers(heldOut.length, training.length),
  };
}
