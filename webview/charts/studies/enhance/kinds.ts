import { HeatPainter } from '../../../painters/heatPainter';
import { StackPainter } from '../../../painters/stackPainter';
import { t } from '../../../ui/l10n';
import type { ChartKind } from '../../chartKind';
import { enhanceChartData, enhancedPictures } from './enhance';

export const enhanceKinds = (): readonly ChartKind[] => [
  {
    id: 'enhance',
    title: t('Enhancement'),
    painter: StackPainter,
    select: enhanceChartData,
    reading: t(
      'Peak signal-to-noise ratio of the spoiled held-out values, and of what each network gives back. The dashed ' +
        'line is that of the best line through each value alone. The table has ' +
        'the squared error, the information that a value would have about the clean one if both were Gaussian, and ' +
        'where it is known a lower bound on that information for any distribution, by InfoNCE.',
    ),
  },
  {
    id: 'enhancePictures',
    title: t('Enhancement: a sequence'),
    painter: HeatPainter,
    heat: true,
    select: enhancedPictures,
    reading: t(
      'The first held-out sequence of the first repetition, one step per row: spoiled at the left, then what each ' +
        'network gives back, and clean at the right.',
    ),
  },
];
