import { HeatPainter } from '../../../painters/heatPainter';
import { XyPainter } from '../../../painters/xyPainter';
import { t } from '../../../ui/l10n';
import type { ChartKind } from '../../chartKind';
import { keySweepChartData, keySweepGridChartData } from './keySweep';

export const keySweepKinds = (): readonly ChartKind[] => [
  {
    id: 'keySweep',
    title: t('Sweep'),
    painter: XyPainter,
    select: keySweepChartData,
    reading: t(
      'Each point is an analysis of the whole config with that value of the key, at the last step after the last ' +
        'epoch. Of several repetitions it is the mean, and its whisker reaches as far as the wider one of their ' +
        'spread and of their own intervals. With two keys there is a line for each value of the other one.',
    ),
  },
  {
    id: 'keySweepGrid',
    title: t('Sweep over two keys'),
    painter: HeatPainter,
    heat: true,
    select: keySweepGridChartData,
    reading: t(
      'One cell per value of the one key (across) and of the other (up): an analysis of the whole config with both. ' +
        'A stronger colour means a larger number. The line in a cell is its interval on the same scale.',
    ),
  },
];
