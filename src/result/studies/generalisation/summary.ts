import type { GeneralisationPoint, GeneralisationWay, Studies } from '../../studies';
import { grouped, overPoints, type OverRepetitions } from '../../studySummary';

/** The repetitions of one way and one setting. */
export interface GeneralisationGroup {
  readonly way: GeneralisationWay;
  readonly setting?: number;
  readonly points: readonly GeneralisationPoint[];
}

/** Losses by way and setting, in the order of the document. */
export function generalisationGroups(studies: Studies | undefined): GeneralisationGroup[] {
  return grouped(studies?.generalisation, ({ way, setting }) => ({ way, ...(setting !== undefined && { setting }) }));
}

export type GeneralisationField = 'training' | 'choosing' | 'reported' | 'rate';

/** The mean over repetitions with its interval; undefined where a point has none. */
export const overGroup = ({ points }: GeneralisationGroup, field: GeneralisationField): OverRepetitions | undefined =>
  overPoints(points, (point) => point[field]);

/** A beta or a rate as it is shown: three significant figures. */
export const settingText = (setting: number): string => String(Number(setting.toPrecision(3)));

/** Of one way, the setting with the least mean loss on the half that chooses. */
export function chosenOf(
  groups: readonly GeneralisationGroup[],
  way: GeneralisationWay,
): GeneralisationGroup | undefined {
  const own = groups.filter((group) => group.way === way);
  const loss = (group: GeneralisationGroup): number => overGroup(group, 'choosing')?.value ?? Infinity;
  return own.reduce<GeneralisationGroup | undefined>(
    (best, group) => (best === undefined || loss(group) < loss(best) ? group : best),
    undefined,
  );
}

/** The mean of differences in pairs of repetitions, and the standard deviation of one of them. */
export interface Lead {
  readonly mean: number;
  readonly deviation: number;
  readonly count: number;
}

/** How much less one loses than the other on the half that chooses nothing; undefined with fewer than two pairs. */
export function leadOf(one: GeneralisationGroup, other: GeneralisationGroup): Lead | undefined {
  const differences = one.points.flatMap(({ repetition, reported }) => {
    const pair = other.points.find((point) => point.repetition === repetition);
    return pair ? [pair.reported - reported] : [];
  });
  const count = differences.length;
  if (count < 2) return undefined;
  const mean = differences.reduce((sum, each) => sum + each, 0) / count;
  const variance = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (count - 1);
  return { mean, deviation: Math.sqrt(variance), count };
}

/** A lead counts where it is more than this many standard deviations of a single difference. */
export const clearDeviations = 2;

export const isClear = ({ mean, deviation }: Lead): boolean => mean > clearDeviations * deviation;
