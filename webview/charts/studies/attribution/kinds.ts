import { HeatPainter } from '../../../painters/heatPainter';
import { XyPainter } from '../../../painters/xyPainter';
import { t } from '../../../ui/l10n';
import type { ChartKind } from '../../chartKind';
import { attributionMaps, removalCurves } from './attribution';

export const attributionKinds = (): readonly ChartKind[] => [
  {
    id: 'attributionMap',
    title: t('Attribution: where the information is'),
    painter: HeatPainter,
    heat: true,
    select: attributionMaps,
    reading: t(
      'What the answers of the network rest on: noise is put on the inputs of each held-out sequence where its ' +
        'answer does not need them, and what is let through is information. The mean over sequences and ' +
        'repetitions comes first, then single sequences. On average over sequences it bounds the information of ' +
        'the noisy input about the input from above; of a single sequence it is its part in that.',
    ),
  },
  {
    id: 'attributionRemoval',
    title: t('Attribution: as steps are removed'),
    painter: XyPainter,
    select: removalCurves,
    reading: t(
      'The probability that the network still gives its answers, as more and more steps are replaced by the mean. ' +
        'The faster it falls, the better the steps that matter are found. Whiskers are 95 % intervals of the mean ' +
        'over repetitions.',
    ),
  },
];
