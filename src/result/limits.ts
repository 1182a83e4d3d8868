import { isHighCertified, isLowCertified, isModelled, type Grounds } from '../information/types/assumption';

export { isHighCertified, isLowCertified, isModelled } from '../information/types/assumption';

/** An interval as documents have it (null: nothing is known to bound it), or as the code has it (infinite). */
interface Limited extends Grounds {
  readonly low: number;
  readonly high: number | null;
}

/**
 * How an interval is read. 'between': both ends are certified. 'atLeast', 'atMost': one is, and the other is a model's
 * or says nothing. 'inModel': both are a model's.
 */
export type LimitsReading = 'between' | 'atLeast' | 'atMost' | 'inModel';

export function readingOf(estimate: Limited): LimitsReading {
  const [below, above] = [isLowCertified(estimate), isHighCertified(estimate) && isBounded(estimate)];
  if (below) return above ? 'between' : 'atLeast';
  return above ? 'atMost' : 'inModel';
}

/** Whether anything, a model too, bounds the estimate from above. */
export const isBounded = ({ high }: Pick<Limited, 'high'>): boolean => high !== null && Number.isFinite(high);

/**
 * The limits in brackets for terminals: `[1.10, 1.40]`, or `[≥ 1.10]` where nothing certain bounds it from above, with
 * `~` behind where a limit would not hold without a model. A value that a model gives between two certified limits has
 * no mark: they hold it whether or not the model is right.
 * @param figure prints a number in the estimate's unit
 */
export function limitsText(estimate: Limited, figure: (value: number) => string): string {
  const { low, high } = estimate;
  const mark = isModelled(estimate) ? '~' : '';
  const top = high === null || !Number.isFinite(high) ? '∞' : figure(high);
  switch (readingOf(estimate)) {
    case 'between':
    case 'inModel':
      return `[${figure(low)}, ${top}]${mark}`;
    case 'atLeast':
      return `[≥ ${figure(low)}]${mark}`;
    case 'atMost':
      return `[≤ ${top}]${mark}`;
  }
}
