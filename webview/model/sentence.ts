import type { Sentence, SentenceArgument } from '../../src/base/sentence';
import type { ComputedFrom } from '../../src/result/computedFrom';
import { ofWords } from '../../src/result/ofWords';
import { reasonSentence, warningSentence } from '../../src/result/warningSentence';
import type { Reason } from '../../src/result/reasons';
import type { Unit } from '../../src/result/result';
import type { Warning } from '../../src/result/warnings';
import { t } from '../ui/l10n';
import { formatValue } from '../../src/result/format';

/**
 * A sentence in the person's language, its parts included; fractions are rounded as everywhere, whole numbers are not
 * changed.
 */
export function sentenceText(sentence: Sentence): string {
  return t(sentence.message, ...sentence.args.map(argumentText));
}

/** Why something is doubtful, in the person's language and unit. */
export const warningText = (warning: Warning, unit: Unit): string => sentenceText(warningSentence(warning, unit));

/** Why any of these estimates is doubtful, each cause once. */
export const warningsOf = (
  unit: Unit,
  ...estimates: readonly { readonly warnings?: readonly Warning[] }[]
): string[] => [
  ...new Set(estimates.flatMap(({ warnings = [] }) => warnings.map((warning) => warningText(warning, unit)))),
];

/** Why an estimator was chosen, in the person's language and unit. */
export const reasonText = (reasons: readonly Reason[], unit: Unit): string =>
  reasons.map((reason) => sentenceText(reasonSentence(reason, unit))).join(' ');

/** What an estimate is computed from, in the person's language. */
export const ofText = (of: ComputedFrom | undefined): string => (of ? sentenceText(ofWords(of)) : '');

function argumentText(argument: SentenceArgument): string | number {
  if (typeof argument === 'object') return sentenceText(argument);
  return typeof argument === 'number' && !Number.isInteger(argument) ? formatValue(argument) : argument;
}
