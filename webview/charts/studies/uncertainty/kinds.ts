import { StackPainter } from '../../../painters/stackPainter';
import { XyPainter } from '../../../painters/xyPainter';
import { t } from '../../../ui/l10n';
import type { ChartKind } from '../../chartKind';
import { doubtThroughTime, mostDoubt, rejectionCurve, reliabilityDiagram } from './uncertainty';

export const uncertaintyKinds = (): readonly ChartKind[] => [
  {
    id: 'uncertainty',
    title: t('Uncertainty through time'),
    painter: XyPainter,
    select: doubtThroughTime,
    reading: t(
      'The entropy of the mean prediction of networks that are drawn by dropout, on average over the held-out ' +
        'sequences. The part of the data is their mean entropy: more training does not lessen it. The part of the ' +
        'network is what they disagree about. Whiskers are 95 % intervals of the mean over repetitions.',
    ),
  },
  {
    id: 'uncertaintyRejection',
    title: t('Uncertainty: rejection'),
    painter: XyPainter,
    select: rejectionCurve,
    reading: t(
      'Accuracy of what is left when the answers with the most doubt are rejected. The faster it rises, the better ' +
        'doubt tells wrong answers.',
    ),
  },
  {
    id: 'uncertaintyReliability',
    title: t('Uncertainty: reliability'),
    painter: XyPainter,
    select: reliabilityDiagram,
    reading: t(
      'Accuracy of the answers of about the same confidence. A calibrated network lies on the dashed line; below ' +
        'it, the network is too sure.',
    ),
  },
  {
    id: 'uncertaintyMost',
    title: t('Uncertainty: where there is most'),
    painter: StackPainter,
    select: mostDoubt,
    reading: t(
      'One pair of bars for each of the answers with the most doubt, the most at the left, in the first ' +
        'repetition: the part of the data and the part of the network.',
    ),
  },
];
