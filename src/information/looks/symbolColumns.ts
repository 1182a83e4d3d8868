import { PreparedVariable } from '../job/preparedVariable';
import type { Variable } from '../types/variable';
import { distinctRows } from './distinctRows';
import { areSymbols, asSymbols } from './fewRows';

/** A single column with more different values is a number. */
const mostValues = 12;

/** What the columns of a variable that are symbols say: a function of the variable. */
export interface SymbolColumns {
  readonly prepared: PreparedVariable;
  readonly columns: number;
}

/**
 * The columns of a continuous variable that take few values, such as words as 0 and 1 beside measured numbers, as one
 * symbol; undefined where there are none, or where all columns are such.
 */
export function symbolColumns(variable: Variable): SymbolColumns | undefined {
  const { dimensions, independentGiven } = variable;
  if (variable.kind !== 'continuous' || dimensions === 1) return undefined;
  const few = Array.from({ length: dimensions }, (_, column) => column).filter((column) => isFew(variable, column));
  if (few.length === 0 || few.length === dimensions) return undefined;
  const part = columnsOf(variable, few);
  const rows = distinctRows(part);
  if (!areSymbols(part, rows)) return undefined;
  const symbols = { ...asSymbols(part, rows), ...(independentGiven !== undefined && { independentGiven }) };
  return { prepared: new PreparedVariable(symbols), columns: few.length };
}

function isFew({ values, samples, dimensions }: Variable, column: number): boolean {
  const seen = new Set<number>();
  for (let i = 0; i < samples && seen.size <= mostValues; i++) seen.add(values[i * dimensions + column]);
  return seen.size <= mostValues;
}

function columnsOf({ name, values, samples, dimensions }: Variable, columns: readonly number[]): Variable {
  const taken = new Float64Array(samples * columns.length);
  for (let i = 0; i < samples; i++)
    columns.forEach((column, j) => (taken[i * columns.length + j] = values[i * dimensions + column]));
  return { name, kind: 'continuous', values: taken, samples, dimensions: columns.length };
}
