import { sentence, type Sentence } from '../base/sentence';
import type { Estimate, Unit } from './result';
import { natsIn } from './units';
import { warningSentence } from './warningSentence';
import type { NoteArgument, Warning } from './warnings';

export interface CountedWarning {
  readonly said: Sentence;
  readonly count: number;
}

type Amount = Exclude<NoteArgument, string | number | Sentence>;

/**
 * The warnings of estimates, each with how many estimates have it, the commonest first. Warnings that differ in amounts
 * of information alone are one, which names the least and the greatest of them.
 */
export function warningCounts(estimates: readonly Estimate[], unit: Unit): CountedWarning[] {
  const alike = new Map<string, Warning[]>();
  for (const warning of estimates.flatMap(({ warnings = [] }) => warnings)) {
    const kind = JSON.stringify([warning.code, warning.args.map((one) => (isFinite(one) ? 'amount' : one))]);
    const those = alike.get(kind);
    if (those) those.push(warning);
    else alike.set(kind, [warning]);
  }
  return [...alike.values()]
    .map((warnings) => ({ said: together(warnings, unit), count: warnings.length }))
    .sort((a, b) => b.count - a.count);
}

const isAmount = (argument: NoteArgument): argument is Amount => typeof argument === 'object' && 'nats' in argument;

const isFinite = (argument: NoteArgument): boolean => isAmount(argument) && Number.isFinite(argument.nats);

/** Warnings that differ in their amounts alone, in one sentence. */
function together(warnings: readonly Warning[], unit: Unit): Sentence {
  const [first] = warnings;
  const { message, args } = warningSentence(first, unit);
  return {
    message,
    args: args.map((argument, i) => {
      const amounts = warnings.map((warning) => warning.args[i]).filter(isAmount);
      return amounts.length > 0 ? (range(amounts, unit) ?? argument) : argument;
    }),
  };
}

/** '1.26–8.02 bits'; undefined where both ends read the same. */
function range(amounts: readonly Amount[], unit: Unit): Sentence | undefined {
  const values = amounts.map(({ nats }) => natsIn(unit, nats));
  const { digits = 2 } = amounts[0];
  const [least, most] = [Math.min(...values), Math.max(...values)].map((end) => end.toFixed(digits));
  if (least === most) return undefined;
  return unit === 'bits' ? sentence('{0}–{1} bits', least, most) : sentence('{0}–{1} nats', least, most);
}
