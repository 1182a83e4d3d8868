import type { RobustnessPoint, Studies } from './studies';
import { type OverRepetitions, overSeeds } from './studySummary';

/** The repetitions of one network at one level; without a level, on clean sequences. */
export interface RobustnessLevel {
  readonly name: string;
  readonly level?: number;
  readonly points: readonly RobustnessPoint[];
}

export type RobustnessField = 'accuracy' | 'loss' | 'information' | 'noise';

/** All networks at all levels, in the order of the document. */
export function robustnessLevels(studies: Studies | undefined): RobustnessLevel[] {
  const groups = new Map<string, RobustnessLevel & { points: RobustnessPoint[] }>();
  for (const point of studies?.robustness ?? []) {
    const { name, level } = point;
    const key = `${level}/${name}`;
    const group = groups.get(key) ?? { name, ...(level !== undefined && { level }), points: [] };
    group.points.push(point);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The mean over repetitions with its interval, within what the figure can be; undefined where a point has none. */
export function overLevel({ points }: RobustnessLevel, field: RobustnessField): OverRepetitions | undefined {
  const values = points.map((point) => point[field]).filter((value) => value !== undefined);
  if (values.length === 0 || values.length < points.length) return undefined;
  const { value, low, high } = overSeeds(values);
  return { value, low: Math.max(0, low), high: field === 'accuracy' ? Math.min(1, high) : high };
}

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
