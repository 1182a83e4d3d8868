import type { Estimate, ExactLine } from './estimate';
import { exactLineAt, latestExact } from './exactValues';
import type { ResultIndex } from './resultIndex';

/** What an amount of information is a part of. */
export type Whole = { readonly exact: ExactLine } | { readonly estimate: Estimate };

export const wholeValue = (whole: Whole): number => ('exact' in whole ? whole.exact : whole.estimate).value;

/** H(X) or H(Y) of the last step that has one, in the result's unit: exact where the task states it, else estimated. */
export function entropyAtEnd(index: ResultIndex, of: 'X' | 'Y'): Whole | undefined {
  const exact = latestExact(index.result, 'entropy', of, of);
  if (exact) return { exact };
  const estimate = index.atEnd('entropy', of);
  return estimate && { estimate };
}

export function entropyOf(index: ResultIndex, of: 'X' | 'Y'): number | undefined {
  const whole = entropyAtEnd(index, of);
  return whole && wholeValue(whole);
}

/** H(X_t) or H(Y_t) of that very step; undefined where only another step's is known. */
export function entropyAt(index: ResultIndex, of: 'X' | 'Y', time: number | undefined): Whole | undefined {
  const exact = exactLineAt(index.result, 'entropy', of, of, time);
  if (exact) return { exact };
  const estimate = index.of('entropy', of).findLast((known) => known.time === time);
  return estimate && { estimate };
}

/**
 * H(X) of the input that a memory is of; undefined where it is not known. Entropies are of steps that are counted back
 * from the end: counted from the start they are of the same inputs where all sequences are of one length.
 */
export function entropyOfInput(
  index: ResultIndex,
  { time = 0, lag = 0, from }: Pick<Estimate, 'time' | 'lag' | 'from'>,
): Whole | undefined {
  if (from === undefined) return entropyAt(index, 'X', time - lag);
  const steps = index.of('entropy', 'X');
  const areOfOneLength = steps.at(0)?.time === 1 && steps.at(0)?.samples === steps.at(-1)?.samples;
  return areOfOneLength ? entropyAt(index, 'X', 1 + lag) : undefined;
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
