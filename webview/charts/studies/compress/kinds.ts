import { StackPainter } from '../../../painters/stackPainter';
import { XyPainter } from '../../../painters/xyPainter';
import { t } from '../../../ui/l10n';
import type { ChartKind } from '../../chartKind';
import { studyCurveChartData } from '../studyCurve';
import { studyRankingChartData } from '../studyRanking';
import type { StudyWords } from '../studyWords';
import { codedNetworkChartData, codedTableChartData } from './codedWeights';

const words = (): StudyWords => ({ member: t('unit'), size: t('number of units') });

export const compressKinds = (): readonly ChartKind[] => [
  {
    id: 'compressRanking',
    title: t('Compression: ranking of the units'),
    painter: StackPainter,
    select: (scene) => studyRankingChartData(scene, 'compress', words()),
    reading: t(
      'One pair of bars per unit, the first choice at the left: the information of its state, with the declared ' +
        'noise, about present and coming targets, and the information that it shares with the units before it, on ' +
        'average.',
    ),
  },
  {
    id: 'compressCurve',
    title: t('Compression: networks'),
    painter: XyPainter,
    select: (scene) => studyCurveChartData(scene, 'compress', words()),
    reading: t(
      'Held-out accuracy of the network after units were removed and the rest was trained to say what the whole ' +
        'network says. Whiskers are 95 % intervals of the mean over repetitions. Dashed lines, on the right axis, ' +
        'are the entropy of the target less the held-out loss, the least that the network tells about the target.',
    ),
  },
  {
    id: 'compressWeights',
    title: t('Compression: the coded weights'),
    painter: XyPainter,
    select: codedNetworkChartData,
    reading: t(
      'Held-out loss of the network with each array of its weights rounded and coded, over the length of the code. ' +
        'Whiskers are 95 % intervals of the mean over repetitions.',
    ),
  },
  {
    id: 'compressTable',
    title: t('Compression: the coded table'),
    painter: XyPainter,
    select: codedTableChartData,
    reading: t(
      'Held-out loss of the network with its embedding rounded and coded, over the length of the code. Whiskers ' +
        'are 95 % intervals of the mean over repetitions.',
    ),
  },
];
