import { XyPainter } from '../../../painters/xyPainter';
import { t } from '../../../ui/l10n';
import type { ChartKind } from '../../chartKind';
import { noiseKeptChartData, robustnessChartData } from './robustness';

export const robustnessKinds = (): readonly ChartKind[] => [
  {
    id: 'robustness',
    title: t('Robustness'),
    painter: XyPainter,
    select: robustnessChartData,
    reading: t(
      'Held-out accuracy of each network on clean sequences and on spoiled ones, the mildest level at the left. ' +
        'Whiskers are 95 % intervals of the mean over repetitions. Dashed lines, on the right axis, are the ' +
        'entropy of the target less the held-out loss, the least that the network tells about the target.',
    ),
  },
  {
    id: 'robustnessNoise',
    title: t('Robustness: noise that is kept'),
    painter: XyPainter,
    select: noiseKeptChartData,
    reading: t(
      'The least that the last state before the head holds of the noise, where the sequence itself is known. A ' +
        'state that holds the target and little of the noise has what a bottleneck is for. No bound exceeds the ' +
        'log of the draws of the noise.',
    ),
  },
];
