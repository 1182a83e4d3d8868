import { targetSentence } from '../../src/config/layers/heads';
import { percent } from '../../src/result/format';
import { t } from '../ui/l10n';
import type { Scene } from './scene';
import { sentenceText } from './sentence';

/** Names that are listed at most. */
const mostNames = 12;

/** The names of the input's columns, and of its symbols, where the data have names for them. */
export function inputNotes({ result }: Scene): string[] {
  const { columns = [], symbols = [] } = result.data ?? {};
  return [
    ...(columns.length > 0 ? [t('columns of the input: {0}', listed(columns))] : []),
    ...(symbols.length > 0 ? [t('symbols of the input: {0}', listed(symbols))] : []),
  ];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).join(', ');
  return names.length > mostNames ? t('{0} and {1} more', shown, names.length - mostNames) : shown;
}

/** The named classes of some targets with their shares, one line for each target; none where classes are numbers. */
export function classNotes({ result }: Scene, targets: readonly string[]): string[] {
  return (result.data?.balance ?? []).flatMap(({ target, classes, rest }) => {
    if (!targets.includes(target) || classes.length === 0) return [];
    const listed = classes.map(({ name, share }) => `${name} ${percent(share)}`).join(', ');
    return [
      rest > 0
        ? t(
            'classes of {0}: {1}, others {2}; chance level {3}',
            sentenceText(targetSentence(target)),
            listed,
            percent(rest),
            percent(classes[0].share),
          )
        : t(
            'classes of {0}: {1}; chance level {2}',
            sentenceText(targetSentence(target)),
            listed,
            percent(classes[0].share),
          ),
    ];
  });
}
