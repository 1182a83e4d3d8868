import type { StudyName } from '../config/schema/studies/studyNames';
import type { StudyMethod, Studies, StudyPoint, StudyRank } from './studies';

/** Several repetitions of one size and one method. */
export interface StudySize {
  readonly method: StudyMethod;
  readonly size: number;
  readonly points: readonly StudyPoint[];
}

type Field = 'accuracy' | 'loss' | 'information' | 'parameters';

/**
 * A mean over repetitions with its 95 % interval by Student's t, within what the figure can be; both ends at the mean
 * where there is only one.
 */
export interface OverRepetitions {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The points of a study by method and size, sizes ascending. */
export function sizesOf(studies: Studies | undefined, study: StudyName): StudySize[] {
  const groups = new Map<string, StudySize & { points: StudyPoint[] }>();
  for (const point of studies?.points.filter(isOf(study)) ?? []) {
    const { method, size } = point;
    const key = `${method}/${size}`;
    const group = groups.get(key) ?? { method, size, points: [] };
    group.points.push(point);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => a.size - b.size);
}

/** The ranking of a study, the best first. */
export const ranksOf = (studies: Studies | undefined, study: StudyName): StudyRank[] =>
  studies?.ranks.filter(isOf(study)) ?? [];

const isOf =
  (study: string) =>
  (record: { readonly study: string }): boolean =>
    record.study === study;

/** Undefined where a point has no such number. */
export function overRepetitions(points: readonly StudyPoint[], field: Field): OverRepetitions | undefined {
  const values = points.map((point) => point[field]).filter((value) => value !== undefined);
  return values.length === 0 || values.length < points.length ? undefined : meanOf(values, 0, most(field));
}

/** The mean of at least one number that lies between two limits, with its interval. */
export function meanOf(values: readonly number[], least: number, greatest: number): OverRepetitions {
  const { value, low, high } = overSeeds(values);
  return { value, low: Math.max(least, low), high: Math.min(greatest, high) };
}

/** The mean of at least one value with its 95 % interval by Student's t, wherever that reaches. */
export function overSeeds(values: readonly number[]): OverRepetitions {
  const count = values.length;
  const value = values.reduce((sum, each) => sum + each, 0) / count;
  if (count === 1) return { value, low: value, high: value };
  const variance = values.reduce((sum, each) => sum + (each - value) ** 2, 0) / (count - 1);
  const half = studentQuantile(count - 1) * Math.sqrt(variance / count);
  return { value, low: value - half, high: value + half };
}

/** No figure is negative, and no accuracy above 1. */
const most = (field: Field): number => (field === 'accuracy' ? 1 : Infinity);

/** The 97.5 % quantile of Student's t (Fisher and Yates 1963, table III), by harmonic steps beyond 10. */
function studentQuantile(freedom: number): number {
  const first = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];
  if (freedom <= first.length) return first[freedom - 1];
  // Cornish and Fisher 1937, to the first order in 1/freedom; below .003 too low from 10 on.
  const z = 1.959964;
  return z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2);
}
