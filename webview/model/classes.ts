import { targetSentence } from '../../src/config/layers/heads';
import { percent } from '../../src/result/format';
import { t } from '../ui/l10n';
import type { Scene } from './scene';
import { sentenceText } from './sentence';

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
