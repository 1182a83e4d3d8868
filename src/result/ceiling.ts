import type { Estimate, ExactLine } from './estimate';
import { exactLineAt, exactValue } from './exactValues';
import type { ResultIndex } from './resultIndex';

/** H(X) or H(Y) of a step, in the result's unit: exact where the task states it, else estimated. */
export function entropyOf(index: ResultIndex, of: 'X' | 'Y'): number | undefined {
  return exactValue(index.result, 'entropy', of, of) ?? index.atEnd('entropy', of)?.value;
}

/** What an amount of information is a part of. */
export type Whole = { readonly exact: ExactLine } | { readonly estimate: Estimate };

export const wholeValue = (whole: Whole): number => ('exact' in whole ? whole.exact : whole.estimate).value;

/** H(X_t) or H(Y_t) of that very step; undefined where only another step's is known. */
export function entropyAt(index: ResultIndex, of: 'X' | 'Y', time: number | undefined): Whole | undefined {
  const exact = exactLineAt(index.result, 'entropy', of, of, time);
  if (exact) return { exact };
  const estimate = index.of('entropy', of).findLast((known) => known.time === time);
  return estimate && { estimate };
}

/** The most that can be known about the target at a step, in the result's unit. */
export interface Ceiling {
  readonly whole: Whole;
  readonly value: number;
  /** The value is H(Y): the input's own information about the target is not known. */
  readonly isEntropy: boolean;
}

/** The input's information about the target at a step where that is exact, else the target's entropy. */
export function targetCeiling(index: ResultIndex, time: number | undefined): Ceiling | undefined {
  const exact = exactLineAt(index.result, 'outputInformation', 'X', 'Y', time);
  if (exact) return { whole: { exact }, value: exact.value, isEntropy: false };
  const entropy = entropyAt(index, 'Y', time);
  return entropy && { whole: entropy, value: wholeValue(entropy), isEntropy: true };
}
