import { sentence, type Sentence } from '../../base/sentence';
import type { ExactAnswer, ExactResult } from './exactAnswer';

/** Nats of gap from which a reader is warned. */
const smallGap = 1e-9;

/** The answer with a sentence for what it does not know to 1e-9 nats. @param unit that of the answer */
export function withWarnings(answer: ExactAnswer, unit: 'bits' | 'nats'): ExactResult {
  const most = smallGap / (unit === 'bits' ? Math.LN2 : 1);
  if ('capacity' in answer) {
    if (!('gap' in answer) || answer.gap <= most) return answer;
    const figure = answer.gap.toExponential(1);
    return warned(
      answer,
      sentence('The capacity is known to {0} {1} only: rounding stopped the search.', figure, unit),
    );
  }
  const gaps = answer.points.flatMap(({ gap }) => (gap !== undefined && gap > most ? [gap] : []));
  if (gaps.length === 0) return answer;
  const largest = Math.max(...gaps).toExponential(1);
  const [open, all] = [gaps.length, answer.points.length];
  return warned(
    answer,
    answer.points.some((point) => 'beta' in point)
      ? sentence(
          '{0} of {1} points may not be the best code: rate - beta relevance lies up to {2} {3} above its lower bound.',
          open,
          all,
          largest,
          unit,
        )
      : sentence('{0} of {1} rates are known to {2} {3} only.', open, all, largest, unit),
  );
}

const warned = (answer: ExactAnswer, warning: Sentence): ExactResult => ({ ...answer, warnings: [warning] });
