import { sentence, type Sentence } from '../../base/sentence';
import type { InputError } from '../../base/userError';
import type { FileTable } from './fileTable';
import { isTimeLike } from './timeLike';

/** The first step whose time lies before that of the step before it. */
interface StepBack {
  readonly sequence: number;
  readonly step: number;
}

/**
 * Refuses times of steps among the columns of arrays and lists, which have no names: as inputs nobody named, and where
 * they go back, so that no lag and no window crosses such a place unsaid.
 * @param table with all columns of the file
 * @param chosen numbers of the columns that the config names as inputs
 * @throws InputError at the step, or at the first one
 */
export function refuseStepTimes(table: FileTable, chosen: readonly (string | number)[] | undefined): void {
  const { inputs } = table;
  const { features, origins } = inputs;
  if (features < 2 || origins || inputs.names) return;
  const numbers = chosen?.filter((one) => typeof one === 'number');
  for (let column = 0; column < features; column++) {
    const isInput = numbers?.includes(column);
    if (isInput || !mayBeStamp(inputs.values[column]) || !isTime(table, column)) continue;
    const back = stepBack(table, column);
    const others = Array.from({ length: features }, (_, j) => j).filter((j) => j !== column);
    const listed = `[${others.join(', ')}]`;
    if (back) throw blameAt(table, column, back, saidOfStepBack(column, back));
    if (!numbers || numbers.length === 0) throw blameAt(table, column, { sequence: 0, step: 0 }, said(column, listed));
  }
}

const said = (column: number, listed: string): Sentence =>
  sentence(
    'Column {0} of the inputs looks like the time of each step, which is no input. Name the inputs: "features": {1}. ' +
      'If it is one of them, name it there too.',
    column,
    listed,
  );

const saidOfStepBack = (column: number, { sequence, step }: StepBack): Sentence =>
  sentence(
    'Column {0} of the inputs looks like the time of each step, and goes back at step {1} of sequence {2}. Make a ' +
      'sequence of each part, or put the steps in order. In Python: x[i] = x[i][x[i, :, {0}].argsort()].',
    column,
    step,
    sequence,
  );

function blameAt({ inputs }: FileTable, column: number, { sequence, step }: StepBack, what: Sentence): InputError {
  return inputs.blame((sequence * inputs.length + step) * inputs.features + column, what);
}

/** Seconds of 1990 at least: most columns are left out by their first number. */
const mayBeStamp = (first: number): boolean => first > 6e8;

function isTime({ inputs, lengths }: FileTable, column: number): boolean {
  const { values, samples, length, features } = inputs;
  const own = Float64Array.from({ length: samples * length }, (_, row) =>
    row % length < (lengths?.[Math.floor(row / length)] ?? length) ? values[row * features + column] : NaN,
  );
  const sequenceOf = Int32Array.from(own, (_, row) => Math.floor(row / length));
  return isTimeLike('', own, { sequences: samples, sequenceOf });
}

function stepBack({ inputs, lengths }: FileTable, column: number): StepBack | undefined {
  const { values, samples, length, features } = inputs;
  for (let sequence = 0; sequence < samples; sequence++) {
    const own = lengths?.[sequence] ?? length;
    for (let step = 1; step < own; step++) {
      const at = (sequence * length + step) * features + column;
      if (values[at] < values[at - features]) return { sequence, step };
    }
  }
  return undefined;
}
