import { StackPainter } from '../../../painters/stackPainter';
import { XyPainter } from '../../../painters/xyPainter';
import { t } from '../../../ui/l10n';
import type { ChartKind } from '../../chartKind';
import { leastTold, translationChartData } from './translation';

export const translationKinds = (): readonly ChartKind[] => [
  {
    id: 'translation',
    title: t('Translations'),
    painter: XyPainter,
    select: translationChartData,
    reading: t(
      'What the source tells about held-out translations, a word of the reference: the cross-entropy of a network ' +
        'without the source less that of one with it (cross-mutual information). Both are upper bounds of ' +
        'entropies, so that the difference has no direction. Whiskers are 95 % intervals over sentences. The line ' +
        'joins the references with more and more words spoiled. Dashed, on the right axis: chrF and BLEU against ' +
        'the references.',
    ),
  },
  {
    id: 'translationLeast',
    title: t('Translations: where the source tells least'),
    painter: StackPainter,
    select: leastTold,
    reading: t(
      'The held-out pairs about whose translation the source tells least, the least at the left. Below 0, the ' +
        'network tells the translation better without the source: it is rare, or wrong. The table has the sentences.',
    ),
  },
];
