import { inEnglish, type Sentence, type SentenceArgument } from '../base/sentence';
import type { InformationWarning, WarningArgument } from '../information/types/warnings';
import { reasonTexts, type Reason } from './reasonTexts';
import type { Unit } from './result';
import { natsIn } from './units';
import { warningTexts } from './warningTexts';

/** A warning in words, its amounts of information in the reader's unit. */
export const warningSentence = ({ code, args }: InformationWarning, unit: Unit): Sentence => ({
  message: warningTexts[code],
  args: args.map((argument) => inUnitOf(argument, unit)),
});

/** One sentence of a reason in words, its amounts of information in the reader's unit. */
export const reasonSentence = ({ code, args }: Reason, unit: Unit): Sentence => ({
  message: reasonTexts[code],
  args: args.map((argument) => inUnitOf(argument, unit)),
});

/** The words of each warning, in English. */
export const warningsInEnglish = (warnings: readonly InformationWarning[], unit: Unit): string[] =>
  warnings.map((warning) => inEnglish(warningSentence(warning, unit)));

/** All sentences of a reason, in English. */
export const reasonInEnglish = (reason: readonly Reason[], unit: Unit): string =>
  reason.map((one) => inEnglish(reasonSentence(one, unit))).join(' ');

function inUnitOf(argument: WarningArgument, unit: Unit): SentenceArgument {
  if (typeof argument !== 'object') return argument;
  const figure = natsIn(unit, argument.nats).toFixed(argument.digits ?? 2);
  return { message: unit === 'bits' ? '{0} bits' : '{0} nats', args: [figure] };
}
