import { exactValue } from './exactValues';
import type { ResultIndex } from './resultIndex';

/** H(X) or H(Y) of a step, in the result's unit: exact where the task states it, else estimated. */
export function entropyOf(index: ResultIndex, of: 'X' | 'Y'): number | undefined {
  return exactValue(index.result, 'entropy', of, of) ?? index.atEnd('entropy', of)?.value;
}

/** The most that can be known about the target, in the result's unit. */
export interface Ceiling {
  readonly value: number;
  /** The value is H(Y): the input's own information about the target is not known. */
  readonly isEntropy: boolean;
}

/** The input's information about the target at the end where that is exact, else the target's entropy. */
export function targetCeiling(index: ResultIndex): Ceiling | undefined {
  const exact = exactValue(index.result, 'outputInformation', 'X', 'Y');
  if (exact !== undefined) return { value: exact, isEntropy: false };
  const entropy = entropyOf(index, 'Y');
  return entropy === undefined ? undefined : { value: entropy, isEntropy: true };
}
