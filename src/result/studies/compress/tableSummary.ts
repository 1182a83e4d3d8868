import { type OverRepetitions, overPoints, type StudySize } from '../../studySummary';
import type { TableSize } from '../../studies';

/** The mean over repetitions of a figure of an embedding's table; undefined where there is no table. */
export const overTables = ({ points }: StudySize, field: keyof TableSize): OverRepetitions | undefined =>
  overPoints(points, ({ table }) => table?.[field]);
