import type { Studies, TranslationAmount, TranslationPoint } from '../../studies';
import { grouped } from '../../studySummary';

/** The repetitions of one system; with a level, of the references with words spoiled. */
export interface TranslationGroup {
  readonly name: string;
  readonly level?: number;
  readonly points: readonly TranslationPoint[];
}

export type TranslationField = 'information' | 'without' | 'given';

/** All systems and levels, in the order of the document. */
export function translationGroups(studies: Studies | undefined): TranslationGroup[] {
  return grouped(studies?.translation, ({ name, level }) => ({ name, ...(level !== undefined && { level }) }));
}

/** The means over repetitions of an amount and of the ends of its intervals over sentences. */
export function meanAmount({ points }: TranslationGroup, field: TranslationField): TranslationAmount {
  const mean = (end: 'value' | 'low' | 'high'): number =>
    points.reduce((sum, point) => sum + point[field][end], 0) / points.length;
  return { value: mean('value'), low: mean('low'), high: mean('high'), bound: points[0][field].bound };
}

export const meanScore = ({ points }: TranslationGroup, field: 'chrf' | 'bleu'): number =>
  points.reduce((sum, point) => sum + point[field], 0) / points.length;

/** The references, clean and at every level, the mildest first. */
export function ladderOf(groups: readonly TranslationGroup[]): TranslationGroup[] {
  const [references] = groups;
  return groups
    .filter(({ name, level }, i) => i === 0 || (level !== undefined && name === references.name))
    .sort((a, b) => (a.level ?? 0) - (b.level ?? 0));
}

/**
 * Spearman's correlation of ranks, of numbers without ties: 1 - 6 sum d^2 / (n (n^2 - 1)) (Spearman 1904); undefined of
 * fewer than three.
 */
export function rankCorrelation(xs: readonly number[], ys: readonly number[]): number | undefined {
  const n = xs.length;
  if (n < 3) return undefined;
  const ranks = (values: readonly number[]): number[] =>
    values.map((value) => values.filter((other) => other < value).length);
  const [of, other] = [ranks(xs), ranks(ys)];
  return 1 - (6 * of.reduce((sum, rank, i) => sum + (rank - other[i]) ** 2, 0)) / (n * (n ** 2 - 1));
}
