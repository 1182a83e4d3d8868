import type { Sentence } from '../../src/result/result';
import { t } from '../ui/l10n';
import { formatValue } from './format';

/**
 * A sentence of the analysis in the person's language; fractions are rounded as everywhere, whole numbers stay whole.
 */
export function sentenceText(sentence: Sentence): string {
  return t(
    sentence.message,
    ...sentence.args.map((argument) =>
      typeof argument === 'number' && !Number.isInteger(argument) ? formatValue(argument) : argument,
    ),
  );
}
