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
  return grouped(studies?.points.filter(isOf(study)) ?? [], ({ method, size }) => ({ method, size })).sort(
    (a, b) => a.size - b.size,
  );
}

/** What points have in common, and all points that have it. */
export type Group<Point, Common> = Common & { readonly points: readonly Point[] };

/** Points of the same kind together, in the order of the document. */
export function grouped<Point, Common extends object>(
  points: readonly Point[] = [],
  commonOf: (point: Point) => Common,
): Group<Point, Common>[] {
  const groups = new Map<string, Common & { readonly points: Point[] }>();
  for (const point of points) {
    const common = commonOf(point);
    const key = JSON.stringify(Object.values(common));
    const group = groups.get(key) ?? { ...common, points: [] };
    group.points.push(point);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The ranking of a study, the best first. */
export const ranksOf = (studies: Studies | undefined, study: StudyName): StudyRank[] =>
  studies?.ranks.filter(isOf(study)) ?? [];

const isOf =
  (study: string) =>
  (record: { readonly study: string }): boolean =>
    record.study === study;

/** Undefined where a point has no such number. */
export const overRepetitions = (points: readonly StudyPoint[], field: Field): OverRepetitions | undefined =>
  overPoints(points, (point) => point[field], greatestOf(points, field));

/**
 * The mean over repetitions of a figure that is never negative, with its interval; undefined where a point has none.
 * @param greatest that the figure can be
 */
export function overPoints<Point>(
  points: readonly Point[],
  figureOf: (point: Point) => number | undefined,
  greatest = Infinity,
): OverRepetitions | undefined {
  const values = points.map(figureOf).filter((value) => value !== undefined);
  return values.length === 0 || values.length < points.length ? undefined : meanOf(values, 0, greatest);
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

/** What figures about one target have in common. */
interface Judged {
  readonly loss: number;
  readonly information?: number;
}

/**
 * The most that a figure can be: no accuracy is above 1, and no information about the target above H(Y), which is the
 * information of a point and its loss together (where the loss is not above H(Y), so that the information is above 0).
 */
export function greatestOf(points: readonly Judged[], field: string): number {
  if (field === 'accuracy') return 1;
  if (field !== 'information') return Infinity;
  const entropies = points.flatMap(({ information = 0, loss }) => (information > 0 ? [information + loss] : []));
  return entropies.length === 0 ? Infinity : Math.max(...entropies);
}

/** The 97.5 % quantile of Student's t (Fisher and Yates 1963, table III), by harmonic steps beyond 10. */
function studentQuantile(freedom: number): number {
  const first = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];
  if (freedom <= first.length) return first[freedom - 1];
  // Cornish and Fisher 1937, to the first order in 1/freedom; below .003 too low from 10 on.
  const z = 1.959964;
  return z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2);
}
