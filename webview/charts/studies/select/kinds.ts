import { StackPainter } from '../../../painters/stackPainter';
import { XyPainter } from '../../../painters/xyPainter';
import { t } from '../../../ui/l10n';
import type { ChartKind } from '../../chartKind';
import { studyCurveChartData } from '../studyCurve';
import { studyRankingChartData } from '../studyRanking';
import type { StudyWords } from '../studyWords';

const words = (): StudyWords => ({ member: t('column'), size: t('number of input columns') });

export const selectKinds = (): readonly ChartKind[] => [
  {
    id: 'selectRanking',
    title: t('Feature selection: ranking'),
    painter: StackPainter,
    select: (scene) => studyRankingChartData(scene, 'select', words()),
    reading: t(
      'One pair of bars per input column, the first choice at the left: its information about the target, and the ' +
        'information that it shares with the columns before it, on average. Both are of single steps of the ' +
        'training sequences.',
    ),
  },
  {
    id: 'selectCurve',
    title: t('Feature selection: networks'),
    painter: XyPainter,
    select: (scene) => studyCurveChartData(scene, 'select', words()),
    reading: t(
      'Held-out accuracy of networks that were trained on some of the input columns. Whiskers are 95 % intervals ' +
        'of the mean over repetitions. Dashed lines, on the right axis, are the entropy of the target less the ' +
        'held-out loss, the least that the network tells about the target.',
    ),
  },
];
