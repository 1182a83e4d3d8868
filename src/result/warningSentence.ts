import { inEnglish, sentence, type Sentence, type SentenceArgument } from '../base/sentence';
import type { Reason } from './reasons';
import { reasonTexts } from './reasonTexts';
import type { Unit } from './result';
import { natsIn } from './units';
import type { NoteArgument, Warning } from './warnings';
import { warningTexts } from './warningTexts';

/** A warning in words, its amounts of information in the reader's unit. */
export const warningSentence = ({ code, args }: Warning, unit: Unit): Sentence => ({
  message: warningTexts[code],
  args: args.map((argument) => inUnitOf(argument, unit)),
});

/** One sentence of a reason in words, its amounts of information in the reader's unit. */
export const reasonSentence = ({ code, args }: Reason, unit: Unit): Sentence => ({
  message: reasonTexts[code],
  args: args.map((argument) => inUnitOf(argument, unit)),
});

/** The words of each warning, in English. */
export const warningsInEnglish = (warnings: readonly Warning[], unit: Unit): string[] =>
  warnings.map((warning) => inEnglish(warningSentence(warning, unit)));

/** All sentences of a reason, in English. */
export const reasonInEnglish = (reason: readonly Reason[], unit: Unit): string =>
  reason.map((one) => inEnglish(reasonSentence(one, unit))).join(' ');

/** An amount of information with its unit: '2.00 bits'. */
export function amountSentence(nats: number, unit: Unit, digits = 2): Sentence {
  const figure = Number.isFinite(nats) ? natsIn(unit, nats).toFixed(digits) : '∞';
  return unit === 'bits' ? sentence('{0} bits', figure) : sentence('{0} nats', figure);
}

/** Fractions that are not amounts of information keep all their digits: the page would round a number. */
function inUnitOf(argument: NoteArgument, unit: Unit): SentenceArgument {
  if (typeof argument === 'number') return Number.isInteger(argument) ? argument : String(argument);
  if (typeof argument === 'string' || 'message' in argument) return argument;
  return amountSentence(argument.nats, unit, argument.digits);
}
