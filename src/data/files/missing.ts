import { sentence } from '../../base/sentence';
import { InputError } from '../../base/userError';
import type { FileTable } from './fileTable';
import { gather, type Piece } from './gather';

/** @throws InputError at the first missing number of a real step */
export function refuseLacking({ inputs, lengths }: FileTable): void {
  const { values, samples, length, features, blame } = inputs;
  for (let sequence = 0; sequence < samples; sequence++) {
    const first = sequence * length * features;
    const end = first + (lengths?.[sequence] ?? length) * features;
    for (let i = first; i < end; i++)
      if (Number.isNaN(values[i]))
        throw blame(
          i,
          sentence(
            'A number is missing (NaN). Set "missing" in the data to "drop" (leave the step out) or "carry" (repeat ' +
              'the last known value), or fill it in.',
          ),
        );
  }
}

/** Whether a step of a sequence lacks a number. */
export function lacksNumber({ inputs }: FileTable, sequence: number, step: number): boolean {
  const { values, length, features } = inputs;
  const from = (sequence * length + step) * features;
  for (let j = 0; j < features; j++) if (Number.isNaN(values[from + j])) return true;
  return false;
}

/**
 * Every missing number becomes the last known one of its feature before it. What lies ahead is never looked at, so that
 * a network cannot see the future. Steps before the first known number keep lacking it.
 */
export function carried(table: FileTable): FileTable {
  const { samples, length, features } = table.inputs;
  const values = Float64Array.from(table.inputs.values);
  for (let sequence = 0; sequence < samples; sequence++) {
    const own = table.lengths?.[sequence] ?? length;
    const first = sequence * length * features;
    for (let i = first + features; i < first + own * features; i++)
      if (Number.isNaN(values[i])) values[i] = values[i - features];
  }
  return { ...table, inputs: { ...table.inputs, values } };
}

/**
 * Leaves out the steps that lack a number, and sequences of which none is left.
 * @throws InputError where no step is left
 */
export function withoutLacking(table: FileTable): FileTable {
  const { samples, length } = table.inputs;
  const pieces: Piece[] = [];
  let steps = 0;
  for (let sequence = 0; sequence < samples; sequence++) {
    const own = table.lengths?.[sequence] ?? length;
    const kept = Int32Array.from({ length: own }, (_, step) => step).filter(
      (step) => !lacksNumber(table, sequence, step),
    );
    steps += own - kept.length;
    if (kept.length > 0) pieces.push({ sequence, steps: kept });
  }
  if (steps === 0) return table;
  if (pieces.length === 0)
    throw new InputError(
      sentence('Every step lacks a number, so that none is left. Leave empty columns out of data.features.'),
    );
  const said = [
    ...(table.said ?? []),
    sentence(
      '{0} steps that lack a number are left out, {1} sequences whole. Lags count the steps that are left.',
      steps,
      samples - pieces.length,
    ),
  ];
  return gather({ ...table, said }, pieces);
}
