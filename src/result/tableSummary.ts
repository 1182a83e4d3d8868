import { type OverRepetitions, overSeeds, type StudySize } from './studySummary';
import type { TableSize } from './studies';

/** The mean over repetitions of a figure of an embedding's table; undefined where there is no table. */
export function overTables({ points }: StudySize, field: keyof TableSize): OverRepetitions | undefined {
  const values = points.flatMap(({ table }) => table?.[field] ?? []);
  if (values.length === 0 || values.length < points.length) return undefined;
  const { value, low, high } = overSeeds(values);
  return { value, low: Math.max(0, low), high };
}
