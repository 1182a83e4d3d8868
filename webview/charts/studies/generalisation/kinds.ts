import { XyPainter } from '../../../painters/xyPainter';
import { t } from '../../../ui/l10n';
import type { ChartKind } from '../../chartKind';
import { generalisationChartData } from './generalisation';

export const generalisationKinds = (): readonly ChartKind[] => [
  {
    id: 'heldOutSweep',
    title: t('Bottleneck against overfitting'),
    painter: XyPainter,
    select: generalisationChartData,
    reading: t(
      'Loss per target of the network with its bottleneck, over beta, at the best epoch. The epoch and the beta that ' +
        'is marked are chosen on one half of the held-out sequences, and the figures are of the other half. Level ' +
        'lines are the same network without the bottleneck, and with dropout in its place. Whiskers are 95 % ' +
        'intervals of the mean over repetitions.',
    ),
  },
];
