import type { SequenceSet } from '../../../data/dataset';
import { isMain } from '../../../result/subject';
import type { NatsEstimate } from '../natsEstimate';

/** An estimate of what a state tells of a class of the input: a symbol of it, or a target. */
export interface Question {
  readonly estimate: NatsEstimate;
  /** The step of the state, counted from 1. */
  readonly time: number;
  readonly of: 'X' | 'Y';
  /** The step of the symbol or of the target, counted from 1. */
  readonly step: number;
}

/**
 * What a layer's states of some steps are asked: I(H;Y) at each of them, and, at the last, memory at every lag. Only of
 * classes that every sequence has.
 */
export function questionsOf(
  name: string,
  times: readonly number[],
  estimates: readonly NatsEstimate[],
  set: SequenceSet,
): Question[] {
  return estimates.flatMap((estimate) => {
    const question = questionOf(name, estimate, set);
    return question && times.includes(question.time) && estimate.high > estimate.low && !knowsDensity(estimate)
      ? [question]
      : [];
  });
}

function questionOf(name: string, estimate: NatsEstimate, { inputs, targets }: SequenceSet): Question | undefined {
  const { quantity, source, target, time, lag, from } = estimate;
  if (!isMain(estimate) || time === undefined || from !== undefined) return undefined;
  if (quantity === 'memory' && target === name && lag !== undefined && time === inputs.length)
    return { estimate, time, of: 'X', step: time - lag };
  if (quantity === 'outputInformation' && source === name && target === 'Y' && targets)
    return { estimate, time, of: 'Y', step: targets.at === 'end' ? 1 : time };
  return undefined;
}

/** Whether the states' density is known to the estimate. */
export const knowsDensity = ({ estimator }: NatsEstimate): boolean =>
  estimator === 'exact' || estimator === 'knownConditional';

/** The classes of sequences; undefined where one of them has none. */
export function classesOf(
  { inputs, targets }: SequenceSet,
  { of, step }: Pick<Question, 'of' | 'step'>,
): Int32Array | undefined {
  const from = of === 'X' ? inputs : targets;
  if (!from?.symbols || from.lengths) return undefined;
  const { symbols, length, samples } = from;
  const classes = Int32Array.from({ length: samples }, (_, i) => symbols[i * length + step - 1]);
  return classes.includes(-1) ? undefined : classes;
}
