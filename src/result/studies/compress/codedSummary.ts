import { type OverRepetitions, overPoints, type StudySize } from '../../studySummary';
import type { CodedSize, TableSize } from '../../studies';

/** The mean over repetitions of a figure of an embedding's table; undefined where there is no table. */
export const overTables = ({ points }: StudySize, field: keyof TableSize): OverRepetitions | undefined =>
  overPoints(points, ({ table }) => table?.[field]);

/** The mean over repetitions of a figure of all weights; undefined where none were coded. */
export const overNetworks = ({ points }: StudySize, field: keyof CodedSize): OverRepetitions | undefined =>
  overPoints(points, ({ network }) => network?.[field]);
