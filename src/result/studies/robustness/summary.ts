import type { RobustnessPoint, Studies } from '../../studies';
import { greatestOf, grouped, type OverRepetitions, overPoints, overSeeds } from '../../studySummary';

/** The repetitions of one network at one level; without a level, on clean sequences. */
export interface RobustnessLevel {
  readonly name: string;
  readonly level?: number;
  readonly points: readonly RobustnessPoint[];
}

export type RobustnessField = 'accuracy' | 'loss' | 'information' | 'noise';

/** All networks at all levels, in the order of the document. */
export function robustnessLevels(studies: Studies | undefined): RobustnessLevel[] {
  return grouped(studies?.robustness, ({ name, level }) => ({ name, ...(level !== undefined && { level }) }));
}

/** The mean over repetitions with its interval, within what the figure can be; undefined where a point has none. */
export const overLevel = ({ points }: RobustnessLevel, field: RobustnessField): OverRepetitions | undefined =>
  overPoints(points, (point) => point[field], greatestOf(points, field));

/**
 * The accuracy of one network less that of another at the same level, in pairs of repetitions, with the 95 % interval
 * of the mean; undefined with fewer than two pairs.
 */
export function gainOver(one: RobustnessLevel, other: RobustnessLevel): OverRepetitions | undefined {
  const differences = one.points.flatMap(({ repetition, accuracy }) => {
    const pair = other.points.find((point) => point.repetition === repetition);
    return accuracy === undefined || pair?.accuracy === undefined ? [] : [accuracy - pair.accuracy];
  });
  return differences.length > 1 ? overSeeds(differences) : undefined;
}
